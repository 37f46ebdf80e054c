import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importMermaid } from "../../../src/interop/mermaid/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { concrete } from "./read.ts";

const root = join(import.meta.dirname, "../../..");
const examples =
  process.env["FSMC_EXAMPLES"] ?? join(root, "../shared/examples");
const file = join(examples, "machines/mermaid_state_diagrams.json");

interface Example {
  readonly path: string;
  readonly diagram: string;
}

function isExample(value: unknown): value is Example {
  return (
    typeof value === "object" &&
    value !== null &&
    "path" in value &&
    "diagram" in value &&
    typeof value.diagram === "string"
  );
}

function examplesIn(path: string): readonly Example[] {
  const all: unknown = JSON.parse(readFileSync(path, "utf8"));
  return Array.isArray(all) ? all.filter(isExample) : [];
}

const isThere = existsSync(file);
if (!isThere) console.warn(`skipped: no diagrams in ${file} (FSMC_EXAMPLES)`);

test.skipIf(!isThere)(
  "mermaid's own diagrams are specs that mean something",
  () => {
    for (const { diagram } of examplesIn(file)) {
      const source = new SourceFile("a.mmd", diagram, "fsm");
      const imported = importMermaid(source);
      const kinds = imported.remarks.map(({ kind }) => kind);
      expect(kinds).not.toContain("error");
      expect(imported.file && concrete(imported.file)).toHaveLength(1);
    }
  },
);
