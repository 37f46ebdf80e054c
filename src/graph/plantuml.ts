import { childrenOf, type State, type Strategy } from "../model/index.ts";
import { arrowsOf, type Arrows, type End, type Step } from "./arrows.ts";
import { initialOf, LOOKS, lookOf, type Look } from "./diagram.ts";
import { Ids } from "./ids.ts";
import { linesOf } from "./state-lines.ts";

/** Background and border, by the stereotype that a state gets. */
const COLOURS: Readonly<Record<Look, readonly [string, string] | null>> = {
  error: ["#FDE2E1", "#B3261E"],
  suspended: ["#ECEFF1", "#607D8B"],
  final: ["#E3F1E4", "#2E7D32"],
  exposed: ["#FFF2CC", "#B7791F"],
  plain: null,
};

/** A PlantUML state diagram (plantuml.com/state-diagram), with regions, histories, choices and notes. */
export function toPlantUml(strategy: Strategy): string {
  const ids = new Ids(strategy);
  const drawing = new Drawing(strategy, ids, arrowsOf(strategy, ids));
  return [
    "@startuml",
    `title ${escaped(strategy.name)}`,
    "hide empty description",
    ...LOOKS.flatMap((look) => {
      const colours = COLOURS[look];
      if (colours === null) return [];
      const [background, border] = colours;
      return [
        `skinparam state {`,
        `  BackgroundColor<<${look}>> ${background}`,
        `  BorderColor<<${look}>> ${border}`,
        `}`,
      ];
    }),
    ...drawing.inside(strategy.root, ""),
    // At the end: by then every state is declared where it belongs.
    ...drawing.steps(),
    "@enduml",
    "",
  ].join("\n");
}

class Drawing {
  readonly #strategy: Strategy;
  readonly #ids: Ids;
  readonly #arrows: Arrows;

  constructor(strategy: Strategy, ids: Ids, arrows: Arrows) {
    this.#strategy = strategy;
    this.#ids = ids;
    this.#arrows = arrows;
  }

  /** The lines between a state's braces. */
  inside(state: State, indent: string): readonly string[] {
    return [
      ...this.#arrows.pseudos
        .filter(({ inside }) => inside === state)
        .map(({ kind, id }) => `${indent}state ${id} <<${kind}>>`),
      ...childrenOf(state).flatMap((child, index) => [
        ...(state.kind === "parallel" && index > 0 ? [`${indent}--`] : []),
        ...this.#declared(child, indent),
      ]),
      ...this.#initial(state, indent),
    ];
  }

  steps(): readonly string[] {
    return this.#arrows.steps.map((step) => this.#step(step));
  }

  #initial(state: State, indent: string): readonly string[] {
    if (state.kind !== "composite") return [];
    const { text } = state.initial;
    const label = text === "" ? "" : ` : ${escaped(text)}`;
    return initialOf(state).map(
      (to) => `${indent}[*] --> ${this.#ids.of(to)}${label}`,
    );
  }

  #declared(state: State, indent: string): readonly string[] {
    const id = this.#ids.of(state);
    const look = lookOf(state);
    const stereotype = look === "plain" ? "" : ` <<${look}>>`;
    const title = [state.name, ...wordsBeside(state, look)].join(" ");
    const head = `${indent}state "${escaped(title)}" as ${id}${stereotype}`;
    const hasChildren = childrenOf(state).length > 0;
    return [
      ...(hasChildren
        ? [`${head} {`, ...this.inside(state, `${indent}  `), `${indent}}`]
        : [head]),
      ...linesOf(state, this.#strategy).map(
        (line) => `${indent}${id} : ${escaped(line)}`,
      ),
      ...(state.kind === "final" ? [`${indent}${id} --> [*]`] : []),
      ...noteOn(id, state.doc, indent),
    ];
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
      case "history": {
        const { state, history } = end.target;
        return `${this.#ids.of(state)}[${history === "deep" ? "H*" : "H"}]`;
      }
    }
  }
}

/** What the stereotype, of which there is one, does not say. */
function wordsBeside(state: State, look: Look): readonly string[] {
  return [
    ...(state.exposed && look !== "exposed" ? ["«exposed»"] : []),
    ...(state.kind === "final" && state.cancelled ? ["«cancelled»"] : []),
  ];
}

function noteOn(
  id: string,
  doc: string | null,
  indent: string,
): readonly string[] {
  if (doc === null) return [];
  return [
    `${indent}note right of ${id}`,
    ...doc.split("\n").map((line) => `${indent}  ${escaped(line)}`.trimEnd()),
    `${indent}end note`,
  ];
}

/** All but what is certainly plain text is written by its code point, so that neither Creole nor the preprocessor sees it. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\p{L}\p{N} _.,=+?()«»-]|([_=.-])\1+/gu, codePoints)
    .replaceAll(/\bend(?=\s+note)/gi, (word) => codePoints(word));
}

function codePoints(characters: string): string {
  return Array.from(characters, (each) => {
    const code = (each.codePointAt(0) ?? 32).toString(16).toUpperCase();
    return `<U+${code.padStart(4, "0")}>`;
  }).join("");
}
