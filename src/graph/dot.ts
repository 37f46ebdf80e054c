import { childrenOf, type State, type Strategy } from "../model/index.ts";
import {
  edgesOf,
  historiesOf,
  initialOf,
  linesOf,
  lookOf,
  wordsOf,
  type Edge,
  type Look,
} from "./diagram.ts";

const NODE_STYLES: Readonly<Record<Look, string>> = {
  error: 'shape=octagon, style=filled, fillcolor="#fde2e1", color="#b3261e"',
  suspended:
    'shape=box, style="rounded,filled,dashed", fillcolor="#eceff1", color="#607d8b"',
  final:
    'shape=box, peripheries=2, style="rounded,filled", fillcolor="#e3f1e4", color="#2e7d32"',
  exposed:
    'shape=box, style="rounded,filled,bold", fillcolor="#fff2cc", color="#b7791f"',
  plain: 'shape=box, style="rounded,filled", fillcolor="#ffffff"',
};

const CLUSTER_STYLES: Readonly<Record<Look, string>> = {
  error: 'style="rounded,bold"; color="#b3261e";',
  suspended: 'style="rounded,dashed"; color="#607d8b";',
  final: "style=rounded;",
  exposed: 'style="rounded,bold"; color="#b7791f";',
  plain: "style=rounded;",
};

/** A directed graph in the DOT language (graphviz.org/doc/info/lang.html); nested states are clusters. */
export function toDot(strategy: Strategy): string {
  const edges = edgesOf(strategy);
  const histories = historiesOf(edges);
  return [
    `digraph ${quoted(strategy.name)} {`,
    "  compound=true; rankdir=TB;",
    '  node [fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=9];',
    ...inside(strategy.root, strategy, histories, "  "),
    ...edges.map((edge) => `  ${arrow(edge)}`),
    "}",
    "",
  ].join("\n");
}

type Histories = ReadonlyMap<State, ReadonlySet<Edge["history"]>>;

function inside(
  state: State,
  strategy: Strategy,
  histories: Histories,
  indent: string,
): string[] {
  const start = `#start${state.index}`;
  return [
    `${indent}${quoted(start)} [shape=point, width=0.12, label=""];`,
    ...initialOf(state).map(
      (to) => `${indent}${quoted(start)} -> ${endOf(to)}${headOf(to)};`,
    ),
    ...[...(histories.get(state) ?? [])].map(
      (history) =>
        `${indent}${quoted(historyId(state, history))} [shape=circle, fontsize=9, label=${quoted(history === "deep" ? "H*" : "H")}];`,
    ),
    ...childrenOf(state).flatMap((child) =>
      declared(child, strategy, histories, indent),
    ),
  ];
}

function declared(
  state: State,
  strategy: Strategy,
  histories: Histories,
  indent: string,
): string[] {
  const words = wordsOf(state).map((word) => `«${word}»`);
  const title = [state.name, ...words].join(" ");
  const label = [title, ...linesOf(state, strategy)];
  if (childrenOf(state).length === 0)
    return [
      `${indent}${quoted(state.path)} [${NODE_STYLES[lookOf(state)]}, label=${quoted(label.join("\n"))}];`,
    ];
  return [
    `${indent}subgraph ${quoted(clusterOf(state))} {`,
    `${indent}  label=${quoted(label.join("\n"))}; ${CLUSTER_STYLES[lookOf(state)]}`,
    ...inside(state, strategy, histories, `${indent}  `),
    `${indent}}`,
  ];
}

function arrow(edge: Edge): string {
  const { from, to, history } = edge;
  const tail =
    childrenOf(from).length > 0 ? `, ltail=${quoted(clusterOf(from))}` : "";
  const head =
    childrenOf(to).length > 0 && history === "none" && !contains(to, from)
      ? `, lhead=${quoted(clusterOf(to))}`
      : "";
  const end = history === "none" ? endOf(to) : quoted(historyId(to, history));
  return `${endOf(from)} -> ${end} [label=${quoted(edge.label)}${tail}${head}];`;
}

/** The node that stands for a state in an arrow; a cluster cannot, so its start does. */
function endOf(state: State): string {
  return quoted(
    childrenOf(state).length > 0 ? `#start${state.index}` : state.path,
  );
}

function headOf(state: State): string {
  return childrenOf(state).length > 0
    ? ` [lhead=${quoted(clusterOf(state))}]`
    : "";
}

function contains(outer: State, inner: State): boolean {
  for (let each: State | null = inner; each !== null; each = each.parent)
    if (each === outer) return true;
  return false;
}

/** Graphviz draws a subgraph as a box where its name begins so. */
function clusterOf(state: State): string {
  return `cluster${state.index}`;
}

function historyId(state: State, history: Edge["history"]): string {
  return `#${history}${state.index}`;
}

/** In quotes, lines centred, with the escapes of DOT's quoted strings. */
function quoted(text: string): string {
  const safe = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll(/\r\n|\r|\n/g, "\\n");
  return `"${safe}"`;
}
