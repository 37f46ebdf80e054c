import type { Span } from "../../../source/index.ts";
import type { Name, Target } from "../../../syntax/index.ts";
import type { Machine, StateNode } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";
import type { Ids } from "./ids.ts";
import { targetTo } from "./make.ts";
import { descendants, isBelow } from "./nodes.ts";
import type { Tree } from "./tree.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Where a history state leads. */
export type HistoryWay =
  | { readonly kind: "history"; readonly target: Target }
  /** Nothing is remembered there, ever: it leads to its default. */
  | { readonly kind: "default"; readonly nodes: readonly StateNode[] }
  /** Before the state was first left, to a default that is not its initial child. */
  | {
      readonly kind: "either";
      readonly flag: Name;
      readonly target: Target;
      readonly nodes: readonly StateNode[];
    };

/**
 * The history states. A spec's history leads to the initial child of a state that was never active; where XState's leads
 * elsewhere, a field of the context remembers that the state has been left.
 */
export class Histories {
  readonly #tree: Tree;
  readonly #defaults = new Map<StateNode, readonly StateNode[]>();
  readonly #flags = new Map<StateNode, Name>();

  constructor(
    { root }: Machine,
    tree: Tree,
    ids: Ids,
    vocabulary: Vocabulary,
    report: Remarks,
  ) {
    this.#tree = tree;
    for (const node of descendants(root)) {
      if (node.kind !== "history" || node.parent === null) continue;
      const { parent } = node;
      const initial = initialOf(parent, ids);
      const written = node.defaults.flatMap(
        (target) => ids.resolveDefault(target, node) ?? [],
      );
      const nodes = written.length > 0 ? written : initial;
      if (nodes.some(({ kind }) => kind === "history")) {
        report.lost(
          node.span,
          `the history \`${node.key}\` leads to another history at first`,
          "a history leads to a state: it is imported as leading to the initial one",
        );
        this.#defaults.set(node, initial.filter(isReal));
        continue;
      }
      this.#defaults.set(node, nodes);
      const isOther =
        written.length > 0 &&
        (written.length !== initial.length ||
          (parent.initial?.actions ?? []).length > 0 ||
          written.some((each) => !initial.includes(each)));
      if (isOther && this.#remembers(parent) && !this.#flags.has(parent)) {
        const wish = `${tree.nameOf(parent)}_left`;
        this.#flags.set(parent, vocabulary.flag(wish, node.span));
      }
    }
  }

  /** The field that is set when the state is left; null where nobody asks. */
  flagOf(node: StateNode): Name | null {
    return this.#flags.get(node) ?? null;
  }

  /** Whether a history may bring the state back. */
  bringsBack(node: StateNode): boolean {
    return [...this.#defaults.keys()].some(
      ({ parent }) =>
        parent !== null &&
        this.#remembers(parent) &&
        (node === parent || isBelow(node, parent)),
    );
  }

  wayTo(history: StateNode, span: Span): HistoryWay {
    const { parent, deep } = history;
    const nodes = this.#defaults.get(history) ?? [];
    if (parent === null || !this.#remembers(parent))
      return { kind: "default", nodes };
    const target = targetTo(
      this.#tree.pathOf(parent, span),
      deep ? "deep" : "shallow",
    );
    const flag = this.#flags.get(parent);
    const isInitial = history.defaults.length === 0;
    return flag === undefined || isInitial
      ? { kind: "history", target }
      : { kind: "either", flag, target, nodes };
  }

  /** A strategy is never left, so nothing is remembered of it. */
  #remembers(parent: StateNode): boolean {
    return parent !== this.#tree.root || this.#tree.wrapped;
  }
}

/** The child in which a state begins; of a parallel one itself. */
export function initialOf(node: StateNode, ids: Ids): readonly StateNode[] {
  if (node.kind === "parallel") return [node];
  if (node.initial === null) return [];
  const child = ids.resolveInitial(node.initial.target, node);
  return child === null ? [] : [child];
}

function isReal({ kind }: StateNode): boolean {
  return kind !== "history";
}
