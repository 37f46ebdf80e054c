/** What leaving a state does: a small method, where there is something to do. */
import {
  childrenOf,
  isDescendant,
  selfAndDescendants,
  type State,
} from "../model/index.ts";
import { exitAsksStep } from "./asks-step.ts";
import { asIs, behaviourStatements, type Wrap } from "./behaviour.ts";
import { Body, type ClassParts } from "./body.ts";
import type { Doc } from "./layout/doc.ts";
import { atom, call, number } from "./layout/expression.ts";
import { method, statement, when } from "./layout/statement.ts";
import { safePath } from "./names.ts";
import { isActive, leaveTo, nowAt } from "./places.ts";
import { recordStatement } from "./history.ts";
import type { Unit } from "./unit.ts";
import { expressionsOf } from "./walk.ts";

function hasOwnExit(state: State, unit: Unit): boolean {
  const { traits, strategy } = unit;
  return (
    state.exit.length > 0 ||
    state.timers.length > 0 ||
    state.runs.length > 0 ||
    state.role === "error" ||
    beginsIt(state, unit) ||
    (traits.hasEmergencies && state.role !== "normal") ||
    (strategy.timeout !== null && state.role === "suspended") ||
    state.kind === "parallel" ||
    state.parent?.kind === "parallel" ||
    traits.histories.has(state)
  );
}

/** Leaving it ends the phase *initializing*. A plain machine sees that by its entries. */
function beginsIt(state: State, { strategy, traits }: Unit): boolean {
  const [initial] = strategy.root.initial.targets;
  return (
    !traits.isPlain &&
    state.depth === 0 &&
    initial !== undefined &&
    (initial === state || isDescendant(initial, state))
  );
}

/** Something is to be done when it is left, by itself or by what is active below it. */
export function hasExit(state: State, unit: Unit): boolean {
  return [...selfAndDescendants(state)].some((each) => hasOwnExit(each, unit));
}

/** `exit$READY`, which the ways out call. */
export function exitMethod(state: State, parts: ClassParts): Doc[] {
  const { unit } = parts;
  if (!hasExit(state, unit)) return [];
  const { readsConfiguration } = unit.traits;
  const body = new Body(
    parts,
    state,
    state.exit.flatMap((each) => each.effects.flatMap(expressionsOf)),
  );
  const isAbove = state.kind === "composite" || state.kind === "parallel";
  const statements = [
    ...recordStatement(state, unit),
    ...exitBelow(state, parts),
    ...(isAbove && readsConfiguration ? [nowAt(state)] : []),
    ...exitStatements(state, body),
    ...(state.depth > 0 || readsConfiguration ? [leaveTo(state, unit)] : []),
  ];
  return [
    method(
      `private exit$${safePath(state.path)}`,
      exitAsksStep(state) ? [`step: ${unit.names.type}Step`] : [],
      "void",
      body.with(statements),
    ),
  ];
}

export function exitStatements(
  state: State,
  body: Body,
  wrap: Wrap = asIs,
): readonly Doc[] {
  const { traits, strategy } = body.parts.unit;
  const out: Doc[] = [...behaviourStatements(state.exit, body, wrap)];
  const stop = traits.resumable.has(state) ? "this.park" : "this.disarm";
  for (const timer of state.timers)
    out.push(statement(call(stop, [number(timer.index)])));
  for (const run of state.runs)
    out.push(statement(call("this.leavesRun", [number(run.index)])));
  if (state.role === "error") out.push(statement(call("this.pardon", [])));
  if (beginsIt(state, body.parts.unit))
    out.push(statement(call("this.initialized", [])));
  if (traits.hasEmergencies && state.role !== "normal")
    out.push(statement(call("this.lift", [])));
  if (strategy.timeout !== null && state.role === "suspended")
    out.push(statement(call("this.resumeLimit", [])));
  return out;
}

/** Leaves whichever child is active, where leaving it does something; of a parallel state all, the last one first. */
export function exitBelow(
  state: State,
  { unit }: ClassParts,
  step = "step",
): readonly Doc[] {
  if (state.kind === "parallel")
    return state.children.toReversed().map((region) => exitCall(region, step));
  return childrenOf(state)
    .filter((child) => hasExit(child, unit))
    .map((child) => when(isActive(child), exitCall(child, step)));
}

export function exitCall(state: State, step = "step"): Doc {
  const args = exitAsksStep(state) ? [atom(step)] : [];
  return statement(call(`this.exit$${safePath(state.path)}`, args));
}
