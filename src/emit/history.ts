/** What was active in a state when it was last left, and the way back there. */
import { childrenOf, selfAndDescendants, type State } from "../model/index.ts";
import { entryAsksStep, defaultEntryAsksStep } from "./asks-step.ts";
import type { Doc } from "./layout/doc.ts";
import { atom, call, number } from "./layout/expression.ts";
import { statement, whenBlock } from "./layout/statement.ts";
import { safePath } from "./names.ts";
import { isActive } from "./places.ts";
import type { Unit } from "./unit.ts";

/** `history$WORK` */
export function historyField(state: State): string {
  return `history$${safePath(state.path)}`;
}

/** In front of all exits. */
export function recordStatement(
  state: State,
  { traits }: Unit,
): readonly Doc[] {
  if (!traits.histories.has(state)) return [];
  const below = call("this.activeBelow", [number(state.index)]);
  return [[`this.${historyField(state)} = `, statement(below)]];
}

/** On the way to the error state: whatever of them is active. */
export function recordAll(unit: Unit): readonly Doc[] {
  return [...unit.traits.histories.keys()].map((state) =>
    whenBlock(isActive(state), recordStatement(state, unit)),
  );
}

export type Kind = "shallow" | "deep";

export function resumeName(state: State, kind: Kind): string {
  const word = kind === "deep" ? "resume" : "resumeChild";
  return `${word}$${safePath(state.path)}`;
}

export function resumeAsksStep(state: State, kind: Kind): boolean {
  if (kind === "shallow") return childrenOf(state).some(defaultEntryAsksStep);
  return [...selfAndDescendants(state)].some(
    (each) => each !== state && entryAsksStep(each),
  );
}

/** `this.resume$WORK(this.history$WORK, step);` */
export function resumeCall(
  state: State,
  kind: Kind,
  recorded: string,
  step: string,
): Doc {
  return statement(
    call(`this.${resumeName(state, kind)}`, [
      atom(recorded),
      ...(resumeAsksStep(state, kind) ? [atom(step)] : []),
    ]),
  );
}
