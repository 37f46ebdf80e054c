import type {
  ContextField,
  Expression,
  State,
  Strategy,
} from "../../model/index.ts";
import { asksCode } from "./guards.ts";
import { withinGuards } from "./expressions.ts";
import { canBeActiveTogether } from "./relatives.ts";

/**
 * Whether a machine that rests in a state because none of these guards of an `always` holds is waiting for something: the state
 * hears events, keeps time or runs something by its own text, or what the guards read changes by itself or while it is active.
 */
export function waitsFor(
  state: State,
  guards: readonly Expression[],
  strategy: Strategy,
): boolean {
  const hears = state.reactions.some(({ origin }) => origin !== "from");
  if (hears || state.timers.length > 0 || state.runs.length > 0) return true;
  return guards.some(
    (guard) =>
      asksCode(guard) ||
      [...withinGuards(guard)].some(
        (part) =>
          CHANGING.has(part.kind) ||
          (part.kind === "field" && mayChangeIn(part.field, state, strategy)),
      ),
  );
}

/** What of itself differs from one moment to the next. */
const CHANGING: ReadonlySet<Expression["kind"]> = new Set([
  "now",
  "elapsed",
  "halted",
  "in",
]);

/** Something that can be taken while the state is active sets the field. */
function mayChangeIn(
  field: ContextField,
  state: State,
  { states, branches }: Strategy,
): boolean {
  const own = new Set(state.always.flatMap((each) => each.branches));
  return (
    branches.some(
      (branch) =>
        !own.has(branch) &&
        canBeActiveTogether(branch.source, state) &&
        branch.effects.some(
          (effect) =>
            (effect.kind === "set" && effect.field === field) ||
            (effect.kind === "do" &&
              (effect.action.writes?.includes(field) ?? true)),
        ),
    ) ||
    states.some(
      (other) =>
        other !== state &&
        canBeActiveTogether(other, state) &&
        other.kind !== "composite" &&
        [...other.enter, ...other.exit].some(
          ({ actions, effects }) =>
            actions.some(({ writes }) => writes?.includes(field) ?? true) ||
            effects.some(
              (effect) => effect.kind === "set" && effect.field === field,
            ),
        ),
    )
  );
}
