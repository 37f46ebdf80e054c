/** Sound machines to inject faults into. */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { printFile } from "../../src/format/index.ts";
import { build } from "../../src/model/build.ts";
import type { Strategy } from "../../src/model/index.ts";
import { SourceFile, spellingOf } from "../../src/source/index.ts";
import {
  parseFsm,
  parseYaml,
  type ParsedFile,
} from "../../src/syntax/index.ts";
import { findingsIn } from "../checks/findings.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A spec in the `.fsm` spelling and canonical form, and its last concrete strategy. */
export interface Ground {
  readonly name: string;
  readonly text: string;
  readonly strategy: Strategy;
  /** What is found in this text, put in its place; that an analysis stopped at its limit is no finding. */
  readonly findings: (text: string) => readonly Diagnostic[];
}

export function grounds(): readonly Ground[] {
  return [
    ...globSync("test/alarms/machines/*.{fsm,yaml}", { cwd: ROOT }),
    ...globSync("strategies/*.{fsm,yaml}", { cwd: ROOT }),
  ]
    .toSorted()
    .flatMap((path) => groundOf(join(ROOT, path)));
}

function groundOf(path: string): readonly Ground[] {
  const name = basename(path);
  const text = printFile(parse(name, readFileSync(path, "utf8")).file);
  const beside = (file: string): string | null => {
    try {
      return readFileSync(join(dirname(path), file), "utf8");
    } catch {
      return null;
    }
  };
  const { file } = parse("machine.fsm", text);
  const { model } = build(file, {
    load(imported) {
      const found = beside(imported);
      if (found === null) return null;
      const { file, diagnostics } = parse(imported, found);
      return { file, complete: diagnostics.length === 0 };
    },
    exists: () => true,
  });
  const strategy = model.strategies.findLast((each) => !each.abstract);
  if (strategy === undefined) return [];
  const findings = (changed: string) =>
    findingsIn("machine.fsm", changed, beside).diagnostics.filter(
      ({ rule }) => rule !== "limit-reached",
    );
  return [{ name, text, strategy, findings }];
}

function parse(path: string, text: string): ParsedFile {
  const source = new SourceFile(path, text, spellingOf(path));
  return source.spelling === "fsm" ? parseFsm(source) : parseYaml(source);
}
