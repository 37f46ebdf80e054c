/** What can happen next while a leaf is active: each branch that may be taken, and by what. */
import {
  childrenOf,
  domainOf,
  entryOrder,
  isDescendant,
  isLeaf,
  selfAndAncestors,
  type Branch,
  type Entry,
  type Event,
  type Origin,
  type Outcome,
  type Reaction,
  type Run,
  type State,
  type Strategy,
  type Timer,
} from "../../model/index.ts";
import type { Judge } from "./guards.ts";
import { isEnd, isInError, isSuspended } from "./relatives.ts";

export type Cause =
  | { readonly kind: "event"; readonly event: Event }
  | { readonly kind: "always" }
  | { readonly kind: "timer"; readonly timer: Timer }
  | { readonly kind: "outcome"; readonly run: Run; readonly outcome: Outcome }
  | { readonly kind: "timeout" };

export interface Step {
  readonly leaf: State;
  readonly cause: Cause;
  /** The state at which the branch stands; null: the strategy's time-out. */
  readonly state: State | null;
  readonly branch: Branch;
  /** Those that are tried before it, and whose guards may fail. */
  readonly before: readonly Branch[];
  /** One before it in the same state certainly is taken. FSM205 tells; it is no second fault where it would have led. */
  readonly shadowed: boolean;
}

export interface Steps {
  readonly steps: readonly Step[];
  /** Some `always` certainly leaves: the machine never rests here, so nothing else happens. */
  readonly transient: boolean;
}

/** One stage of a choice: branches in the order in which they are tried. */
interface Candidate {
  readonly state: State;
  readonly branches: readonly Branch[];
  readonly origin: Origin;
}

/** `rests`: whether it is taken to come to rest, whatever its `always` do. */
export function stepsAt(
  leaf: State,
  strategy: Strategy,
  judge: Judge,
  rests = false,
): Steps {
  if (isEnd(leaf)) return { steps: [], transient: false };
  const active = selfAndAncestors(leaf);
  const always = taken(
    leaf,
    { kind: "always" },
    active.flatMap((state) =>
      state.always.map(({ branches, origin }) => ({ state, branches, origin })),
    ),
    judge,
  );
  const transient =
    !rests &&
    always.some(
      ({ branch, shadowed }) =>
        !shadowed &&
        branch.target !== null &&
        judge(branch.guard, leaf) === "always",
    );
  if (transient) return { steps: always, transient };
  const steps = [
    ...always,
    ...onEvents(leaf, active, judge),
    ...active.flatMap((state) => onTimers(leaf, state, judge)),
    ...active.flatMap((state) => onOutcomes(leaf, state, judge)),
    ...onTimeout(leaf, strategy),
  ];
  return { steps, transient };
}

/**
 * Branches up to the first that certainly holds, without those that never do. What stands behind that one in the same state
 * counts as shadowed, but for what `from` writes behind the state's own text: that is an override, of which FSM205 says nothing.
 */
function taken(
  leaf: State,
  cause: Cause,
  candidates: readonly Candidate[],
  judge: Judge,
): readonly Step[] {
  const steps: Step[] = [];
  const before: Branch[] = [];
  let certain: Candidate | null = null;
  for (const candidate of candidates) {
    const { state, branches, origin } = candidate;
    if (certain !== null && certain.state !== state) break;
    if (certain !== null && certain.origin === "own" && origin === "from")
      continue;
    for (const branch of branches) {
      const verdict = judge(branch.guard, leaf);
      if (verdict === "never") continue;
      const shadowed = certain !== null;
      steps.push({ leaf, cause, state, branch, before: [...before], shadowed });
      if (verdict === "always") certain ??= candidate;
      before.push(branch);
    }
  }
  return steps;
}

function onEvents(
  leaf: State,
  active: readonly State[],
  judge: Judge,
): readonly Step[] {
  const events = new Map<string, Event>();
  for (const state of active)
    for (const reaction of state.reactions)
      for (const event of reaction.events) events.set(nameOf(event), event);
  return [...events.values()].flatMap((event) => {
    const cause: Cause = { kind: "event", event };
    const stages = reactionsTo(leaf, active, event);
    return event.kind === "error"
      ? // Each is tried in turn, because the ones before it may throw.
        stages.flatMap((stage) => taken(leaf, cause, [stage], judge))
      : taken(leaf, cause, stages, judge);
  });
}

const HEARING = new WeakMap<State, ReadonlyMap<string, readonly Reaction[]>>();

/** Of a state's reactions those to an event, in their order. */
export function reactionsIn(state: State, event: Event): readonly Reaction[] {
  const known = HEARING.get(state) ?? byEvent(state);
  HEARING.set(state, known);
  return known.get(nameOf(event)) ?? [];
}

function byEvent({
  reactions,
}: State): ReadonlyMap<string, readonly Reaction[]> {
  const found = new Map<string, Reaction[]>();
  for (const reaction of reactions)
    for (const name of new Set(reaction.events.map(nameOf))) {
      const same = found.get(name);
      if (same === undefined) found.set(name, [reaction]);
      else same.push(reaction);
    }
  return found;
}

/** Reactions to an event from the inside out, up to a state that defers or ignores it. */
function reactionsTo(
  leaf: State,
  active: readonly State[],
  event: Event,
): readonly Candidate[] {
  if (event.kind === "error" && isInError(leaf)) return [];
  const stages: Candidate[] = [];
  for (const state of active) {
    if (event.kind === "done" && !endsWith(state, leaf)) continue;
    for (const reaction of reactionsIn(state, event))
      if (isThere(reaction, leaf)) stages.push({ ...reaction, state });
    if (event.kind === "trigger" && stops(state, event)) break;
  }
  return stages;
}

export function hears(reaction: Reaction, event: Event): boolean {
  return reaction.events.some((each) => sameEvent(each, event));
}

export function sameEvent(a: Event, b: Event): boolean {
  return a.kind === "trigger" && b.kind === "trigger"
    ? a.trigger === b.trigger
    : a.kind === b.kind;
}

/** What `from *` writes is not there while its target is active. */
export function isThere(reaction: Reaction, leaf: State): boolean {
  const { unlessActive } = reaction;
  return (
    unlessActive === null ||
    !(unlessActive === leaf || isDescendant(leaf, unlessActive))
  );
}

function stops(
  state: State,
  event: Extract<Event, { kind: "trigger" }>,
): boolean {
  return [...state.defers, ...state.ignores].some(
    ({ trigger }) => trigger === event.trigger,
  );
}

/** Whether a composite may have ended while this leaf is active. Of regions only the leaf's own is looked at. */
function endsWith(state: State, leaf: State): boolean {
  if (leaf.kind !== "final" || state === leaf) return false;
  if (state.kind === "composite") return leaf.parent === state;
  return childrenOf(state).some(
    (region) => region === leaf || leaf.parent === region,
  );
}

function onTimers(leaf: State, state: State, judge: Judge): readonly Step[] {
  return state.timers.flatMap((timer) =>
    taken(leaf, { kind: "timer", timer }, [{ ...timer, state }], judge),
  );
}

function onOutcomes(leaf: State, state: State, judge: Judge): readonly Step[] {
  return state.runs.flatMap((run) => {
    const outcomes = new Set(run.arms.map(({ outcome }) => outcome));
    return [...outcomes].flatMap((outcome) =>
      taken(
        leaf,
        { kind: "outcome", run, outcome },
        run.arms
          .filter((arm) => arm.outcome === outcome)
          .map(({ branches }) => ({ state, branches, origin: run.origin })),
        judge,
      ),
    );
  });
}

function onTimeout(leaf: State, strategy: Strategy): readonly Step[] {
  const { timeout } = strategy;
  if (timeout === null || isInError(leaf) || isSuspended(leaf)) return [];
  const { target, branch } = timeout;
  if (target === leaf || isDescendant(leaf, target)) return [];
  return [
    {
      leaf,
      cause: { kind: "timeout" },
      state: null,
      branch,
      before: [],
      shadowed: false,
    },
  ];
}

/** Where a step leads and what it passes through. */
export interface Passage {
  /** Left with the leaf, innermost first. */
  readonly exits: readonly State[];
  readonly entries: readonly Entry[];
  /** Leaves entered; the leaf itself where nothing is left. */
  readonly leaves: readonly State[];
}

/** One map a strategy: the collector of garbage takes long over many weak keys. */
const PASSAGES = new WeakMap<Strategy, Map<Step, Passage>>();

/** History is taken as the default it has the first time: what it comes back to was entered before. */
export function passageOf(step: Step, strategy: Strategy): Passage {
  const passages = PASSAGES.get(strategy) ?? new Map<Step, Passage>();
  PASSAGES.set(strategy, passages);
  const passage = passages.get(step) ?? walked(step, strategy);
  passages.set(step, passage);
  return passage;
}

function walked(step: Step, strategy: Strategy): Passage {
  const { target } = step.branch;
  const domain =
    target === null ? null : domainOf(step.state ?? strategy.root, target);
  if (target === null || domain === null)
    return { exits: [], entries: [], leaves: [step.leaf] };
  const entries = entryOrder(
    target.states.map(({ state }) => state),
    domain,
  );
  return {
    exits: selfAndAncestors(step.leaf).filter((each) =>
      isDescendant(each, domain),
    ),
    entries,
    leaves: leavesIn(entries),
  };
}

export function leavesIn(entries: readonly Entry[]): readonly State[] {
  return entries.flatMap((entry) =>
    entry.kind === "enter" && isLeaf(entry.state) ? [entry.state] : [],
  );
}

/** As a path shows it: `QUOTE`, `always`, `after 5s`, `unknown`, `done`, `timeout`. */
export function labelOf(cause: Cause): string {
  switch (cause.kind) {
    case "event":
      return nameOf(cause.event);
    case "timer":
      return cause.timer.text;
    case "outcome":
      return cause.outcome;
    case "always":
    case "timeout":
      return cause.kind;
  }
}

function nameOf(event: Event): string {
  return event.kind === "trigger" ? event.trigger.name : event.kind;
}
