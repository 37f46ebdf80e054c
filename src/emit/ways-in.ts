/** From inside of a domain to the targets of a step: SCXML's computeEntrySet, done when the class is written, but for histories. */
import {
  childrenOf,
  isDescendant,
  type State,
  type TargetState,
} from "../model/index.ts";
import { defaultEntryAsksStep } from "./asks-step.ts";
import type { ClassParts } from "./body.ts";
import { entryCall, hasEntry, initialCall } from "./entry.ts";
import type { Doc } from "./layout/doc.ts";
import { atom, binary, call, word, type Code } from "./layout/expression.ts";
import { braces, method, statement, testOf } from "./layout/statement.ts";
import { safePath } from "./names.ts";
import { nowAt } from "./places.ts";
import { historyField, resumeCall } from "./history.ts";

/** Where a step leads: into a state, or back to what was active in it. */
export type Destination = Pick<TargetState, "state" | "history">;

export function plainly(states: readonly State[]): readonly Destination[] {
  return states.map((state) => ({ state, history: "none" }));
}

/** The statements that enter all of them, outermost and first in document order first. */
export function waysIn(
  destinations: readonly Destination[],
  domain: State,
  parts: ClassParts,
  step: string,
): readonly Doc[] {
  const back = destinations.find((each) => each.state === domain);
  if (back !== undefined) return waysBack(back, false, parts, step);
  return below(domain, destinations, parts, step);
}

function below(
  parent: State,
  destinations: readonly Destination[],
  parts: ClassParts,
  step: string,
): readonly Doc[] {
  return childrenOf(parent).flatMap((child) => {
    const inside = destinations.filter(
      ({ state }) => state === child || isDescendant(state, child),
    );
    return inside.length > 0 || parent.kind === "parallel"
      ? into(child, inside, parts, step)
      : [];
  });
}

function into(
  state: State,
  destinations: readonly Destination[],
  parts: ClassParts,
  step: string,
): readonly Doc[] {
  const further = destinations.filter((each) => each.state !== state);
  if (further.length > 0)
    return [
      ...enterState(state, parts, step),
      ...below(state, further, parts, step),
    ];
  const back = destinations.find(({ history }) => history !== "none");
  return back === undefined
    ? intoCall(state, parts, step)
    : [
        ...enterState(state, parts, step, wasLeft(state)),
        ...waysBack(back, true, parts, step),
      ];
}

/** By default: a leaf at once, the others by a method of their own. */
function intoCall(
  state: State,
  parts: ClassParts,
  step: string,
): readonly Doc[] {
  if (childrenOf(state).length === 0) return enterState(state, parts, step);
  const args = defaultEntryAsksStep(state) ? [atom(step)] : [];
  return [statement(call(`this.${intoName(state)}`, args))];
}

function intoName(state: State): string {
  return `into$${safePath(state.path)}`;
}

/** `into$LEGS`: the state, and what is entered with it by default. */
export function intoMethod(state: State, parts: ClassParts): readonly Doc[] {
  const { unit } = parts;
  if (!unit.traits.isStatechart || childrenOf(state).length === 0) return [];
  return [
    method(
      `private ${intoName(state)}`,
      defaultEntryAsksStep(state) ? [`step: ${unit.names.type}Step`] : [],
      "void",
      [
        ...enterState(state, parts, "step"),
        ...enterBelow(state, true, parts, "step"),
      ],
    ),
  ];
}

/** The state itself: it counts as active, and then what entering it does. */
export function enterState(
  state: State,
  { unit }: ClassParts,
  step: string,
  goesOn: Code = word("false"),
): readonly Doc[] {
  // What stands in the way of nobody need not be said: its child comes next.
  const isSeen =
    state.kind !== "composite" ||
    hasEntry(state, unit) ||
    unit.traits.readsConfiguration;
  return [
    ...(isSeen ? [nowAt(state)] : []),
    ...(hasEntry(state, unit) ? [entryCall(state, unit, step, goesOn)] : []),
  ];
}

/** What is entered by default; its initial's effects are due if the state itself was entered for it. */
export function enterBelow(
  state: State,
  isEntered: boolean,
  parts: ClassParts,
  step: string,
): readonly Doc[] {
  if (state.kind !== "composite") return below(state, [], parts, step);
  const { effects, targets } = state.initial;
  const isDue = isEntered && effects.length > 0;
  return [
    ...(isDue ? [initialCall(state, step)] : []),
    ...below(state, plainly(targets), parts, step),
  ];
}

function wasLeft(state: State): Code {
  return binary(atom(`this.${historyField(state)}`), "!==", word("null"));
}

/** Below a state: what was active when it was last left, or as at first. */
function waysBack(
  { state, history }: Destination,
  isEntered: boolean,
  parts: ClassParts,
  step: string,
): readonly Doc[] {
  const recorded = `this.${historyField(state)}`;
  const kind = history === "deep" ? "deep" : "shallow";
  const asAtFirst = enterBelow(state, isEntered, parts, step);
  return [
    [
      ...testOf(binary(atom(recorded), "===", word("null"))),
      " ",
      braces(asAtFirst),
      " else ",
      braces([resumeCall(state, kind, recorded, step)]),
    ],
  ];
}
