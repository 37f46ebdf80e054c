import type { StateDeclaration } from "../../../syntax/index.ts";
import type {
  HistoryNode,
  StateNode,
  StateTree,
} from "../states/state-tree.ts";
import { statePath } from "../terms/logic.ts";

/**
 * States beside others that are left to be entered again by their history: a transition from within to `history S` would not leave S,
 * so it leads out, and from there back without waiting for anything.
 */
export class Detours {
  readonly #tree: StateTree;
  readonly #names = new Map<HistoryNode["element"], string>();
  readonly #histories: HistoryNode[] = [];

  constructor(tree: StateTree) {
    this.#tree = tree;
  }

  /** Null where there is no place for one: other regions would notice. */
  around(history: HistoryNode): string | null {
    const known = this.#names.get(history.element);
    if (known !== undefined) return known;
    for (let above = history.of.parent; above !== null; above = above.parent)
      if (above.element.kind === "parallel") return null;
    const name = this.#tree.freshName(`back_to_${history.of.name}`);
    this.#names.set(history.element, name);
    this.#histories.push(history);
    return name;
  }

  in(parent: StateNode): readonly StateDeclaration[] {
    return this.#histories
      .filter(({ of }) => of.parent === parent)
      .map((history) => this.#declaration(history));
  }

  #declaration({ element, of }: HistoryNode): StateDeclaration {
    const { span } = element;
    const path = statePath(of.name, span);
    const history = element.deep ? "deep" : "shallow";
    const targets = [{ history, path, span } as const];
    const end = { kind: "go", targets, reenter: null, span } as const;
    const branch = { guard: null, otherwise: false, effects: [], end, span };
    return {
      kind: "state",
      name: { text: this.#names.get(element) ?? "", span },
      modifiers: [],
      items: [
        {
          kind: "always",
          tail: { choice: false, branches: [branch], span },
          keyword: span,
          doc: null,
          allows: [],
        },
      ],
      doc: `On the way out of ${of.name} and back into its history.`,
      allows: [],
    };
  }
}
