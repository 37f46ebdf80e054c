/** The way to the error state that nothing can stop: what throws on it is left out, each piece by itself. */
import { entryOrder, type Effect, type State } from "../model/index.ts";
import { Body, type ClassParts } from "./body.ts";
import { effectStatement } from "./effects.ts";
import { entryStatements, hasEntry } from "./entry.ts";
import { exitStatements, hasExit } from "./exit.ts";
import { recordAll } from "./history.ts";
import { mentions, type Doc } from "./layout/doc.ts";
import { block, call } from "./layout/expression.ts";
import { method, statement, whenBlock } from "./layout/statement.ts";
import { isActive, leaveTo, nowAt } from "./places.ts";
import { regionsLeft } from "./regions.ts";
import type { Unit } from "./unit.ts";
import { expressionsOf } from "./walk.ts";

export function forceMethod(parts: ClassParts): Doc {
  const { unit } = parts;
  const { errors, root, states } = unit.strategy;
  const head = "protected override force";
  if (errors === null) return method(head, [], "void", []);
  const statements: Doc[] = [...recordAll(unit)];
  for (const state of states.toReversed())
    statements.push(...exit(state, parts));
  statements.push(...regionsLeft(unit));
  const way = entryOrder([errors.target], root);
  let last = errors.target;
  for (const entry of way) {
    const { state } = entry;
    if (unit.traits.readsConfiguration || unit.traits.isStatechart)
      statements.push(nowAt(state));
    if (entry.kind === "enter") last = state;
    if (entry.kind === "enter" && hasEntry(state, unit))
      statements.push(...within(state, parts, entryStatements));
    if (entry.kind === "initial")
      statements.push(
        ...effects(entry.state, entry.state.initial.effects, parts),
      );
  }
  if (!unit.traits.isStatechart) statements.push(nowAt(last));
  const asksStep = [...states].some(
    (state) =>
      [...state.enter, ...state.exit].length > 0 ||
      (state.kind === "composite" && state.initial.effects.length > 0),
  );
  const asked = asksStep && mentions(statements, "step");
  return method(head, asked ? [stepParameter(unit)] : [], "void", statements);
}

function stepParameter({ runtime, names }: Unit): string {
  return `step: ${runtime.type("Step")}<"error limit", null, ${names.type}Settings>`;
}

function exit(state: State, parts: ClassParts): readonly Doc[] {
  const { unit } = parts;
  if (!hasExit(state, unit)) return [];
  const statements = within(state, parts, exitStatements);
  if (statements.length === 0) return [];
  return [whenBlock(isActive(state), [...statements, leaveTo(state, unit)])];
}

/** Each statement that may throw in a try of its own, with the context as its own constant. */
function within(
  state: State,
  parts: ClassParts,
  statementsOf: typeof entryStatements,
): readonly Doc[] {
  const body = new Body(parts, state, [
    ...state.enter.flatMap((each) => each.effects.flatMap(expressionsOf)),
    ...state.exit.flatMap((each) => each.effects.flatMap(expressionsOf)),
    ...state.timers.map((timer) => timer.time),
  ]);
  return statementsOf(state, body, (each) => attempt(body.with([each])));
}

function effects(
  state: State,
  all: readonly Effect[],
  parts: ClassParts,
): readonly Doc[] {
  return all.map((effect) => {
    const body = new Body(parts, state, expressionsOf(effect));
    return attempt(body.with([effectStatement(effect, body, "step")]));
  });
}

function attempt(body: readonly Doc[]): Doc {
  return statement(
    call("this.attempt", [
      block(
        "()",
        body.flatMap((each, index) => (index === 0 ? [each] : [HARD, each])),
      ),
    ]),
  );
}

const HARD: Doc = { kind: "line", flat: "", hard: true };
