import { at } from "../diagnostics/index.ts";
import { stuckInError as finding } from "../diagnostics/messages/time.ts";
import { selfAndAncestors, type State } from "../model/index.ts";
import { components } from "./analysis/components.ts";
import { isInError } from "./analysis/relatives.ts";
import { passageOf } from "./analysis/steps.ts";
import { waysOn } from "./analysis/ways-on.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM308. Error states, one or several, that nothing leads out of: no trigger, no timer, no outcome of a run. Guards are not looked
 * into. An error state that leads to another one is left by that; what only a failure or a restart takes leads nowhere.
 */
export const stuckInError: Rule = {
  name: "stuck-in-error",
  *check({ strategy, reached }) {
    const inError = [...reached.leaves].filter(isInError);
    const ways = new Map(
      inError.map((leaf) => [
        leaf,
        waysOn(leaf, strategy, reached.leaves).flatMap(
          (step) => passageOf(step, strategy).leaves,
        ),
      ]),
    );
    const next = (leaf: State): readonly State[] =>
      (ways.get(leaf) ?? []).filter((each) => ways.has(each));
    const told = new Set<State>();
    for (const knot of components(inError, next)) {
      const isLeft = knot.some((leaf) =>
        (ways.get(leaf) ?? []).some((each) => !knot.includes(each)),
      );
      const leaf = knot.toSorted((a, b) => a.index - b.index)[0];
      if (isLeft || leaf === undefined) continue;
      const state = erringAround(leaf);
      if (told.has(state)) continue;
      told.add(state);
      const path = reached.pathTo(leaf);
      yield at({ span: state.span, path }, finding(state.path));
    }
  },
};

/** The error state that a leaf is in. */
function erringAround(leaf: State): State {
  return selfAndAncestors(leaf).find(({ role }) => role === "error") ?? leaf;
}
