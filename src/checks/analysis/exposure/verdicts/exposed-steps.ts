import type { RuleName } from "../../../../diagnostics/index.ts";
import {
  ancestors,
  selfAndDescendants,
  type Leg,
  type State,
  type Strategy,
} from "../../../../model/index.ts";
import type { Exposure } from "../explore.ts";
import { edgesOf } from "../flows.ts";
import { hasEnded, isClosing, type Cause } from "../scene.ts";
import type { Edge } from "../search.ts";
import { innermost, placeOf, verdict, type Verdict } from "./verdict.ts";

const RULE_OF: Readonly<Partial<Record<Cause, RuleName>>> = {
  left: "abandoned-order",
  unknown: "unknown-as-failed",
  cancelled: "cancel-race",
};

/** FSM401, 402, 406, 407, 409: one predicate, named by what exposed the leg. */
export function exposedSteps(exposure: Exposure): readonly Verdict[] {
  const { strategy } = exposure;
  const groups = new Map<
    string,
    { readonly edge: Edge; readonly leg: Leg; readonly causes: Set<string> }
  >();
  for (const edge of edgesOf(exposure))
    for (const leg of edge.exposed) {
      const key = `${placeOf(edge).file.path} ${keyOf(edge)} ${leg.name}`;
      const group = groups.get(key) ?? { edge, leg, causes: new Set() };
      group.causes.add(ruleFor(edge, leg, strategy));
      groups.set(key, group);
    }
  const found: Verdict[] = [];
  const undeclared = new Set<State>();
  const named = new Set(
    [...groups.values()].flatMap(({ edge, causes }) =>
      causeIn(causes) === null ? [] : [keyOf(edge)],
    ),
  );
  for (const { edge, leg, causes } of groups.values()) {
    const atEnd = hasEnded(edge.reached);
    const general = atEnd ? "exposed-at-end" : "undeclared-exposure";
    const cause = causeIn(causes);
    // What the step does to one leg says why it is wrong: that another is open as well is no second mistake.
    if (cause === null && named.has(keyOf(edge))) continue;
    const rule = cause ?? general;
    const state = innermost(edge.reached, leg);
    if (rule === "undeclared-exposure" && state !== null) {
      if (undeclared.has(state)) continue;
      undeclared.add(state);
    }
    const span =
      rule === "undeclared-exposure" && state !== null
        ? state.span
        : placeOf(edge);
    found.push(verdict(rule, edge, { span, leg, state }));
  }
  // A state that does not say that it is exposed is one cause, however it is come to.
  return aroundTogether(
    found.filter(
      ({ rule, state }) =>
        rule === "undeclared-exposure" ||
        state === null ||
        !undeclared.has(state) ||
        state.kind === "final",
    ),
  );
}

/** Several states in one in which nothing says that it is exposed: what is missing is said there. */
function aroundTogether(found: readonly Verdict[]): readonly Verdict[] {
  const together = new Map<State, Verdict[]>();
  for (const verdict of found) {
    const { rule, state } = verdict;
    const outermost = state === null ? null : outermostUnmarked(state);
    if (rule !== "undeclared-exposure" || outermost === null) continue;
    together.set(outermost, [...(together.get(outermost) ?? []), verdict]);
  }
  const merged = new Map<Verdict, Verdict | null>();
  for (const [around, verdicts] of together) {
    const [first] = verdicts;
    if (first === undefined || verdicts.length < 2) continue;
    const others = verdicts.flatMap(({ state }) => state ?? []);
    for (const each of verdicts) merged.set(each, null);
    merged.set(first, { ...first, state: around, span: around.span, others });
  }
  return found.flatMap((each) => {
    const now = merged.get(each);
    return now === undefined ? [each] : now === null ? [] : [now];
  });
}

/** The outermost state around one, in which none is marked by itself; null where it stands alone. */
function outermostUnmarked(state: State): State | null {
  return (
    ancestors(state).findLast((each) =>
      [...selfAndDescendants(each)].every(
        ({ modifiers }) => !modifiers.includes("exposed"),
      ),
    ) ?? null
  );
}

/** The rule that all ways over an edge agree on; null where they do not, or none says why. */
function causeIn(causes: ReadonlySet<string>): RuleName | null {
  const [cause] = causes;
  return causes.size === 1 && cause !== undefined && isCauseRule(cause)
    ? cause
    : null;
}

function isCauseRule(rule: string): rule is RuleName {
  return Object.values(RULE_OF).some((each) => each === rule);
}

function ruleFor(edge: Edge, leg: Leg, strategy: Strategy): string {
  const { reached } = edge;
  // Who closes what is open knows of it, and has only not said so.
  if (!hasEnded(reached) && isClosing(reached, leg)) return "";
  const why = reached.legs[strategy.legs.indexOf(leg)]?.why ?? null;
  return (why === null ? null : RULE_OF[why]) ?? "";
}

/** Steps that are one in the text, as those of `failed, unknown -> X`, to the same state. */
function keyOf(edge: Edge): string {
  const { start } = edge.move.rest.taken.at(0)?.span ?? placeOf(edge);
  const to = edge.reached.leaves.map(({ index }) => index).join(",");
  return `${start} ${to}`;
}
