import type {
  ContextField,
  Expression,
  Strategy,
} from "../../../model/index.ts";
import { effectsOf } from "../effects.ts";
import { withinGuards } from "../expressions.ts";
import { conjunction, negate } from "../formula.ts";
import { formulaAt } from "../guards.ts";
import { satisfiable } from "../satisfiable.ts";
import type { Edge, Microsteps } from "./microsteps.ts";

/**
 * Whether a round can be gone again and again: its guards can all hold at once, and nothing that they read is changed on the
 * way. A round that changes what one of its guards reads is taken to count towards its end. A TypeScript guard may read all of
 * the context, so any `set` or declared `writes` counts for it; an action that does not say what it writes counts only for
 * fields that nothing else sets.
 */
export function canGoOn(
  round: readonly Edge[],
  microsteps: Microsteps,
  strategy: Strategy,
): boolean {
  const changes = changesIn(round, microsteps);
  const guards = round.flatMap(({ step }) => [
    step.branch.guard,
    ...step.before.map(({ guard }) => guard),
  ]);
  const counts = guards.some(
    (guard) => guard !== null && readsChange(guard, changes, strategy),
  );
  if (counts) return false;
  const conditions = round.flatMap(({ step }) => [
    formulaAt(step.branch.guard, step.leaf),
    ...step.before.map(({ guard }) => negate(formulaAt(guard, step.leaf))),
  ]);
  return satisfiable(conjunction(conditions));
}

interface Changes {
  readonly fields: ReadonlySet<ContextField>;
  /** Some action on the way does not say what it writes. */
  readonly any: boolean;
  /** Some event on the way is raised with values. */
  readonly payload: boolean;
}

function changesIn(round: readonly Edge[], microsteps: Microsteps): Changes {
  const doings = round.map(({ step }) => microsteps.doing(step));
  const effects = doings.flatMap((each) => each.effects);
  const actions = [
    ...doings.flatMap(({ behaviours }) =>
      behaviours.flatMap((behaviour) => behaviour.actions),
    ),
    ...effects.flatMap((each) => (each.kind === "do" ? [each.action] : [])),
  ];
  return {
    fields: new Set([
      ...effects.flatMap((each) => (each.kind === "set" ? [each.field] : [])),
      ...actions.flatMap(({ writes }) => writes ?? []),
    ]),
    any: actions.some(({ writes }) => writes === null),
    payload: effects.some(
      (each) => each.kind === "raise" && each.args.length > 0,
    ),
  };
}

function readsChange(
  guard: Expression,
  changes: Changes,
  strategy: Strategy,
): boolean {
  return [...withinGuards(guard)].some((part) => {
    switch (part.kind) {
      case "field":
        return (
          changes.fields.has(part.field) ||
          (changes.any && isOnlySetByActions(part.field, strategy))
        );
      case "guard":
        return part.guard.expression === null && changes.fields.size > 0;
      case "payload":
        return changes.payload;
      case "elapsed":
        return true;
      default:
        return false;
    }
  });
}

function isOnlySetByActions(field: ContextField, strategy: Strategy): boolean {
  return (
    !effectsOf(strategy).some(
      (effect) => effect.kind === "set" && effect.field === field,
    ) &&
    !strategy.actions.some(({ writes }) => writes?.includes(field) === true)
  );
}
