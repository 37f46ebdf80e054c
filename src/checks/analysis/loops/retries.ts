/** Rounds of failures: a run that fails leads, at once and however often, to the same run again. */
import {
  selfAndAncestors,
  type Expression,
  type Run,
  type State,
  type Strategy,
} from "../../../model/index.ts";
import { components } from "../components.ts";
import { withinGuards } from "../expressions.ts";
import type { Reachability } from "../reachability.ts";
import { isInRegion } from "../relatives.ts";
import { passageOf, type Step } from "../steps.ts";
import { mayEnd } from "../time/ends.ts";
import { waitsBefore } from "../time/retries.ts";
import { fitsTogether } from "./endless.ts";
import { Microsteps, type Edge, type Node } from "./microsteps.ts";
import { canGoOn } from "./progress.ts";

export interface Retry {
  /** What fails in the first step of the round. */
  readonly run: Run;
  readonly round: readonly Edge[];
}

/** One for each run that nothing keeps from being tried for ever. */
export function endlessRetries(
  strategy: Strategy,
  reached: Reachability,
): readonly Retry[] {
  const follows = (step: Step): boolean => failing(step, strategy).length > 0;
  const microsteps = new Microsteps(strategy, reached, follows);
  const told = new Set<Run>();
  const found: Retry[] = [];
  for (const { edge, from, inside } of failuresIn(microsteps, strategy)) {
    const [run, ...others] = failing(edge.step, strategy);
    if (run === undefined || [run, ...others].some((each) => told.has(each)))
      continue;
    const round = roundsBy(edge, from, { microsteps, inside }).find(
      (each) =>
        restarts(each, strategy) &&
        fitsTogether(each, strategy) &&
        !isBounded(each, strategy) &&
        !dependsOnElse(each) &&
        canGoOn(each, microsteps, strategy),
    );
    if (round === undefined) continue;
    for (const { step } of round)
      failing(step, strategy).forEach((each) => told.add(each));
    found.push({ run, round });
  }
  return found;
}

/**
 * Runs whose failure takes this step, and that waited for nothing before. What `on error` takes counts only without an error
 * policy, which counts it. An order of which nothing is known and that is placed again is FSM414's.
 */
function failing(step: Step, strategy: Strategy): readonly Run[] {
  const { cause } = step;
  if (cause.kind === "outcome") {
    const { outcome, run } = cause;
    const fails =
      outcome === "failed" || (outcome === "unknown" && !mayOpen(run));
    return fails && !waitsBefore(run) ? [run] : [];
  }
  const isError = cause.kind === "event" && cause.event.kind === "error";
  if (!isError || strategy.errors !== null) return [];
  return selfAndAncestors(step.leaf)
    .flatMap(({ runs }) => runs)
    .filter(
      (run) =>
        !waitsBefore(run) &&
        !run.arms.some(({ outcome }) => outcome === "failed"),
    );
}

function mayOpen({ activity: { words } }: Run): boolean {
  return words.includes("opens") || words.includes("places");
}

interface Failure {
  readonly edge: Edge;
  readonly from: Node;
  /** Nodes from which one can get back. */
  readonly inside: ReadonlySet<Node>;
}

function* failuresIn(
  microsteps: Microsteps,
  strategy: Strategy,
): Generator<Failure> {
  const next = (node: Node): readonly Node[] =>
    microsteps.from(node).map(({ to }) => to);
  const failures = components(microsteps.starts(), next).flatMap((knot) => {
    const inside = new Set(knot);
    return knot.flatMap((from) =>
      microsteps
        .from(from)
        .filter(
          ({ step, to }) =>
            inside.has(to) && failing(step, strategy).length > 0,
        )
        .map((edge): Failure => ({ edge, from, inside })),
    );
  });
  yield* failures.toSorted(
    (a, b) => a.edge.step.branch.index - b.edge.step.branch.index,
  );
}

interface Surroundings {
  readonly microsteps: Microsteps;
  readonly inside: ReadonlySet<Node>;
}

/** The shortest ways from behind a failure back to before it: over steps without a guard, and over all. */
function roundsBy(
  edge: Edge,
  from: Node,
  surroundings: Surroundings,
): readonly (readonly Edge[])[] {
  const ways =
    edge.to === from
      ? [[]]
      : [true, false].flatMap((free) => {
          const way = shortestWay(edge.to, from, surroundings, free);
          return way === null ? [] : [way];
        });
  return ways.map((way) => [edge, ...way]);
}

function shortestWay(
  start: Node,
  end: Node,
  { microsteps, inside }: Surroundings,
  free: boolean,
): readonly Edge[] | null {
  const arrivals = new Map<Node, Arrival | null>([[start, null]]);
  for (const [node] of arrivals)
    for (const edge of microsteps.from(node)) {
      if (!inside.has(edge.to) || arrivals.has(edge.to)) continue;
      if (free && edge.step.branch.guard !== null) continue;
      arrivals.set(edge.to, { edge, from: node });
      if (edge.to === end) return wayTo(end, arrivals);
    }
  return null;
}

interface Arrival {
  readonly edge: Edge;
  readonly from: Node;
}

function wayTo(
  end: Node,
  arrivals: ReadonlyMap<Node, Arrival | null>,
): readonly Edge[] {
  const way: Edge[] = [];
  for (let last = arrivals.get(end); last; last = arrivals.get(last.from))
    way.push(last.edge);
  return way.toReversed();
}

/** Whether each run that fails on the way is begun anew on it. */
function restarts(round: readonly Edge[], strategy: Strategy): boolean {
  const entered = new Set<State>(
    round.flatMap(({ step }) =>
      passageOf(step, strategy).entries.flatMap((entry) =>
        entry.kind === "enter" ? [entry.state] : [],
      ),
    ),
  );
  const runs = new Set([...entered].flatMap((state) => state.runs));
  return round.every(({ step }) => {
    const failed = failing(step, strategy);
    return failed.length === 0 || failed.some((run) => runs.has(run));
  });
}

/** A timer of a state around the round, which it never leaves, ends it. */
function isBounded(round: readonly Edge[], strategy: Strategy): boolean {
  const [first] = round;
  if (first === undefined) return true;
  const left = new Set(
    round.flatMap(({ step }) => passageOf(step, strategy).exits),
  );
  return selfAndAncestors(first.step.leaf).some(
    (state) =>
      !left.has(state) && state.timers.some((timer) => mayEnd(timer, state)),
  );
}

/** A guard on the way asks what the round does not decide: TypeScript, the clock, another region. */
function dependsOnElse(round: readonly Edge[]): boolean {
  return round.some(({ step }) =>
    [step.branch.guard, ...step.before.map(({ guard }) => guard)].some(
      (guard) => guard !== null && asksElse(guard, step.leaf),
    ),
  );
}

function asksElse(guard: Expression, leaf: State): boolean {
  return [...withinGuards(guard)].some((part) => {
    switch (part.kind) {
      case "guard":
        return part.guard.expression === null;
      case "now":
      case "elapsed":
      case "halted":
        return true;
      case "in":
      case "field":
        return isInRegion(leaf);
      default:
        return false;
    }
  });
}
