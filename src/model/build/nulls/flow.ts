import type { Branch, Initial, State, Strategy, Target } from "../../model.ts";
import {
  childrenOf,
  domainOf,
  entryOrder,
  isDescendant,
  isLeaf,
  selfAndAncestors,
  selfAndDescendants,
} from "../../tree.ts";
import { inOrder, narrowGuard, reactionsInOrder } from "./branches.ts";
import { narrowBehaviour, narrowEffects } from "./effects.ts";
import { Facts } from "./facts.ts";
import type { Narrowing } from "./narrowing.ts";
import { outlivesTransition } from "./paths.ts";
import { RegionWrites } from "./region-writes.ts";

/** A way into a state: a branch, or the start of the run. */
export type Way = Branch | "start" | "error policy";

/** Where a transition may lead, and what it stays inside of then. */
interface End {
  readonly states: readonly State[];
  readonly domain: State;
}

type FlowStrategy = Pick<
  Strategy,
  "root" | "states" | "errors" | "timeout" | "context"
>;

/**
 * What is known of the context wherever the machine is: the greatest solution over all ways into each state, found by
 * going round until nothing changes. Where no way leads, anything is known.
 */
export class NullFlow {
  /** When the machine is in a leaf and a transition may be chosen. */
  readonly #rest = new Map<State, Facts>();
  /** Before a state's `enter`, behind it, and before a composite's initial effects. */
  readonly #entered = new Map<State, Facts>();
  readonly #afterEnter = new Map<State, Facts>();
  readonly #initial = new Map<State, Facts>();
  readonly #ways = new Map<State, Map<Way, Facts>>();
  /** What was known in a leaf when its transitions were last followed. */
  readonly #followed = new Map<State, Facts>();
  readonly #strategy: FlowStrategy;
  readonly #narrowing: Narrowing;
  readonly #regions: RegionWrites;
  readonly #withExit: readonly State[];
  #changed = false;

  constructor(strategy: FlowStrategy, start: Facts, narrowing: Narrowing) {
    this.#strategy = strategy;
    this.#narrowing = narrowing;
    this.#regions = new RegionWrites(strategy);
    this.#withExit = strategy.states
      .filter((state) => state.exit.length > 0)
      .toReversed();
    this.#enterRoot(start);
    do {
      this.#changed = false;
      for (const state of strategy.states) this.#leave(state);
      this.#forced();
      this.#timedOut();
    } while (this.#changed);
  }

  /** While the state is active. */
  during(state: State): Facts {
    let facts = Facts.EVERYTHING;
    for (const each of selfAndDescendants(state))
      if (isLeaf(each))
        facts = facts.or(this.#rest.get(each) ?? Facts.EVERYTHING);
    return facts;
  }

  beforeEnter(state: State): Facts {
    return this.#entered.get(state) ?? Facts.EVERYTHING;
  }

  afterEnter(state: State): Facts {
    return this.#afterEnter.get(state) ?? Facts.EVERYTHING;
  }

  beforeInitial(state: State): Facts {
    return this.#initial.get(state) ?? Facts.EVERYTHING;
  }

  /** What is known when a state's `exit` begins: inner states' came before. */
  beforeExit(state: State): Facts {
    const facts = this.during(state);
    const inner = this.#withExit.filter((each) => isDescendant(each, state));
    return inner.reduce((known, each) => this.#perhapsExit(each, known), facts);
  }

  /** What is known when a branch's effects begin: behind the exits of the states that it leaves. */
  beforeEffects({ source, target }: Branch, facts: Facts): Facts {
    if (target === null) return facts;
    const ends = this.#ends(source, target);
    const domains = new Set(ends.map(({ domain }) => domain));
    return [...domains]
      .map((domain) => this.#exit(source, domain, facts))
      .reduce((one, other) => one.or(other));
  }

  /** What other regions may change at the same time is not known for long. */
  settled(state: State, facts: Facts): Facts {
    return this.#regions.without(state, facts);
  }

  /** A way into the state, or round in it, that does not bring the fact. */
  wayWithout(state: State, path: string): Way | null {
    for (const leaf of selfAndDescendants(state))
      for (const [way, facts] of this.#ways.get(leaf) ?? [])
        if (!facts.has(path)) return way;
    return null;
  }

  #enterRoot(start: Facts): void {
    const { root } = this.#strategy;
    this.#enterBy("start", root.initial.targets, root, start, root.initial);
  }

  /** Every transition of a state, with what is known while it is active. */
  #leave(state: State): void {
    const facts = this.during(state);
    if (isLeaf(state)) {
      const rest = this.#rest.get(state) ?? Facts.EVERYTHING;
      if (this.#followed.get(state) === rest) return;
      this.#followed.set(state, rest);
    }
    const asked = [
      ...reactionsInOrder(state.reactions, facts, this.#narrowing),
      ...reactionsInOrder(state.always, facts, this.#narrowing),
      ...[...state.timers, ...state.runs.flatMap((run) => run.arms)].flatMap(
        ({ branches }) => inOrder(branches, facts, this.#narrowing),
      ),
    ];
    for (const { branch, before } of asked) this.#take(branch, before);
  }

  #take(branch: Branch, before: Facts): void {
    const { source, target, effects } = branch;
    const { facts } = narrowGuard(branch, before, this.#narrowing);
    const known = this.settled(source, facts);
    if (target === null) {
      const after = narrowEffects(effects, known, this.#narrowing).facts;
      this.#stay(branch, known, after);
      return;
    }
    for (const { states, domain } of this.#ends(source, target)) {
      const left = this.#exit(source, domain, known);
      const after = narrowEffects(effects, left, this.#narrowing).facts;
      this.#enterBy(branch, states, domain, after, null);
    }
  }

  /** What was known and is not any more is lost in all leaves; what was won may be known in none of them. */
  #stay(branch: Branch, before: Facts, after: Facts): void {
    for (const leaf of selfAndDescendants(branch.source)) {
      if (!isLeaf(leaf)) continue;
      const known = this.#rest.get(leaf) ?? Facts.EVERYTHING;
      const kept = known.filter(
        (path) => after.has(path) || !this.#touches(branch, path, before),
      );
      this.#note(leaf, branch, kept);
    }
  }

  /** Whether the effects may make a path unknown that was known before them. */
  #touches({ effects }: Branch, path: string, before: Facts): boolean {
    const known = before.and(Facts.of([[path, false]]));
    return !narrowEffects(effects, known, this.#narrowing).facts.has(path);
  }

  /** Where a transition may lead: history to any of a composite's children, or leaves. */
  #ends(source: State, target: Target): readonly End[] {
    const outer = domainOf(source, target) ?? this.#strategy.root;
    const plain = target.states.map(({ state }) => state);
    const ends: End[] = [{ states: plain, domain: outer }];
    for (const past of target.states) {
      if (past.history === "none") continue;
      const others = target.states.filter((each) => each !== past);
      const isDeep = past.history === "deep" || past.state.kind !== "composite";
      const inside = isDeep
        ? [...selfAndDescendants(past.state)].filter(isLeaf)
        : childrenOf(past.state);
      for (const state of inside) {
        const states = [
          ...others,
          { ...past, history: "none", state } as const,
        ];
        const inner = domainOf(source, { ...target, states }) ?? outer;
        for (const domain of domainsBetween(inner, outer))
          ends.push({ states: states.map((each) => each.state), domain });
      }
    }
    return ends;
  }

  #exit(source: State, domain: State, before: Facts): Facts {
    const certain = new Set(selfAndAncestors(source));
    let facts = before;
    for (const state of this.#withExit) {
      if (!isDescendant(state, domain)) continue;
      if (certain.has(state))
        for (const behaviour of state.exit)
          ({ facts } = narrowBehaviour(behaviour, facts, this.#narrowing));
      else if (
        isDescendant(state, source) ||
        this.#regions.areApart(state, source)
      )
        facts = this.#perhapsExit(state, facts);
    }
    return facts;
  }

  #perhapsExit(state: State, before: Facts): Facts {
    let facts = before;
    for (const behaviour of state.exit)
      ({ facts } = narrowBehaviour(behaviour, facts, this.#narrowing));
    return before.or(facts);
  }

  #enterBy(
    way: Way,
    targets: readonly State[],
    domain: State,
    before: Facts,
    initial: Initial | null,
  ): void {
    let facts = before.filter(outlivesTransition);
    if (initial !== null) {
      this.#meet(this.#initial, domain, facts);
      ({ facts } = narrowEffects(initial.effects, facts, this.#narrowing));
    }
    const leaves: State[] = [];
    const certain = way !== "error policy";
    for (const { kind, state } of entryOrder(targets, domain)) {
      if (kind === "initial") {
        this.#meet(this.#initial, state, facts);
        const { effects } = state.initial;
        const after = narrowEffects(effects, facts, this.#narrowing).facts;
        facts = certain ? after : facts.or(after);
        continue;
      }
      facts = this.settled(state, facts);
      this.#meet(this.#entered, state, facts);
      for (const behaviour of state.enter) {
        const after = narrowBehaviour(behaviour, facts, this.#narrowing).facts;
        facts = certain ? after : facts.or(after);
      }
      this.#meet(this.#afterEnter, state, facts);
      if (isLeaf(state)) leaves.push(state);
    }
    for (const leaf of leaves) this.#note(leaf, way, facts);
  }

  /** The error policy can fire anywhere but in an error state; a failing effect on its way is skipped. */
  #forced(): void {
    const { errors, root } = this.#strategy;
    if (errors === null) return;
    const { target } = errors;
    const facts = this.#anywhere(
      (leaf) =>
        !selfAndAncestors(leaf).some(
          (state) => state.role === "error" || state === target,
        ),
    );
    this.#enterBy("error policy", [target], root, this.#leaveAll(facts), null);
  }

  #timedOut(): void {
    const { timeout, root } = this.#strategy;
    if (timeout === null) return;
    const facts = this.#anywhere(
      (leaf) =>
        !selfAndAncestors(leaf).some(
          (state) => state.role !== "normal" || state === timeout.target,
        ),
    );
    const left = this.#leaveAll(facts);
    this.#enterBy(timeout.branch, [timeout.target], root, left, null);
  }

  #anywhere(counts: (leaf: State) => boolean): Facts {
    let facts = Facts.EVERYTHING;
    for (const [leaf, known] of this.#rest)
      if (!(leaf.kind === "final" && leaf.depth === 0) && counts(leaf))
        facts = facts.or(known);
    return facts;
  }

  #leaveAll(before: Facts): Facts {
    return this.#withExit.reduce(
      (facts, state) => this.#perhapsExit(state, facts),
      before,
    );
  }

  #note(leaf: State, way: Way, facts: Facts): void {
    const known = this.settled(leaf, facts.filter(outlivesTransition));
    const ways = this.#ways.get(leaf) ?? new Map<Way, Facts>();
    this.#ways.set(leaf, ways.set(way, known));
    this.#meet(this.#rest, leaf, known);
  }

  #meet(map: Map<State, Facts>, state: State, facts: Facts): void {
    const before = map.get(state) ?? Facts.EVERYTHING;
    const after = before.or(facts);
    if (after.equals(before)) return;
    map.set(state, after.fromOutside());
    this.#changed = true;
  }
}

/** What of a deep history was recorded decides how far out a transition from inside reaches. */
function domainsBetween(inner: State, outer: State): readonly State[] {
  const found = [outer];
  for (let each = inner; each !== outer && each.parent; each = each.parent)
    if (each.kind === "composite") found.push(each);
  return found;
}
