import type { RuleName } from "../../../src/diagnostics/index.ts";
import type { Branch, State } from "../../../src/model/index.ts";
import type { Ground } from "../ground.ts";
import { isOwn } from "../text.ts";

/** One way to spoil a sound machine, which one rule must find and no other. */
export interface Fault {
  readonly rule: RuleName;
  readonly what: string;
  /** The spoilt texts, one for each place of the machine that allows it. */
  readonly in: (ground: Ground) => Iterable<string>;
}

/** Atomic states of the machine's own text in which it may rest. */
export function restingStates({ strategy }: Ground): readonly State[] {
  return strategy.states.filter(
    ({ kind, always, span }) =>
      kind === "atomic" && always.length === 0 && isOwn(span),
  );
}

/** Branches that stand in the text once: `from` writes one into many states. */
export function ownBranches({ strategy }: Ground): readonly Branch[] {
  const places = new Map<number, Branch[]>();
  for (const branch of strategy.branches)
    if (isOwn(branch.span))
      places.set(branch.span.start, [
        ...(places.get(branch.span.start) ?? []),
        branch,
      ]);
  return [...places.values()].flatMap(([first, ...others]) =>
    first !== undefined && others.length === 0 ? [first] : [],
  );
}

/** Whether something added to the machine could be left by what leads out of everything, or would have to answer more than it does. */
export function isOpen({ text, strategy }: Ground): boolean {
  return (
    strategy.timeout === null &&
    strategy.errors !== null &&
    !text.includes("from * on") &&
    !text.includes("extends") &&
    strategy.triggers.every(({ critical }) => !critical)
  );
}

export function isNormal(state: State): boolean {
  for (let each: State | null = state; each; each = each.parent)
    if (each.role !== "normal" || each.parent?.kind === "parallel")
      return false;
  return state.kind !== "final";
}
