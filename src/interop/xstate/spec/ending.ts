import type { Span } from "../../../source/index.ts";
import type { Expression } from "../../../syntax/index.ts";
import type { StateNode } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";
import { isIn, joined, not } from "./make.ts";
import { isState } from "./nodes.ts";
import type { Tree } from "./tree.ts";

/**
 * A parallel machine has ended in XState when all its regions are final. Such a strategy stays where it is: a run ends in a
 * final state of its own. So what could still be taken there asks whether that is so.
 */
export class Ending {
  readonly #tree: Tree;
  /** The states in which a transition could be found then. */
  readonly #around = new Set<StateNode>();
  readonly #can: boolean;

  constructor(tree: Tree, report: Remarks) {
    this.#tree = tree;
    const { root } = tree;
    this.#can =
      root.kind === "parallel" && this.#isOver(root, root.span) !== null;
    if (!this.#can) this.#around.clear();
    else
      report.assumed(
        root.span,
        "the machine rests when all its regions are final",
        "XState ends it there. It takes nothing more here either, but a run ends only in a final state at the top: lead there in `on done` if it shall",
      );
  }

  /** That the machine has not ended; null where a state's transitions need not ask. */
  notYet(node: StateNode, span: Span): Expression | null {
    if (!this.#can || !this.#around.has(node)) return null;
    const over = this.#isOver(this.#tree.root, span);
    return over === null ? null : not(over);
  }

  /** That a state is done; null where it never is. */
  #isOver(node: StateNode, span: Span): Expression | null {
    const children = node.children.filter(isState);
    if (node.kind === "final") return isIn(this.#tree.pathOf(node, span));
    if (node.kind === "compound") {
      const finals = children.filter(({ kind }) => kind === "final");
      if (finals.length > 0) this.#around.add(node);
      return joined(
        "or",
        finals.map((final) => isIn(this.#tree.pathOf(final, span))),
      );
    }
    if (node.kind !== "parallel") return null;
    const parts = children.map((child) => this.#isOver(child, span));
    if (parts.includes(null)) return null;
    this.#around.add(node);
    return joined(
      "and",
      parts.flatMap((part) => part ?? []),
    );
  }
}
