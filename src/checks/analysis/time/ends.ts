/** Timers that end a state. */
import {
  domainOf,
  isDescendant,
  type Branch,
  type State,
  type Timer,
} from "../../../model/index.ts";
import { byProof } from "../guards.ts";

/** Whether taking this branch leaves a state for another one. */
export function leadsOut({ source, target }: Branch, state: State): boolean {
  if (target === null) return false;
  const domain = domainOf(source, target);
  if (domain === null || !isDescendant(state, domain)) return false;
  return target.states.every(
    (each) => each.state !== state && !isDescendant(each.state, state),
  );
}

/** Whether the state is left whenever this timer fires, and not entered again. */
export function surelyEnds({ branches }: Timer, state: State): boolean {
  for (const branch of branches) {
    const verdict = byProof(branch.guard, branch.source);
    if (verdict === "never") continue;
    if (!leadsOut(branch, state)) return false;
    if (verdict === "always") return true;
  }
  return false;
}

/** Whether this timer may end the state. */
export function mayEnd({ branches }: Timer, state: State): boolean {
  return branches.some(
    (branch) =>
      leadsOut(branch, state) &&
      byProof(branch.guard, branch.source) !== "never",
  );
}
