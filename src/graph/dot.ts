import { childrenOf, type State, type Strategy } from "../model/index.ts";
import {
  arrowsOf,
  historiesIn,
  type Arrows,
  type End,
  type Step,
} from "./arrows.ts";
import { initialOf, lookOf, wordsOf, type Look } from "./diagram.ts";
import { Ids } from "./ids.ts";
import { linesOf, stayLines } from "./state-lines.ts";

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

/** A region is told from a state by its border. */
const REGION_STYLE = 'style=dashed; color="#757575";';

const PSEUDO_STYLES = {
  choice: 'shape=diamond, width=0.25, height=0.25, label=""',
  fork: 'shape=box, width=0.6, height=0.06, style=filled, fillcolor=black, label=""',
} as const;

/** A directed graph in the DOT language (graphviz.org/doc/info/lang.html); nested states and regions are clusters. */
export function toDot(strategy: Strategy): string {
  const arrows = arrowsOf(strategy, new Ids(strategy));
  const drawing = new Drawing(strategy, arrows);
  return [
    `digraph ${quoted(strategy.name)} {`,
    "  compound=true; rankdir=TB;",
    '  node [fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=9];',
    ...drawing.inside(strategy.root, "  "),
    ...arrows.steps.flatMap((step) => drawing.step(step)),
    "}",
    "",
  ].join("\n");
}

class Drawing {
  readonly #strategy: Strategy;
  readonly #arrows: Arrows;
  readonly #histories: ReturnType<typeof historiesIn>;

  constructor(strategy: Strategy, arrows: Arrows) {
    this.#strategy = strategy;
    this.#arrows = arrows;
    this.#histories = historiesIn(arrows.steps);
  }

  inside(state: State, indent: string): readonly string[] {
    const start = `#start${state.index}`;
    const effects =
      state.kind === "composite" && state.initial.text !== ""
        ? [`label=${quoted(state.initial.text)}`]
        : [];
    return [
      `${indent}${quoted(start)} [shape=point, width=0.12, label=""];`,
      ...initialOf(state).map(
        (to) =>
          `${indent}${quoted(start)} -> ${nodeOf(to)}${attributes([...effects, ...headOf(to)])};`,
      ),
      ...[...(this.#histories.get(state) ?? [])].map(
        (history) =>
          `${indent}${quoted(historyId(state, history))} [shape=circle, fontsize=9, label=${quoted(history === "deep" ? "H*" : "H")}];`,
      ),
      ...this.#arrows.pseudos
        .filter((each) => each.inside === state)
        .map(
          ({ kind, id }) =>
            `${indent}${quoted(`#${id}`)} [${PSEUDO_STYLES[kind]}];`,
        ),
      ...childrenOf(state).flatMap((child) => this.#declared(child, indent)),
    ];
  }

  #declared(state: State, indent: string): readonly string[] {
    const words = wordsOf(state).map((word) => `«${word}»`);
    const title = [state.name, ...words].join(" ");
    const isComposite = childrenOf(state).length > 0;
    const stays = isComposite ? [] : stayLines(state);
    const lines = [title, ...linesOf(state, this.#strategy), ...stays];
    const label = `label=${quoted(lines.join("\n"))}`;
    const doc = state.doc === null ? [] : [`tooltip=${quoted(state.doc)}`];
    if (!isComposite)
      return [
        `${indent}${quoted(state.path)} [${[NODE_STYLES[lookOf(state)], label, ...doc].join(", ")}];`,
      ];
    const look = lookOf(state);
    const isRegion = state.parent?.kind === "parallel" && look === "plain";
    const style = isRegion ? REGION_STYLE : CLUSTER_STYLES[look];
    return [
      `${indent}subgraph ${quoted(clusterOf(state))} {`,
      `${indent}  ${[label, ...doc].join("; ")}; ${style}`,
      ...this.inside(state, `${indent}  `),
      `${indent}}`,
    ];
  }

  step(step: Step): readonly string[] {
    if (step.kind === "stay") return [];
    const { from, to, label } = step;
    const parts = [
      ...(label === "" ? [] : [`label=${quoted(label)}`]),
      ...(from.kind === "state" && !this.#isInside(to, from.state)
        ? tailOf(from.state)
        : []),
      ...(to.kind === "state" && !this.#isInside(from, to.state)
        ? headOf(to.state)
        : []),
    ];
    return [`  ${endOf(from)} -> ${endOf(to)}${attributes(parts)};`];
  }

  /** An arrow cannot end at the border of a box that its other end lies in. */
  #isInside(end: End, outer: State): boolean {
    for (let each = this.#homeOf(end); each !== null; each = each.parent)
      if (each === outer) return true;
    return false;
  }

  #homeOf(end: End): State | null {
    switch (end.kind) {
      case "state":
        return end.state;
      case "history":
        return end.target.state;
      case "pseudo":
        return (
          this.#arrows.pseudos.find(({ id }) => id === end.id)?.inside ?? null
        );
    }
  }
}

function attributes(parts: readonly string[]): string {
  return parts.length === 0 ? "" : ` [${parts.join(", ")}]`;
}

function endOf(end: End): string {
  switch (end.kind) {
    case "state":
      return nodeOf(end.state);
    case "pseudo":
      return quoted(`#${end.id}`);
    case "history":
      return quoted(historyId(end.target.state, end.target.history));
  }
}

/** The node that stands for a state in an arrow; a cluster cannot, so its start does. */
function nodeOf(state: State): string {
  return quoted(
    childrenOf(state).length > 0 ? `#start${state.index}` : state.path,
  );
}

function tailOf(state: State): readonly string[] {
  return childrenOf(state).length > 0
    ? [`ltail=${quoted(clusterOf(state))}`]
    : [];
}

function headOf(state: State): readonly string[] {
  return childrenOf(state).length > 0
    ? [`lhead=${quoted(clusterOf(state))}`]
    : [];
}

/** Graphviz draws a subgraph as a box where its name begins so. */
function clusterOf(state: State): string {
  return `cluster${state.index}`;
}

function historyId(state: State, history: string): string {
  return `#${history}${state.index}`;
}

/** In quotes, lines centred, with the escapes of DOT's quoted strings. */
function quoted(text: string): string {
  const safe = text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll(/\r\n|\r|\n/g, "\\n")
    .replaceAll(/\p{Cc}/gu, " ");
  return `"${safe}"`;
}
