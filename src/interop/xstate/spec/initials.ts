import type { Effect, InitialTail } from "../../../syntax/index.ts";
import type { StateNode } from "../config/machine.ts";
import { listOf, memberOf } from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";
import { joinedCallbacks, type Branches } from "./branches.ts";
import { initialOf, type Histories } from "./histories.ts";
import type { Ids } from "./ids.ts";
import { targetTo, UNDOCUMENTED } from "./make.ts";
import { isState } from "./nodes.ts";
import type { Tree } from "./tree.ts";

/** Where composites, and the strategy, begin. */
export class Initials {
  readonly #tree: Tree;
  readonly #ids: Ids;
  readonly #histories: Histories;
  readonly #branches: Branches;
  readonly #report: Remarks;

  constructor(parts: {
    readonly tree: Tree;
    readonly ids: Ids;
    readonly histories: Histories;
    readonly branches: Branches;
    readonly report: Remarks;
  }) {
    this.#tree = parts.tree;
    this.#ids = parts.ids;
    this.#histories = parts.histories;
    this.#branches = parts.branches;
    this.#report = parts.report;
  }

  /** The child that says `initial` itself; null where the state around it says more. */
  childOf(node: StateNode): StateNode | null {
    if (node.kind !== "compound") return null;
    const [child] = this.#targetsOf(node);
    if (child?.parent !== node) return null;
    const isTop = node === this.#tree.root && !this.#tree.wrapped;
    return this.#tree.parentOf(child) === (isTop ? null : node) &&
      isState(child) &&
      (node.initial?.actions ?? []).length === 0
      ? child
      : null;
  }

  /** Null where a child says it, or nothing does. */
  tailIn(node: StateNode): InitialTail | null {
    return node.kind !== "compound" || this.childOf(node) !== null
      ? null
      : this.tailOf(node, []);
  }

  /** `before`: what is done first. */
  tailOf(node: StateNode, before: readonly Effect[]): InitialTail | null {
    const { initial } = node;
    const span = initial?.span ?? node.span;
    const targets = this.#targetsOf(node).flatMap((child) =>
      isState(child) ? [child] : this.#defaultOf(node, child, span),
    );
    if (targets.length === 0) return null;
    return {
      kind: "initial",
      effects: joinedCallbacks([
        ...before,
        ...this.#branches.effects(initial?.actions ?? []),
      ]),
      targets: targets.map((target) =>
        targetTo(this.#tree.pathOf(target, span)),
      ),
      keyword: span,
      ...UNDOCUMENTED,
    };
  }

  #defaultOf(
    node: StateNode,
    history: StateNode,
    span: InitialTail["keyword"],
  ): readonly StateNode[] {
    this.#report.lost(
      span,
      `\`${node.key}\` begins at its history`,
      "it is imported as beginning at the history's default: lead to `history` where it shall resume",
    );
    const way = this.#histories.wayTo(history, span);
    return way.kind === "history"
      ? node.children.filter(isState).slice(0, 1)
      : way.nodes;
  }

  /** As `fsmc export` has written them, where XState cannot say them. */
  #targetsOf(node: StateNode): readonly StateNode[] {
    const marks = node.marks === null ? null : memberOf(node.marks, "initial");
    if (marks === null) return initialOf(node, this.#ids);
    return listOf(marks).flatMap((target) =>
      target.kind === "text"
        ? (this.#ids.resolve({ text: target.value, span: target.span }, node) ??
          [])
        : [],
    );
  }
}
