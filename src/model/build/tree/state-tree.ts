import type { Span } from "../../../source/index.ts";
import type {
  CompositeState,
  ParallelState,
  State,
  StateModifier,
} from "../../model.ts";
import type { Mutable } from "../mutable.ts";
import { StateNames } from "../names/state-names.ts";
import type { StateNode } from "../names/state-node.ts";
import type { MergedState } from "./merge.ts";

export interface StateTree {
  readonly root: RootNode;
  /** In document order, which is that of `index`; without the root. */
  readonly nodes: readonly StateNode[];
  readonly names: StateNames;
}

export interface RootNode extends StateNode {
  readonly state: Mutable<CompositeState>;
}

/** In the order in which `fmt` writes them. */
const MODIFIERS: readonly StateModifier[] = [
  "initial",
  "final",
  "exposed",
  "cancelled",
  "error",
  "suspended",
  "parallel",
];

/** States of the model, still without items. The root has the name and the place of the strategy. */
export function buildTree(
  top: readonly MergedState[],
  name: string,
  span: Span,
): StateTree {
  const root: RootNode = {
    name,
    span,
    layer: 0,
    parent: null,
    texts: [],
    children: [],
    state: {
      kind: "composite",
      ...emptyState(name, null, span),
      index: -1,
      path: "",
      parent: null,
      depth: -1,
      modifiers: [],
      exposed: false,
      role: "normal",
      children: [],
      initial: { effects: [], targets: [], span, text: "" },
    },
  };
  const nodes: StateNode[] = [];
  for (const merged of top)
    root.children.push(buildState(merged, root, root.state, nodes));
  root.state.children = root.children.map((child) => child.state);
  const names = new StateNames(nodes);
  for (const node of nodes) node.state.path = names.shortest(node);
  return { root, nodes, names };
}

function buildState(
  merged: MergedState,
  parent: StateNode,
  above: CompositeState | ParallelState,
  nodes: StateNode[],
): StateNode {
  const { name, span, layer, texts } = merged;
  const written = new Set(
    texts.flatMap(({ declaration }) =>
      declaration.modifiers.map(({ word }) => word),
    ),
  );
  const base = {
    ...emptyState(name, docOf(merged), span),
    index: nodes.length,
    path: name,
    parent: above,
    depth: above.depth + 1,
    modifiers: MODIFIERS.filter((word) => written.has(word)),
    exposed: above.exposed || written.has("exposed"),
    role: roleOf(written),
  };
  if (merged.children.length === 0) {
    const state: Mutable<State> = written.has("final")
      ? { kind: "final", cancelled: written.has("cancelled"), ...base }
      : { kind: "atomic", ...base };
    const node = { name, span, layer, parent, texts, children: [], state };
    nodes.push(node);
    return node;
  }
  const state: Mutable<CompositeState | ParallelState> = written.has("parallel")
    ? { kind: "parallel", children: [], ...base }
    : {
        kind: "composite",
        children: [],
        initial: { effects: [], targets: [], span, text: "" },
        ...base,
      };
  const node: StateNode = {
    name,
    span,
    layer,
    parent,
    texts,
    children: [],
    state,
  };
  nodes.push(node);
  for (const child of merged.children)
    node.children.push(buildState(child, node, state, nodes));
  state.children = node.children.map((child) => child.state);
  return node;
}

function emptyState(name: string, doc: string | null, span: Span) {
  return {
    name,
    doc,
    span,
    enter: [],
    exit: [],
    reactions: [],
    always: [],
    timers: [],
    runs: [],
    defers: [],
    ignores: [],
  };
}

/** The child's own words win over its parent's. */
function docOf({ texts }: MergedState): string | null {
  return (
    texts.findLast(({ declaration }) => declaration.doc !== null)?.declaration
      .doc ?? null
  );
}

function roleOf(
  written: ReadonlySet<StateModifier>,
): "normal" | "error" | "suspended" {
  if (written.has("error")) return "error";
  return written.has("suspended") ? "suspended" : "normal";
}
