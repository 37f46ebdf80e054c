import type {
  Effect,
  End,
  Expression,
  Name,
  Target,
} from "../../../syntax/index.ts";
import type { Dialect } from "../config/dialect.ts";
import type { StateNode, Transition } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";
import { saySkipped } from "./differences.ts";
import { reenters } from "./domains.ts";
import { initialOf, type Histories } from "./histories.ts";
import type { Ids } from "./ids.ts";
import { isIn, joined, reading, statePath, targetTo } from "./make.ts";
import { isBelow } from "./nodes.ts";
import type { Tree } from "./tree.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** One way that a transition can go. */
export interface Way {
  /** Beside the transition's own guard. */
  readonly guard: Expression | null;
  /** Behind the transition's own actions. */
  readonly effects: readonly Effect[];
  readonly end: End;
}

/** Where transitions lead: XState's rules for what is left and entered, in the spec's words. */
export class Ways {
  readonly #tree: Tree;
  readonly #ids: Ids;
  readonly #dialect: Dialect;
  readonly #histories: Histories;
  readonly #vocabulary: Vocabulary;
  readonly #report: Remarks;

  constructor(
    tree: Tree,
    ids: Ids,
    dialect: Dialect,
    histories: Histories,
    vocabulary: Vocabulary,
    report: Remarks,
  ) {
    this.#tree = tree;
    this.#ids = ids;
    this.#dialect = dialect;
    this.#histories = histories;
    this.#vocabulary = vocabulary;
    this.#report = report;
  }

  /** Whether nothing is left: it has no target, or is one of an atomic state to itself that does not leave it. */
  stays(source: StateNode, transition: Transition): boolean {
    if (transition.targets === null) return true;
    if (source.kind !== "atomic" || reenters(transition, this.#dialect))
      return false;
    return this.#targetsOf(source, transition).every((node) => node === source);
  }

  /** In the order in which they are tried; none where a target is wrong, which has been said. */
  of(source: StateNode, transition: Transition): readonly Way[] {
    const { span } = transition;
    if (this.stays(source, transition))
      return [{ guard: null, effects: [], end: { kind: "stay", span } }];
    const nodes = this.#targetsOf(source, transition);
    if (nodes.length === 0) return [];
    const isInside = nodes.every(
      (node) => node === source || isBelow(node, source),
    );
    const leaves = reenters(transition, this.#dialect);
    const isInternal = isInside && !leaves;
    const meant = this.#meant(source, nodes, isInternal);
    saySkipped(source, meant, span, this.#report);
    const belowSource = meant.every((node) => isBelow(node, source));
    const isMachine = source === this.#tree.root && !this.#tree.wrapped;
    const reenter = isMachine
      ? this.#leadsInto(meant)
      : leaves && isInside && belowSource;
    return this.#ways(
      source,
      isInternal ? meant : nodes,
      meant,
      isInternal ? source : null,
      span,
    ).map(({ guard, targets, effects }) => ({
      guard,
      effects,
      end: { kind: "go", targets, reenter: reenter ? span : null, span },
    }));
  }

  #targetsOf(source: StateNode, { targets }: Transition): readonly StateNode[] {
    return (targets ?? []).flatMap(
      (target) => this.#ids.resolve(target, source) ?? [],
    );
  }

  /** A composite that leads to itself without leaving enters its initial child anew; a machine that is no state likewise. */
  #meant(
    source: StateNode,
    nodes: readonly StateNode[],
    isInternal: boolean,
  ): readonly StateNode[] {
    return nodes.flatMap((node) => {
      const isSelf = node === source && isInternal && node.kind === "compound";
      const isMachine = node === this.#tree.root && !this.#tree.wrapped;
      return isSelf || isMachine ? initialOf(node, this.#ids) : [node];
    });
  }

  /** A transition of the machine, written into its states, leaves them also where it leads into one of them. */
  #leadsInto(targets: readonly StateNode[]): boolean {
    return targets.some(({ parent }) => parent !== this.#tree.root);
  }

  /** A state that is active is left by the transition itself, and so remembered, unless it leads there from inside. */
  #wasLeft(
    flag: Name,
    { parent }: StateNode,
    source: StateNode,
    span: Transition["span"],
  ): Expression {
    const left = reading(flag.text, span);
    if (parent === null || !canBeActiveWith(source, parent)) return left;
    const active = isIn(this.#tree.pathOf(parent, span));
    return joined("or", [left, active]) ?? left;
  }

  #ways(
    source: StateNode,
    written: readonly StateNode[],
    nodes: readonly StateNode[],
    stays: StateNode | null,
    span: Transition["span"],
  ): readonly {
    readonly guard: Expression | null;
    readonly targets: readonly Target[];
    readonly effects: readonly Effect[];
  }[] {
    const { root, wrapped } = this.#tree;
    const effects =
      !wrapped && written.includes(root)
        ? [...root.entry, ...(root.initial?.actions ?? [])].flatMap((action) =>
            this.#vocabulary.effects(action),
          )
        : [];
    const plain = (node: StateNode): Target => {
      const core = node === stays ? this.#tree.coreOf(node) : null;
      return targetTo(
        core === null ? this.#tree.pathOf(node, span) : statePath([core], span),
      );
    };
    const remembered: Target[] = [];
    const first: Target[] = [];
    let guard: Expression | null = null;
    for (const node of nodes) {
      const way =
        node.kind === "history" ? this.#histories.wayTo(node, span) : null;
      if (way === null) {
        remembered.push(plain(node));
        first.push(plain(node));
      } else if (way.kind === "default") {
        remembered.push(...way.nodes.map(plain));
        first.push(...way.nodes.map(plain));
      } else {
        remembered.push(way.target);
        const isEither = way.kind === "either" && guard === null;
        first.push(...(isEither ? way.nodes.map(plain) : [way.target]));
        if (isEither) guard = this.#wasLeft(way.flag, node, source, span);
      }
    }
    const ways = [{ guard, targets: remembered, effects }];
    return guard === null
      ? ways
      : [...ways, { guard: null, targets: first, effects }];
  }
}

/** Whether the other state lies inside of the one, or in another region of one parallel state. */
function canBeActiveWith(one: StateNode, other: StateNode): boolean {
  if (isBelow(other, one)) return true;
  for (let each = one.parent; each !== null; each = each.parent)
    if (isBelow(other, each)) return each.kind === "parallel";
  return false;
}
