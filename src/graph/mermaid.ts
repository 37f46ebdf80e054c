import { childrenOf, type State, type Strategy } from "../model/index.ts";
import {
  edgesOf,
  historiesOf,
  initialOf,
  linesOf,
  LOOKS,
  lookOf,
  wordsOf,
  type Edge,
  type Look,
} from "./diagram.ts";

const STYLES: Readonly<Record<Look, string | null>> = {
  error: "fill:#fde2e1,stroke:#b3261e,stroke-width:2px",
  suspended: "fill:#eceff1,stroke:#607d8b,stroke-dasharray:4 3",
  final: "fill:#e3f1e4,stroke:#2e7d32",
  exposed: "fill:#fff2cc,stroke:#b7791f,stroke-width:2px",
  plain: null,
};

/** A `stateDiagram-v2` of the strategy (mermaid.js.org/syntax/stateDiagram.html), nested states, regions and history included. */
export function toMermaid(strategy: Strategy): string {
  const ids = idsOf(strategy);
  const edges = edgesOf(strategy);
  const drawing = new Drawing(strategy, ids, historiesOf(edges));
  return [
    "---",
    `title: ${JSON.stringify(strategy.name)}`,
    "---",
    "stateDiagram-v2",
    ...drawing.inside(strategy.root, "  "),
    // At the end and outermost: a state belongs to the composite that first declares it.
    ...edges.map((edge) => `  ${arrow(edge, ids)}`),
    ...classesOf(strategy, ids),
    "",
  ].join("\n");
}

class Drawing {
  readonly #strategy: Strategy;
  readonly #ids: ReadonlyMap<State, string>;
  readonly #histories: ReadonlyMap<State, ReadonlySet<Edge["history"]>>;

  constructor(
    strategy: Strategy,
    ids: ReadonlyMap<State, string>,
    histories: ReadonlyMap<State, ReadonlySet<Edge["history"]>>,
  ) {
    this.#strategy = strategy;
    this.#ids = ids;
    this.#histories = histories;
  }

  /** The lines between a state's braces. */
  inside(state: State, indent: string): string[] {
    const children = childrenOf(state);
    const initial =
      state.kind === "composite"
        ? initialOf(state).map((to) => `${indent}[*] --> ${this.#id(to)}`)
        : [];
    return [
      ...initial,
      ...this.#historyMarks(state, indent),
      ...children.flatMap((child, index) => [
        ...(state.kind === "parallel" && index > 0 ? [`${indent}--`] : []),
        ...this.#declared(child, indent),
      ]),
    ];
  }

  #declared(state: State, indent: string): string[] {
    const id = this.#id(state);
    const words = wordsOf(state);
    const name = [state.name, ...words.map((word) => `«${word}»`)].join(" ");
    const head = `${indent}state "${escaped(name)}" as ${id}`;
    if (childrenOf(state).length > 0)
      return [`${head} {`, ...this.inside(state, `${indent}  `), `${indent}}`];
    return [
      head,
      ...linesOf(state, this.#strategy).map(
        (line) => `${indent}${id} : ${escaped(line)}`,
      ),
      ...(state.kind === "final" ? [`${indent}${id} --> [*]`] : []),
    ];
  }

  #historyMarks(state: State, indent: string): string[] {
    return [...(this.#histories.get(state) ?? [])].map(
      (history) =>
        `${indent}state "${history === "deep" ? "H*" : "H"}" as ${historyId(this.#id(state), history)}`,
    );
  }

  #id(state: State): string {
    return idOf(state, this.#ids);
  }
}

function arrow(edge: Edge, ids: ReadonlyMap<State, string>): string {
  const id = idOf(edge.to, ids);
  const to = edge.history === "none" ? id : historyId(id, edge.history);
  return `${idOf(edge.from, ids)} --> ${to} : ${escaped(edge.label)}`;
}

function classesOf(
  strategy: Strategy,
  ids: ReadonlyMap<State, string>,
): string[] {
  return LOOKS.flatMap((look) => {
    const style = STYLES[look];
    const states = strategy.states.filter((state) => lookOf(state) === look);
    if (style === null || states.length === 0) return [];
    const names = states.map((state) => idOf(state, ids)).join(",");
    return [
      `  classDef ${look}State ${style}`,
      `  class ${names} ${look}State`,
    ];
  });
}

/**
 * Mermaid's lexer takes its keywords, in any case, also where a name begins with one. Such a name gets a number in front, and
 * so does one that another state has.
 */
const KEYWORDS =
  /^(?:state|note|class|style|click|default|direction|scale|hide|href|fork|join|choice|end|as$|acc|title|section|left|right|root)/i;

function idsOf(strategy: Strategy): ReadonlyMap<State, string> {
  const taken = new Set<string>();
  const ids = new Map<State, string>();
  for (const state of strategy.states) {
    const plain = state.path.replaceAll(/\W/g, "_");
    const usable = !KEYWORDS.test(plain) && !taken.has(plain);
    let id = usable ? plain : `s${state.index}_${plain}`;
    while (taken.has(id)) id += "_";
    taken.add(id);
    ids.set(state, id);
  }
  return ids;
}

function idOf(state: State, ids: ReadonlyMap<State, string>): string {
  return ids.get(state) ?? `s${state.index}`;
}

function historyId(id: string, history: Edge["history"]): string {
  return `${id}__${history}`;
}

/** All but what is certainly plain text becomes a character entity, in mermaid's spelling. */
function escaped(text: string): string {
  return text.replaceAll(
    /[^\p{L}\p{N} _.,=+*/()?!'«»&|-]|--+/gu,
    (characters) =>
      Array.from(characters, (each) => `#${each.codePointAt(0)};`).join(""),
  );
}
