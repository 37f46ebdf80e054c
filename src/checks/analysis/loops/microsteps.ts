/**
 * What follows without an event: from each leaf by `always`, and by one raised event (or `done` of a composite) that waits. Of
 * several raised events each is looked at alone; in regions it may meet any leaf of another one.
 */
import {
  entryOrder,
  selfAndAncestors,
  type Behaviour,
  type Effect,
  type Event,
  type State,
  type Strategy,
} from "../../../model/index.ts";
import type { Reachability } from "../reachability.ts";
import { canBeActiveTogether } from "../relatives.ts";
import {
  leavesIn,
  passageOf,
  sameEvent,
  type Passage,
  type Step,
} from "../steps.ts";

/** An event that is in the queue of raised ones. */
export interface Pending {
  readonly key: string;
  readonly event: Event;
  /** Of `done`: the composite that has ended. */
  readonly of: State | null;
}

export interface Node {
  readonly key: string;
  readonly leaf: State;
  readonly pending: Pending | null;
}

export interface Edge {
  readonly step: Step;
  readonly to: Node;
}

/** All that a step runs: the left states' `exit`, its own effects, the entered states' `enter`. */
export interface Doing {
  readonly behaviours: readonly Behaviour[];
  readonly effects: readonly Effect[];
}

export class Microsteps {
  private readonly strategy: Strategy;
  private readonly reached: Reachability;
  private readonly follows: (step: Step) => boolean;
  private readonly nodes = new Map<string, Node>();
  private readonly edges = new Map<Node, readonly Edge[]>();

  /** @param follows steps of a machine at rest that count as well */
  constructor(
    strategy: Strategy,
    reached: Reachability,
    follows: (step: Step) => boolean = () => false,
  ) {
    this.strategy = strategy;
    this.reached = reached;
    this.follows = follows;
  }

  /** Where it can begin: at each leaf that is reached, with each event that a step on the way there raises. */
  starts(): readonly Node[] {
    const { root } = this.strategy;
    const entries = entryOrder(root.initial.targets, root);
    const initial = { exits: [], entries, leaves: leavesIn(entries) };
    const found = new Set(this.arrivals(initial, root.initial.effects));
    for (const leaf of this.reached.leaves) {
      found.add(this.node(leaf, null));
      for (const step of this.reached.stepsAt(leaf).steps)
        for (const node of this.after(step)) found.add(node);
    }
    return [...found];
  }

  from(node: Node): readonly Edge[] {
    const known = this.edges.get(node);
    if (known !== undefined) return known;
    const { leaf, pending } = node;
    const edges = this.reached.stepsAt(leaf).steps.flatMap((step) => {
      if (step.shadowed) return [];
      if (step.cause.kind === "always")
        return [
          ...this.after(step),
          ...(pending === null ? [] : this.waiting(step, pending)),
        ].map((to): Edge => ({ step, to }));
      return this.isNext(step, pending)
        ? this.after(step).map((to): Edge => ({ step, to }))
        : [];
    });
    this.edges.set(node, edges);
    return edges;
  }

  private isNext(step: Step, pending: Pending | null): boolean {
    return pending === null ? this.follows(step) : takes(step, pending);
  }

  doing(step: Step): Doing {
    const passage = passageOf(step, this.strategy);
    return {
      behaviours: [
        ...passage.exits.flatMap(({ exit }) => exit),
        ...passage.entries.flatMap((entry) =>
          entry.kind === "enter" ? entry.state.enter : [],
        ),
      ],
      effects: [...effectsIn(passage), ...step.branch.effects],
    };
  }

  private after(step: Step): readonly Node[] {
    return this.arrivals(passageOf(step, this.strategy), step.branch.effects);
  }

  /** The event that an `always` does not take waits on. */
  private waiting(step: Step, pending: Pending): readonly Node[] {
    return passageOf(step, this.strategy).leaves.map((leaf) =>
      this.node(leaf, pending),
    );
  }

  private arrivals(
    passage: Passage,
    effects: readonly Effect[],
  ): readonly Node[] {
    const raised = [
      ...[...effectsIn(passage), ...effects].flatMap(raisedBy),
      ...(passage.entries.length === 0 ? [] : passage.leaves.flatMap(doneBy)),
    ];
    return passage.leaves.flatMap((leaf) => [
      this.node(leaf, null),
      ...raised.flatMap((pending) =>
        [leaf, ...this.besides(leaf)].map((each) => this.node(each, pending)),
      ),
    ]);
  }

  /** Leaves of other regions. */
  private besides(leaf: State): readonly State[] {
    const parallel = selfAndAncestors(leaf).some(
      ({ kind }) => kind === "parallel",
    );
    return parallel
      ? [...this.reached.leaves].filter(
          (other) => other !== leaf && canBeActiveTogether(other, leaf),
        )
      : [];
  }

  private node(leaf: State, pending: Pending | null): Node {
    const key = `${leaf.index} ${pending?.key ?? ""}`;
    const node = this.nodes.get(key) ?? { key, leaf, pending };
    this.nodes.set(key, node);
    return node;
  }
}

function takes({ cause, state }: Step, { event, of }: Pending): boolean {
  return (
    cause.kind === "event" &&
    sameEvent(cause.event, event) &&
    (of === null || of === state)
  );
}

function effectsIn({ exits, entries }: Passage): readonly Effect[] {
  return [
    ...exits.flatMap(({ exit }) => exit.flatMap(({ effects }) => effects)),
    ...entries.flatMap((entry) =>
      entry.kind === "initial"
        ? entry.state.initial.effects
        : entry.state.enter.flatMap(({ effects }) => effects),
    ),
  ];
}

function raisedBy(effect: Effect): readonly Pending[] {
  if (effect.kind !== "raise" || effect.delay !== null) return [];
  const { trigger } = effect;
  return [
    {
      key: trigger.name,
      event: { kind: "trigger", trigger },
      of: null,
    },
  ];
}

/** Of a parallel state only once all regions have ended, which is not followed here. */
function doneBy(leaf: State): readonly Pending[] {
  const { parent } = leaf;
  if (leaf.kind !== "final" || parent?.kind !== "composite") return [];
  if (parent.parent === null) return [];
  return [{ key: `done ${parent.index}`, event: { kind: "done" }, of: parent }];
}
