import type { Span } from "../../../source/index.ts";
import type { Text } from "../ecmascript/index.ts";
import type { Remarks } from "../remarks.ts";
import {
  isWithin,
  type HistoryNode,
  type StateNode,
  type StateTree,
} from "./state-tree.ts";

/** Where a transition leads. */
export type Destination =
  | { readonly kind: "state"; readonly node: StateNode; readonly span: Span }
  | {
      readonly kind: "history";
      readonly history: HistoryNode;
      readonly span: Span;
    };

/** What targets mean. One that the document has not is remarked on. */
export function destinationsOf(
  targets: readonly Text[],
  tree: StateTree,
  remarks: Remarks,
): readonly Destination[] {
  return targets.flatMap(({ value, span }): Destination[] => {
    const node = tree.state(value);
    if (node !== null) return [{ kind: "state", node, span }];
    const history = tree.history(value);
    if (history !== null) return [{ kind: "history", history, span }];
    remarks.error(
      `there is no state with the id ${value}`,
      "a transition leads to states of its own document",
      span,
    );
    return [];
  });
}

/** The state that is entered, or whose history is restored. */
export function stateOf(destination: Destination): StateNode {
  return destination.kind === "state"
    ? destination.node
    : destination.history.of;
}

/** Whether what is entered lies in a state; the history of a state lies in that state. */
export function leadsInto(
  destination: Destination,
  ancestor: StateNode,
): boolean {
  const node = stateOf(destination);
  const own = destination.kind === "history" && node === ancestor;
  return own || isWithin(node, ancestor);
}
