/** How large everything is: texts broken into lines, and the boxes that hold them. */
import type { State } from "../../../model/index.ts";
import { lookOf, wordsOf } from "../../diagram.ts";
import type {
  AnywhereFigure,
  Arrow,
  Figure,
  PseudoFigure,
  Scene,
  StateFigure,
  Statement,
} from "../scene/scene.ts";
import { breakLines, lineWidth } from "../text/break-lines.ts";
import type { Font } from "../text/font.ts";
import { paragraph, type Paragraph } from "../text/paragraph.ts";
import { TYPE } from "../text/typography.ts";

/** A line of text, and what it is a line of. */
export interface TextLine {
  readonly text: Paragraph;
  readonly statement: Statement;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is written in a state, and the room that it takes. */
export interface StateBox extends Size {
  /** `exposed · error`; empty for none. */
  readonly words: string;
  readonly name: readonly Paragraph[];
  readonly body: readonly TextLine[];
  /** Where its text begins, from its left border: behind the band of an exposed state and a mark. */
  readonly textX: number;
  readonly textWidth: number;
}

export interface TextBox extends Size {
  readonly lines: readonly TextLine[];
}

export interface Dress {
  readonly states: ReadonlyMap<string, StateBox>;
  readonly notes: ReadonlyMap<string, TextBox>;
  /** By the arrow. */
  readonly labels: ReadonlyMap<string, TextBox>;
}

export const BAND = 9;
export const PADDING = { x: 12, y: 9 } as const;
export const NOTE_PADDING = { x: 14, y: 7 } as const;
export const LABEL_PADDING = { x: 4, y: 2 } as const;
const MARK = 18;
const LEAST = { width: 92, height: 38 } as const;

const NAME_WIDTH = 260;
const BODY = { width: 230, lines: 3 } as const;
const LABEL = { width: 190, lines: 4 } as const;
const NOTE = { width: 260, lines: 3 } as const;

export const PSEUDO_SIZES: Readonly<Record<PseudoFigure["kind"], Size>> = {
  initial: { width: 14, height: 14 },
  choice: { width: 26, height: 26 },
  junction: { width: 8, height: 8 },
  fork: { width: 60, height: 6 },
  "shallow-history": { width: 24, height: 24 },
  "deep-history": { width: 24, height: 24 },
};

export function dress({ figures, arrows }: Scene, font: Font): Dress {
  const all = [...everyFigure(figures)];
  return {
    states: new Map(
      all.flatMap((each) =>
        each.kind === "state" ? [[each.id, stateBox(each, font)]] : [],
      ),
    ),
    notes: new Map(
      all.flatMap((each) =>
        each.kind === "anywhere" ? [[each.id, noteBox(each, font)]] : [],
      ),
    ),
    labels: new Map(
      arrows.flatMap((each) =>
        each.statements.length > 0 ? [[each.id, labelBox(each, font)]] : [],
      ),
    ),
  };
}

export function* everyFigure(figures: readonly Figure[]): Generator<Figure> {
  for (const figure of figures) {
    yield figure;
    if (figure.kind === "state") yield* everyFigure(figure.children);
  }
}

/** Whether its name has a mark in front: the ring of a final state, the bars of a suspended one. */
export function hasMark({ state }: StateFigure): boolean {
  return state.kind === "final" || state.role === "suspended";
}

function stateBox(figure: StateFigure, font: Font): StateBox {
  const { state } = figure;
  const words = ownWords(state).join(" · ");
  const name = breakLines(paragraph({ text: state.name, tone: "strong" }), {
    font,
    size: TYPE.name.size,
    width: NAME_WIDTH,
    lines: 3,
  });
  const body = linesOf(figure.body, { font, size: TYPE.body.size, ...BODY });
  const textX =
    PADDING.x +
    (state.exposed ? BAND : 0) +
    (lookOf(state) === "error" ? 4 : 0);
  const names =
    widest(name, font, TYPE.name.size) + (hasMark(figure) ? MARK : 0);
  const text = Math.max(
    names,
    font.width(words.toUpperCase(), TYPE.words.size, true) + words.length * 0.6,
    widest(
      body.map((line) => line.text),
      font,
      TYPE.body.size,
    ),
  );
  const height =
    2 * PADDING.y +
    (words === "" ? 0 : TYPE.words.line) +
    name.length * TYPE.name.line +
    (body.length === 0 ? 0 : 8 + body.length * TYPE.body.line);
  return {
    words,
    name,
    body,
    textX,
    textWidth: Math.ceil(text),
    width: Math.max(LEAST.width, Math.ceil(textX + text + PADDING.x)),
    height: Math.max(LEAST.height, Math.ceil(height)),
  };
}

/** What a state inherits is seen on it, but said only where it begins. */
function ownWords(state: State): readonly string[] {
  const inherited = state.parent?.exposed === true;
  return wordsOf(state).filter((word) => word !== "exposed" || !inherited);
}

function noteBox({ statements }: AnywhereFigure, font: Font): TextBox {
  const size = TYPE.label.size;
  return textBox(
    linesOf(statements, { font, size, ...NOTE }),
    font,
    NOTE_PADDING,
  );
}

function labelBox({ statements }: Arrow, font: Font): TextBox {
  const size = TYPE.label.size;
  return textBox(
    linesOf(statements, { font, size, ...LABEL }),
    font,
    LABEL_PADDING,
  );
}

function textBox(
  lines: readonly TextLine[],
  font: Font,
  padding: { readonly x: number; readonly y: number },
): TextBox {
  const texts = lines.map(({ text }) => text);
  return {
    lines,
    width: Math.ceil(widest(texts, font, TYPE.label.size) + 2 * padding.x),
    height: Math.ceil(lines.length * TYPE.label.line + 2 * padding.y),
  };
}

function linesOf(
  statements: readonly Statement[],
  measure: Parameters<typeof breakLines>[1],
): readonly TextLine[] {
  return statements.flatMap((statement) =>
    breakLines(statement.text, measure).map((text) => ({ text, statement })),
  );
}

function widest(lines: readonly Paragraph[], font: Font, size: number): number {
  return Math.max(0, ...lines.map((line) => lineWidth(line, font, size)));
}
