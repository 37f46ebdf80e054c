import type { Temporaries } from "../terms/temporaries.ts";
import { stateOf } from "./destinations.ts";
import type { Entries } from "./entry.ts";
import { isCompound } from "./entry.ts";
import { restorationsIn } from "./restorations.ts";
import type { HistoryNode, StateNode, StateTree } from "./state-tree.ts";

/**
 * What stands for a history whose default is another than ours. `history S` enters the initial child of a state that was never
 * active; SCXML says for each history where it leads then, and may do something on the way.
 */
export interface OwnDefault {
  /** A field: whether the state has been left before, so that there is a history. */
  readonly visited: string;
  /** A field: whether the default's content is to run while the state is entered; null where it has none. */
  readonly entering: string | null;
}

export class Histories {
  readonly #own = new Map<HistoryNode["element"], OwnDefault>();
  readonly #visited = new Map<StateNode, string>();
  readonly #initial = new Map<StateNode, string>();

  constructor(tree: StateTree, entries: Entries, temporaries: Temporaries) {
    for (const history of tree.histories()) {
      if (isOurDefault(history, entries)) continue;
      const { element, of } = history;
      const visited =
        this.#visited.get(of) ??
        temporaries.declare(
          `visited_${of.name}`,
          `Whether ${of.name} has been left, so that there is a history of it.`,
          element.span,
        );
      this.#visited.set(of, visited);
      const entering =
        element.content.length === 0
          ? null
          : temporaries.declare(
              `default_${element.id?.value ?? of.name}`,
              `Whether ${of.name} is being entered by the default of its history.`,
              element.span,
            );
      this.#own.set(element, { visited, entering });
    }
    for (const node of tree.states)
      if (
        entries.initialContent(node).length > 0 &&
        restorationsIn(node, entries).length > 0
      )
        this.#initial.set(
          node,
          temporaries.declare(
            `initial_${node.name}`,
            `Whether ${node.name} is being entered by way of its initial state, which is a history.`,
            node.element.span,
          ),
        );
  }

  /** Null where `history S` does what the document says. */
  ownDefault({ element }: HistoryNode): OwnDefault | null {
    return this.#own.get(element) ?? null;
  }

  /** A field: whether the content of `<initial>` is to run while the state is entered; null where our own `initial` runs it. */
  enteringInitial(node: StateNode): string | null {
    return this.#initial.get(node) ?? null;
  }

  /** The field that leaving a state sets; null where nobody asks. */
  visited(node: StateNode): string | null {
    return this.#visited.get(node) ?? null;
  }
}

/** Whether a state that was never active is entered just as if nobody had said anything of its history. */
function isOurDefault(history: HistoryNode, entries: Entries): boolean {
  const { element, of } = history;
  if (element.targets.length === 0) return true;
  if (element.content.length > 0) return false;
  const targets = entries.historyDefault(history);
  const initial = (isCompound(of) ? entries.initialOf(of) : []).flatMap(
    (each) =>
      each.kind === "history" ? entries.historyDefault(each.history) : [each],
  );
  const same =
    targets.length === initial.length &&
    targets.every((each) =>
      initial.some((other) => stateOf(each) === stateOf(other)),
    );
  const entered = entries.byDefault(of);
  const said = entries.below(of, targets);
  const silent = [of, ...entered].every(
    (node) => entries.initialContent(node).length === 0,
  );
  if (!same && !silent) return false;
  if (entries.initialContent(of).length > 0) return false;
  return (
    said.size === [...entered].filter((node) => node !== of).length &&
    [...said].every((node) => entered.has(node))
  );
}
