import type { RuleName } from "../../../src/diagnostics/index.ts";
import type { EffectWord, Strategy } from "../../../src/model/index.ts";
import type * as Ast from "../../../src/syntax/ast.ts";

/** Named by what exposed the leg. */
export const EXPOSED: readonly RuleName[] = [
  "undeclared-exposure",
  "abandoned-order",
  "unknown-as-failed",
  "cancel-race",
];
/** What a fault is put into. */
export interface Ground {
  readonly text: string;
  readonly strategy: Strategy;
  /** Where nothing is held, and nothing says so. */
  readonly home: string;
}

export function isNamed({ names }: Ast.StatePath, path: string): boolean {
  return names.map(({ text }) => text).join(".") === path;
}

export function wordsOf(
  { activity }: Ast.Run,
  { strategy }: Ground,
): readonly EffectWord[] {
  return (
    strategy.activities.find(({ name }) => name === activity.text)?.words ?? []
  );
}

export function adds(run: Ast.Run, ground: Ground): boolean {
  const words = wordsOf(run, ground);
  return words.includes("opens") || words.includes("places");
}
