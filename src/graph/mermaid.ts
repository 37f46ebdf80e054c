import { childrenOf, type State, type Strategy } from "../model/index.ts";
import {
  arrowsOf,
  historiesIn,
  type Arrows,
  type End,
  type Step,
} from "./arrows.ts";
import { initialOf, LOOKS, lookOf, type Look } from "./diagram.ts";
import { Ids } from "./ids.ts";
import { escaped } from "./mermaid-text.ts";
import { declarationsOf, docText, importsOf } from "./spec/declarations.ts";
import { linesOf } from "./state-lines.ts";

const STYLES: Readonly<Record<Look, string | null>> = {
  error: "fill:#fde2e1,stroke:#b3261e,stroke-width:2px",
  suspended: "fill:#eceff1,stroke:#607d8b,stroke-dasharray:4 3",
  final: "fill:#e3f1e4,stroke:#2e7d32",
  exposed: "fill:#fff2cc,stroke:#b7791f,stroke-width:2px",
  plain: null,
};

/**
 * A `stateDiagram-v2` of the strategy (mermaid.js.org/syntax/stateDiagram.html), nested states, regions, choices and history
 * included. What a drawing has no place for stands in comments, from which `fsmc import --from mermaid` reads it again.
 */
export function toMermaid(strategy: Strategy): string {
  const ids = new Ids(strategy);
  const drawing = new Drawing(strategy, ids, arrowsOf(strategy, ids));
  return [
    "---",
    `title: ${JSON.stringify(strategy.name)}`,
    "---",
    "stateDiagram-v2",
    ...drawing.inside(strategy.root, "  "),
    // At the end and outermost: a state belongs to the composite that declares it.
    ...drawing.steps(),
    ...classesOf(strategy, ids),
    ...commentsOf(strategy),
    "",
  ].join("\n");
}

class Drawing {
  readonly #strategy: Strategy;
  readonly #ids: Ids;
  readonly #arrows: Arrows;
  readonly #histories: ReturnType<typeof historiesIn>;

  constructor(strategy: Strategy, ids: Ids, arrows: Arrows) {
    this.#strategy = strategy;
    this.#ids = ids;
    this.#arrows = arrows;
    this.#histories = historiesIn(arrows.steps);
  }

  /** The lines between a state's braces. */
  inside(state: State, indent: string): readonly string[] {
    const children = childrenOf(state);
    return [
      ...this.#initial(state, indent),
      ...this.#historyMarks(state, indent),
      ...this.#arrows.pseudos
        .filter(({ inside }) => inside === state)
        .map(({ kind, id }) => `${indent}state ${id} <<${kind}>>`),
      ...children.flatMap((child, index) => [
        ...(state.kind === "parallel" && index > 0 ? [`${indent}--`] : []),
        ...this.#declared(child, indent),
      ]),
    ];
  }

  steps(): readonly string[] {
    return this.#arrows.steps.map((step) => `  ${this.#step(step)}`);
  }

  #initial(state: State, indent: string): readonly string[] {
    if (state.kind !== "composite") return [];
    const label =
      state.initial.text === "" ? "" : ` : ${escaped(state.initial.text)}`;
    return initialOf(state).map(
      (to, index) =>
        `${indent}[*] --> ${this.#ids.of(to)}${index === 0 ? label : ""}`,
    );
  }

  #declared(state: State, indent: string): readonly string[] {
    const id = this.#ids.of(state);
    const title = [state.name, ...wordsIn(state).map((word) => `«${word}»`)];
    const head = `${indent}state "${escaped(title.join(" "))}" as ${id}`;
    const lines = linesOf(state, this.#strategy);
    const doc = state.doc === null ? [] : state.doc.split("\n");
    const note = noteLines(`note right of ${id}`, doc, indent);
    if (childrenOf(state).length > 0)
      return [
        `${head} {`,
        ...this.inside(state, `${indent}  `),
        `${indent}}`,
        // A composite has no lines of its own in mermaid.
        ...noteLines(`note left of ${id}`, lines, indent),
        ...note,
      ];
    return [
      head,
      ...lines.map((line) => `${indent}${id} : ${escaped(line)}`),
      ...(state.kind === "final" ? [`${indent}${id} --> [*]`] : []),
      ...note,
    ];
  }

  /** A mark in a region would be a part of it: that of a parallel state stands outside. */
  #historyMarks(state: State, indent: string): readonly string[] {
    if (state.kind === "parallel") return [];
    return [...this.#histories].flatMap(([of, kinds]) =>
      levelOf(of) === state
        ? [...kinds].map(
            (history) =>
              `${indent}state "${history === "deep" ? "H*" : "H"}" as ${this.#historyId(of, history)}`,
          )
        : [],
    );
  }

  #step(step: Step): string {
    if (step.kind === "stay")
      return `${this.#ids.of(step.state)} : ${escaped(step.text)}`;
    const label = step.label === "" ? "" : ` : ${escaped(step.label)}`;
    return `${this.#end(step.from)} --> ${this.#end(step.to)}${label}`;
  }

  #end(end: End): string {
    switch (end.kind) {
      case "state":
        return this.#ids.of(end.state);
      case "pseudo":
        return end.id;
      case "history":
        return this.#historyId(end.target.state, end.target.history);
    }
  }

  #historyId(state: State, history: string): string {
    return `${this.#ids.of(state)}__${history}`;
  }
}

/** What is written before the word `state`, as far as the drawing does not show it otherwise. */
function wordsIn({ modifiers, kind, ...state }: State): readonly string[] {
  const regions = "children" in state ? state.children.length : 0;
  return modifiers.filter(
    (word) =>
      word !== "initial" &&
      (word !== "parallel" || (kind === "parallel" && regions < 2)),
  );
}

function levelOf(state: State): State | null {
  let level: State | null = state;
  while (level?.kind === "parallel") level = level.parent;
  return level;
}

function noteLines(
  head: string,
  lines: readonly string[],
  indent: string,
): readonly string[] {
  if (lines.length === 0) return [];
  return [
    `${indent}${head}`,
    ...lines.map((line) => `${indent}  ${escaped(line)}`.trimEnd()),
    `${indent}end note`,
  ];
}

function classesOf(strategy: Strategy, ids: Ids): readonly string[] {
  return LOOKS.flatMap((look) => {
    const style = STYLES[look];
    const states = strategy.states.filter((state) => lookOf(state) === look);
    if (style === null || states.length === 0) return [];
    const names = states.map((state) => ids.of(state)).join(",");
    return [
      `  classDef ${look}State ${style}`,
      `  class ${names} ${look}State`,
    ];
  });
}

function commentsOf(strategy: Strategy): readonly string[] {
  const lines = [
    ...importsOf(strategy).flatMap((each) => each.lines),
    ...docText(strategy.doc),
    `strategy ${strategy.name}`,
    ...declarationsOf(strategy).flatMap((each) => each.lines),
  ];
  // A directive would be one in a comment too.
  return lines.map(
    (line) => `%%fsm ${line.replaceAll("%%{", "% %{").replaceAll("\r", " ")}`,
  );
}
