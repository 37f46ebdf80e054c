/** Where a machine keeps what is active: one field for the whole of it, and one for each region of a parallel state. */
import { regionOf, type State } from "../model/index.ts";
import { lastOf } from "./expressions.ts";
import type { Doc } from "./layout/doc.ts";
import { atom, binary, number, type Code } from "./layout/expression.ts";
import { safePath } from "./names.ts";
import type { Unit } from "./unit.ts";

/** `3 /* READY *\/`: a state's number, for people. */
export function commented(state: State): Code {
  return {
    kind: "atom",
    doc: `${state.index} /* ${state.path} */`,
    short: "number",
  };
}

/** `at$SPOT`: of a region, the innermost state that contains all that is active in it. */
export function regionField(region: State): string {
  return `at$${safePath(region.path)}`;
}

/** The field that says whether a state is active. */
export function placeOf(state: State): string {
  const region = regionOf(state);
  return region === null ? "this.active" : `this.${regionField(region)}`;
}

export function isActive(state: State): Code {
  const last = lastOf(state);
  const active = atom(placeOf(state));
  const first = commented(state);
  return last === state.index
    ? binary(active, "===", first)
    : binary(
        binary(active, ">=", first),
        "&&",
        binary(active, "<=", number(last)),
      );
}

/** Its parent is now the innermost active state; of a region, nothing is active in it. */
export function leaveTo(state: State, { runtime }: Unit): Doc {
  const { parent } = state;
  const isOutermost =
    parent === null || parent.parent === null || parent.kind === "parallel";
  return isOutermost
    ? `${placeOf(state)} = ${runtime.value("NOWHERE")};`
    : nowAt(parent);
}

/** This is now the innermost active state, of its region or of all. */
export function nowAt(state: State): Doc {
  return state.parent === null
    ? ""
    : `${placeOf(state)} = ${state.index}; // ${state.path}`;
}
