import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { renderRemark } from "../../../src/diagnostics/index.ts";
import { printFile } from "../../../src/format/index.ts";
import { importMermaid } from "../../../src/interop/mermaid/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { concrete } from "./read.ts";

const folder = join(import.meta.dirname, "cases");
const diagrams = readdirSync(folder).filter((file) => file.endsWith(".mmd"));

describe("diagrams, and what is made of them and said about them", () => {
  test.each(diagrams)("%s", async (file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const imported = importMermaid(new SourceFile(file, text, "fsm"));
    const remarks = imported.remarks.map((each) => renderRemark(each));
    if (imported.file !== null) concrete(imported.file);
    const spec = imported.file === null ? "" : printFile(imported.file);
    const golden = join(folder, `${basename(file, ".mmd")}.txt`);
    await expect([...remarks, spec].join("\n")).toMatchFileSnapshot(golden);
  });
});
