import type { PathStep } from "../../diagnostics/index.ts";
import {
  entryOrder,
  selfAndAncestors,
  type State,
  type Strategy,
} from "../../model/index.ts";
import { byProof } from "./guards.ts";
import {
  labelOf,
  leavesIn,
  passageOf,
  stepsAt,
  type Step,
  type Steps,
} from "./steps.ts";

/**
 * Which leaves can become active, and what can happen in each. A search over leaves, each looked at alone: exact for
 * machines without regions; of regions it joins what each could do by itself, so what it calls unreachable is.
 */
export interface Reachability {
  /** Nearest to the start first. */
  readonly leaves: ReadonlySet<State>;
  /** The leaves and all states around them. */
  readonly states: ReadonlySet<State>;
  readonly stepsAt: (leaf: State) => Steps;
  /** A shortest way from the start. */
  readonly pathTo: (leaf: State) => readonly PathStep[];
}

const NOWHERE: Steps = { steps: [], transient: false };

interface Arrival {
  readonly from: State;
  readonly on: string;
}

/**
 * From the initial state, by every step, the time-out and the error policy.
 *
 * @param resting leaves that are taken to come to rest although an `always` certainly leaves them
 */
export function reachability(
  strategy: Strategy,
  resting: ReadonlySet<State> = new Set(),
): Reachability {
  const starts = startLeaves(strategy);
  const search = new Search(strategy, () => true, resting);
  starts.forEach((leaf) => search.arrive(leaf, null));
  search.run();
  const [from] = starts;
  if (strategy.errors !== null && from !== undefined) {
    for (const leaf of enteredBy(strategy.errors.target, strategy))
      search.arrive(leaf, { from, on: "error limit" });
    search.run();
  }
  return search.result();
}

/** From certain leaves by certain steps. */
export function reachableFrom(
  starts: Iterable<State>,
  strategy: Strategy,
  follow: (step: Step) => boolean,
): Reachability {
  const search = new Search(strategy, follow);
  for (const leaf of starts) search.arrive(leaf, null);
  search.run();
  return search.result();
}

function startLeaves(strategy: Strategy): readonly State[] {
  const { root } = strategy;
  return leavesIn(entryOrder(root.initial.targets, root));
}

function enteredBy(state: State, strategy: Strategy): readonly State[] {
  return leavesIn(entryOrder([state], strategy.root));
}

/** One map a strategy: the collector of garbage takes long over many weak keys. */
const PROVED = new WeakMap<Strategy, Map<State, Steps>>();

/** What can happen in a leaf; worked out once for all searches. */
function provedSteps(leaf: State, strategy: Strategy): Steps {
  const proved = PROVED.get(strategy) ?? new Map<State, Steps>();
  PROVED.set(strategy, proved);
  const steps = proved.get(leaf) ?? stepsAt(leaf, strategy, byProof);
  proved.set(leaf, steps);
  return steps;
}

class Search {
  private readonly strategy: Strategy;
  private readonly follow: (step: Step) => boolean;
  private readonly arrivals = new Map<State, Arrival | null>();
  private readonly possible = new Map<State, Steps>();
  private readonly queue: State[] = [];
  private readonly resting: ReadonlySet<State>;
  private next = 0;

  constructor(
    strategy: Strategy,
    follow: (step: Step) => boolean,
    resting: ReadonlySet<State> = new Set(),
  ) {
    this.strategy = strategy;
    this.follow = follow;
    this.resting = resting;
  }

  arrive(leaf: State, arrival: Arrival | null): void {
    if (this.arrivals.has(leaf)) return;
    this.arrivals.set(leaf, arrival);
    this.queue.push(leaf);
  }

  run(): void {
    for (; this.next < this.queue.length; this.next += 1) {
      const from = this.queue[this.next];
      if (from === undefined) return;
      const rests = this.resting.has(from);
      const steps = rests
        ? stepsAt(from, this.strategy, byProof, rests)
        : provedSteps(from, this.strategy);
      this.possible.set(from, steps);
      for (const step of steps.steps.filter(this.follow))
        for (const leaf of passageOf(step, this.strategy).leaves)
          this.arrive(leaf, { from, on: labelOf(step.cause) });
    }
  }

  result(): Reachability {
    const leaves = new Set(this.arrivals.keys());
    return {
      leaves,
      states: new Set([...leaves].flatMap(selfAndAncestors)),
      stepsAt: (leaf) => this.possible.get(leaf) ?? NOWHERE,
      pathTo: (leaf) => this.pathTo(leaf),
    };
  }

  private pathTo(leaf: State): readonly PathStep[] {
    const path: PathStep[] = [];
    let to = leaf;
    for (
      let arrival = this.arrivals.get(to);
      arrival;
      arrival = this.arrivals.get(to)
    ) {
      path.unshift({ from: arrival.from.path, on: arrival.on, to: to.path });
      to = arrival.from;
    }
    return path;
  }
}
