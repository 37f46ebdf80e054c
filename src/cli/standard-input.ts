import type { Spelling } from "../source/index.ts";
import { UsageError } from "./exit.ts";

/** What stands for standard input among arguments. */
export const STANDARD_INPUT = "-";

/** What its text is called in messages. */
export const STANDARD_INPUT_NAME = "<stdin>";

/**
 * Whether the arguments mean standard input.
 *
 * @throws UsageError if they mean it and files as well
 */
export function isStandardInput(patterns: readonly string[]): boolean {
  if (!patterns.includes(STANDARD_INPUT)) return false;
  if (patterns.length > 1)
    throw new UsageError("- reads standard input, and then takes no files");
  return true;
}

/** A text without a name says by its first line how it is spelt: `strategy: X` and `# …` are YAML, `strategy X {` is not. */
export function spellingIn(text: string): Spelling {
  const first = text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .find((line) => line.trim() !== "");
  return first !== undefined &&
    /^(?:#|---|%YAML|["']?\w+["']?\s*:(?:\s|$))/.test(first)
    ? "yaml"
    : "fsm";
}
