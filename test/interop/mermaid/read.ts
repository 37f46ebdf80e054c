import { build } from "../../../src/model/build.ts";
import type { Strategy } from "../../../src/model/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { parseFsm, type SpecFile } from "../../../src/syntax/index.ts";

const nobody = { load: () => null, exists: () => true };

/** The concrete strategies of a text without errors. */
export function strategiesIn(text: string): readonly Strategy[] {
  const { file, diagnostics } = parseFsm(new SourceFile("a.fsm", text, "fsm"));
  if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message);
  return concrete(file);
}

export function concrete(file: SpecFile): readonly Strategy[] {
  const { model, diagnostics } = build(file, nobody);
  if (diagnostics.length > 0)
    throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return model.strategies.filter((strategy) => !strategy.abstract);
}
