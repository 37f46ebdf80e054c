import { at, type Diagnostic } from "../diagnostics/index.ts";
import { notYetSupported } from "../diagnostics/messages/support.ts";
import type { Model, State, Strategy, Target } from "../model/index.ts";
import type { Span } from "../source/index.ts";
import { branchesOf } from "./walk.ts";

/** FSM115, at each place that asks for what generated code cannot do yet. */
export function unsupported(model: Model): readonly Diagnostic[] {
  return model.strategies
    .filter((strategy) => !strategy.abstract)
    .flatMap((strategy) => [...placesIn(strategy)])
    .map(({ span, what }) => at({ span }, notYetSupported(what)));
}

interface Place {
  readonly span: Span;
  readonly what: "parallel" | "history" | "several-targets";
}

function* placesIn(strategy: Strategy): Generator<Place> {
  for (const state of [strategy.root, ...strategy.states]) {
    if (state.kind === "parallel") yield { span: state.span, what: "parallel" };
    if (state.kind === "composite" && severalInitial(state))
      yield { span: state.initial.span, what: "several-targets" };
  }
  const seen = new Set<Target>();
  for (const { target } of branchesOf(strategy)) {
    if (target === null || seen.has(target)) continue;
    seen.add(target);
    yield* targetPlaces(target);
  }
}

function severalInitial(state: State & { kind: "composite" }): boolean {
  return state.initial.targets.length > 1;
}

function* targetPlaces({ states }: Target): Generator<Place> {
  for (const { history, span } of states)
    if (history !== "none") yield { span, what: "history" };
  const [, second] = states;
  if (second !== undefined)
    yield { span: second.span, what: "several-targets" };
}
