/** When the children of a state have all ended. */
import type { State } from "../model/index.ts";
import type { Doc } from "./layout/doc.ts";
import { binary, call, string, type Code } from "./layout/expression.ts";
import { statement, when } from "./layout/statement.ts";
import { isActive } from "./places.ts";
import type { Unit } from "./unit.ts";

/** What the machine calls the end of a state's children. */
export function doneFact(path: string): string {
  return `done#${path}`;
}

/** Whether entering a final state may be the end of a state that has an `on done`. */
export function completes(state: State, unit: Unit): boolean {
  return completionStatements(state, unit).length > 0;
}

/** Of a final child: its composite has ended; and if that is a region, so has the parallel state once all regions have. */
export function completionStatements(
  state: State,
  { traits }: Unit,
): readonly Doc[] {
  const { parent } = state;
  if (state.kind !== "final" || parent === null) return [];
  const out: Doc[] = [];
  if (traits.completed.has(parent)) out.push(completed(parent));
  const others: Code[] = [];
  let child: State = parent;
  while (child.parent?.kind === "parallel") {
    const whole: State & { readonly kind: "parallel" } = child.parent;
    for (const region of whole.children) {
      if (region === child) continue;
      const ended = hasEnded(region);
      if (ended === null) return out;
      others.push(ended);
    }
    if (traits.completed.has(whole)) {
      const all = joined(others, "&&");
      out.push(all === null ? completed(whole) : when(all, completed(whole)));
    }
    child = whole;
  }
  return out;
}

function completed({ path }: State): Doc {
  return statement(call("this.completes", [string(doneFact(path))]));
}

/** That a region is in a final state; null where it never is. */
function hasEnded(region: State): Code | null {
  switch (region.kind) {
    case "atomic":
      return null;
    case "final":
      return isActive(region);
    case "composite":
      return joined(
        region.children
          .filter((child) => child.kind === "final")
          .map((child) => isActive(child)),
        "||",
      );
    case "parallel": {
      const all = region.children.map(hasEnded);
      return all.every((each) => each !== null) ? joined(all, "&&") : null;
    }
  }
}

function joined(tests: readonly Code[], operator: "&&" | "||"): Code | null {
  const [first, ...others] = tests;
  return first === undefined
    ? null
    : others.reduce((left, right) => binary(left, operator, right), first);
}
