import { Compiler } from "../compiler.ts";
import { UsageError } from "../exit.ts";
import type { Project } from "../project.ts";
import type { RuleSettings } from "../../diagnostics/index.ts";
import type { CheckedSpec } from "../checked-spec.ts";

/** Specs that several threads check: each takes the next one that nobody has taken. */
export interface SharedWork {
  readonly project: Project;
  readonly rules: RuleSettings;
  readonly thorough: boolean;
  readonly specs: readonly string[];
  /** One whole number: how many are taken. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** What one thread has found. */
export interface Share {
  readonly checked: readonly (readonly [index: number, CheckedSpec])[];
  /** The first of its specs that could not be read: with it the thread has stopped. */
  readonly refused: { readonly index: number; readonly message: string } | null;
}

/** Checks until none is left. */
export async function takeShare(
  { project, rules, thorough, specs, taken }: SharedWork,
  progress: (index: number) => void,
): Promise<Share> {
  const compiler = new Compiler(project, rules, thorough);
  const checked: [number, CheckedSpec][] = [];
  for (;;) {
    const index = Atomics.add(taken, 0, 1);
    const spec = specs[index];
    if (spec === undefined) return { checked, refused: null };
    progress(index);
    try {
      checked.push([index, await compiler.look(spec)]);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { checked, refused: { index, message: error.message } };
    }
  }
}
