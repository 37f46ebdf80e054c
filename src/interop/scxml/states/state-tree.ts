import type { Span } from "../../../source/index.ts";
import { DEEPEST } from "../../../../grammar/recovery.ts";
import { NameSpace } from "../../names.ts";
import type {
  Document,
  HistoryElement,
  StateElement,
} from "../document/document.ts";
import type { Text } from "../ecmascript/text.ts";
import type { Remarks } from "../remarks.ts";

/** A state of the document with its place among the others, and what it is called in the spec. */
export interface StateNode {
  readonly element: StateElement;
  /** Null: it has none in the document. */
  readonly id: string | null;
  readonly name: string;
  /** Null for `<scxml>`. */
  readonly parent: StateNode | null;
  readonly children: readonly StateNode[];
}

export interface HistoryNode {
  readonly element: HistoryElement;
  /** The state whose history it is. */
  readonly of: StateNode;
}

/** The states of a document. A name is unique in the spec as the id is in the document. */
export class StateTree {
  readonly root: StateNode;
  /** Without `<scxml>`, in the order of the document. */
  readonly states: readonly StateNode[];
  readonly #names = new NameSpace();
  readonly #byId = new Map<string, StateNode>();
  readonly #histories = new Map<string, HistoryNode>();

  constructor(document: Document, remarks: Remarks) {
    const names = this.#names;
    reserve(document.root, names);
    this.root = nodeOf(document.root, null, names);
    this.states = [...descendantsOf(this.root)];
    const deep = this.states.find((node) => depthOf(node) > DEEPEST.state);
    if (deep !== undefined)
      remarks.error(
        `states lie more than ${DEEPEST.state} deep in each other`,
        "a spec goes no deeper, so that nothing that reads it runs out of stack",
        deep.element.span,
      );
    const first = new Map<string, Span>();
    const claim = (id: Text): boolean => {
      const earlier = first.get(id.value);
      if (earlier === undefined) {
        first.set(id.value, id.span);
        return true;
      }
      const { line } = earlier.file.position(earlier.start);
      remarks.error(
        `there are two states with the id ${id.value}; the first is in line ${line}`,
        "a target names one state, so ids are unique in SCXML",
        id.span,
      );
      return false;
    };
    for (const node of [this.root, ...this.states]) {
      const { element } = node;
      if (element.id !== null && claim(element.id))
        this.#byId.set(element.id.value, node);
      for (const history of element.histories)
        if (history.id !== null && claim(history.id))
          this.#histories.set(history.id.value, { element: history, of: node });
    }
  }

  state(id: string): StateNode | null {
    return this.#byId.get(id) ?? null;
  }

  history(id: string): HistoryNode | null {
    return this.#histories.get(id) ?? null;
  }

  /** For a state that the document has not. */
  freshName(wish: string): string {
    return this.#names.fresh(wish);
  }

  histories(): readonly HistoryNode[] {
    return [...this.#histories.values()];
  }
}

/** Ids have their names before states without one get theirs. */
function reserve(element: StateElement, names: NameSpace): void {
  if (element.id !== null) names.of(element.id.value);
  for (const child of element.children) reserve(child, names);
}

function nodeOf(
  element: StateElement,
  parent: StateNode | null,
  names: NameSpace,
): StateNode {
  const children: StateNode[] = [];
  const node: StateNode = {
    element,
    id: element.id?.value ?? null,
    name:
      element.id === null
        ? numbered(element.kind, names)
        : names.of(element.id.value),
    parent,
    children,
  };
  for (const child of element.children)
    children.push(nodeOf(child, node, names));
  return node;
}

/** `state1`, for a state without an id. */
function numbered(kind: string, names: NameSpace): string {
  let number = 1;
  while (names.has(`${kind}${number}`)) number += 1;
  return names.fresh(`${kind}${number}`);
}

function depthOf({ parent }: StateNode): number {
  let depth = 0;
  for (let above = parent; above !== null; above = above.parent) depth += 1;
  return depth;
}

export function* descendantsOf(node: StateNode): Generator<StateNode> {
  for (const child of node.children) {
    yield child;
    yield* descendantsOf(child);
  }
}

/** Whether one state lies in another; a state does not lie in itself. */
export function isWithin(node: StateNode, ancestor: StateNode): boolean {
  for (let above = node.parent; above !== null; above = above.parent)
    if (above === ancestor) return true;
  return false;
}

export function isAtomic({ children }: StateNode): boolean {
  return children.length === 0;
}
