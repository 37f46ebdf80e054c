import type { Remarks } from "../remarks.ts";
import type { Block, TransitionElement } from "../document/document.ts";
import {
  destinationsOf,
  leadsInto,
  stateOf,
  type Destination,
} from "./destinations.ts";
import {
  descendantsOf,
  isWithin,
  type HistoryNode,
  type StateNode,
  type StateTree,
} from "./state-tree.ts";

/** How states are entered, before any of them is: SCXML's own algorithm (appendix D) as far as it does not depend on the run. */
export class Entries {
  readonly #tree: StateTree;
  readonly #remarks: Remarks;
  readonly #initial = new Map<StateNode, readonly Destination[]>();

  constructor(tree: StateTree, remarks: Remarks) {
    this.#tree = tree;
    this.#remarks = remarks;
  }

  /** What a compound state, or the document, enters when nobody says more; its first child where it says nothing. */
  initialOf(node: StateNode): readonly Destination[] {
    const known = this.#initial.get(node);
    if (known !== undefined) return known;
    const said = this.destinations(node.element.initial?.targets ?? []);
    const inside = said.filter((each) => leadsInto(each, node));
    for (const { span } of said.filter((each) => !inside.includes(each)))
      this.#remarks.error(
        "this is not in the state whose initial state it should be",
        "a state is entered by way of states that lie in it",
        span,
      );
    const [first] = node.children;
    const targets: readonly Destination[] =
      inside.length > 0 || first === undefined
        ? inside
        : [{ kind: "state", node: first, span: first.element.span }];
    this.#initial.set(node, targets);
    return targets;
  }

  /** Of the `<initial>` element. */
  initialContent(node: StateNode): Block {
    return node.element.initial?.content ?? NOTHING;
  }

  destinations(targets: TransitionElement["targets"]): readonly Destination[] {
    return destinationsOf(targets, this.#tree, this.#remarks);
  }

  /** A state and all that is entered with it by default, histories as if they were empty. */
  byDefault(node: StateNode): ReadonlySet<StateNode> {
    const entered = new Set<StateNode>();
    this.#enter(node, entered);
    return entered;
  }

  /** What targets enter below a state that contains them all. */
  below(
    ancestor: StateNode,
    destinations: readonly Destination[],
  ): ReadonlySet<StateNode> {
    const entered = new Set<StateNode>();
    this.#enterAll(destinations, ancestor, entered);
    return entered;
  }

  /** Whatever a transition may enter; all that a history may restore. */
  mayEnter(
    source: StateNode,
    transition: TransitionElement,
  ): ReadonlySet<StateNode> {
    const destinations = this.destinations(transition.targets);
    if (destinations.length === 0) return new Set();
    const domain = domainOf(source, transition, destinations);
    const entered = new Set(this.below(domain, destinations));
    for (const destination of destinations)
      if (destination.kind === "history")
        for (const each of descendantsOf(destination.history.of))
          entered.add(each);
    return entered;
  }

  /** What is entered when the machine starts, in the order of the document. */
  atStart(): readonly StateNode[] {
    const entered = this.byDefault(this.#tree.root);
    return this.#tree.states.filter((node) => entered.has(node));
  }

  /** `addDescendantStatesToEnter` */
  #enter(node: StateNode, entered: Set<StateNode>): void {
    entered.add(node);
    if (node.element.kind === "parallel") this.#enterRegions(node, entered);
    else if (isCompound(node)) {
      const initial = this.initialOf(node).flatMap((each) =>
        each.kind === "state" ? [each] : this.historyDefault(each.history),
      );
      this.#enterAll(initial, node, entered);
    }
  }

  #enterAll(
    destinations: readonly Destination[],
    ancestor: StateNode,
    entered: Set<StateNode>,
  ): void {
    for (const each of destinations)
      if (each.kind === "state") this.#enter(each.node, entered);
      else
        this.#enterAll(
          this.historyDefault(each.history),
          each.history.of,
          entered,
        );
    for (const each of destinations) {
      const node = stateOf(each);
      if (each.kind === "history" && node !== ancestor) entered.add(node);
      this.#enterAbove(node, ancestor, entered);
    }
  }

  /** Where a history leads that was never recorded. */
  historyDefault({ element, of }: HistoryNode): readonly Destination[] {
    return this.destinations(element.targets).filter(
      (each) => each.kind === "state" && leadsInto(each, of),
    );
  }

  /** `addAncestorStatesToEnter` */
  #enterAbove(
    node: StateNode,
    ancestor: StateNode,
    entered: Set<StateNode>,
  ): void {
    for (
      let above = node.parent;
      above !== null && above !== ancestor;
      above = above.parent
    ) {
      entered.add(above);
      if (above.element.kind === "parallel") this.#enterRegions(above, entered);
    }
  }

  #enterRegions(parallel: StateNode, entered: Set<StateNode>): void {
    for (const region of parallel.children)
      if (
        ![...entered].some((each) => each === region || isWithin(each, region))
      )
        this.#enter(region, entered);
  }
}

const NOTHING: Block = [];

/** The innermost compound state that a transition does not leave (`getTransitionDomain`). */
export function domainOf(
  source: StateNode,
  transition: TransitionElement,
  destinations: readonly Destination[],
): StateNode {
  const inside = destinations.every((each) => leadsInto(each, source));
  if (transition.internal && isCompound(source) && inside) return source;
  for (let above = source.parent; above !== null; above = above.parent)
    if (
      above.parent === null ||
      (isCompound(above) &&
        destinations.every((each) => leadsInto(each, above)))
    )
      return above;
  return source;
}

export function isCompound({ element, children }: StateNode): boolean {
  return element.kind !== "parallel" && children.length > 0;
}
