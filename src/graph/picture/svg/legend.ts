/** What the shapes of a picture mean: those that occur in it. */
import { lookOf } from "../../diagram.ts";
import type { Statement } from "../scene/scene.ts";
import { BAND } from "../layout/dress.ts";
import { everyPlaced, isState, type Placed } from "../layout/placed.ts";
import { breakLines, lineWidth } from "../text/break-lines.ts";
import type { Font } from "../text/font.ts";
import { paragraph, plainText } from "../text/paragraph.ts";
import { TYPE } from "../text/typography.ts";
import type { Block } from "./heading.ts";
import {
  clock,
  crossedRing,
  diamond,
  dot,
  history,
  pause,
  play,
  ring,
} from "./marks.ts";
import { boxOf, roundedBox } from "./outline.ts";
import { textLine, textLines } from "./text.ts";
import { element } from "./xml.ts";

interface Entry {
  readonly text: string;
  readonly swatch: (x: number, y: number) => string;
}

const SWATCH = { width: 30, height: 16 } as const;
const GAP = { column: 22, row: 8 } as const;
const TEXT = TYPE.label;

export function legend(
  picture: Placed,
  notes: readonly Statement[],
  font: Font,
  width: number,
): Block {
  const lines = notes.flatMap((statement) =>
    breakLines(statement.text, {
      font,
      size: TEXT.size,
      width: Math.min(width, 720),
      lines: 3,
    }).map((text) => ({ text, title: plainText(statement.text) })),
  );
  const parts = [textLines(lines, 0, 14, TEXT)];
  let widest = Math.max(
    0,
    ...lines.map(({ text }) => lineWidth(text, font, TEXT.size)),
  );
  let x = 0;
  let y = 14 + lines.length * TEXT.line + (lines.length > 0 ? 10 : 0);
  for (const { text, swatch } of entriesOf(picture)) {
    const words = paragraph({ text, tone: "quiet" });
    const taken = SWATCH.width + 8 + lineWidth(words, font, TEXT.size);
    if (x > 0 && x + taken > width) {
      x = 0;
      y += SWATCH.height + GAP.row;
    }
    parts.push(
      swatch(x, y),
      textLine(
        words,
        x + SWATCH.width + 8,
        y + (SWATCH.height - TEXT.line) / 2,
        TEXT,
      ),
    );
    widest = Math.max(widest, x + taken);
    x += taken + GAP.column;
  }
  return { svg: parts.join(""), width: widest, height: y + SWATCH.height };
}

function entriesOf({ figures, arrows, scene }: Placed): readonly Entry[] {
  const all = [...everyPlaced(figures)];
  const states = all.filter(isState).map(({ figure }) => figure.state);
  const kinds = new Set(all.map(({ figure }) => figure.kind));
  const marks = new Set(
    [
      ...arrows.flatMap(({ arrow }) => arrow.statements),
      ...all.filter(isState).flatMap(({ figure }) => figure.body),
      ...all.flatMap(({ figure }) =>
        figure.kind === "anywhere" ? figure.statements : [],
      ),
      ...scene.notes,
    ].map(({ text }) => text.mark),
  );
  const finals = states.flatMap((state) =>
    state.kind === "final" ? [state] : [],
  );
  const possible: readonly (readonly [boolean, Entry])[] = [
    [kinds.has("initial"), INITIAL],
    [states.some(({ exposed }) => exposed), EXPOSED],
    [states.some((state) => lookOf(state) === "error"), ERROR],
    [states.some((state) => lookOf(state) === "suspended"), SUSPENDED],
    [finals.some(({ cancelled }) => !cancelled), FINAL],
    [finals.some(({ cancelled }) => cancelled), CANCELLED],
    [kinds.has("choice"), CHOICE],
    [kinds.has("fork"), FORK],
    [kinds.has("shallow-history"), HISTORY],
    [kinds.has("deep-history"), DEEP_HISTORY],
    [kinds.has("anywhere"), ANYWHERE],
    [marks.has("clock"), TIMER],
    [marks.has("run"), RUN],
  ];
  return possible.flatMap(([occurs, entry]) => (occurs ? [entry] : []));
}

const centred =
  (draw: (x: number, y: number) => string): Entry["swatch"] =>
  (x, y) =>
    draw(x + SWATCH.width / 2, y + SWATCH.height / 2);

const boxed =
  (look: Parameters<typeof boxOf>[0], more = ""): Entry["swatch"] =>
  (x, y) =>
    element(
      "g",
      { transform: `translate(${x} ${y})` },
      boxOf(look, { x: 0, y: 0, ...SWATCH }),
      more,
    );

const INITIAL: Entry = {
  text: "begins here",
  swatch: centred((x, y) => dot(x, y, 5.5)),
};
const EXPOSED: Entry = {
  text: "exposed: a position may be open",
  swatch: boxed(
    "exposed",
    element("path", {
      class: "exposed-line",
      "stroke-width": 1.6,
      d: `M1 11l${BAND - 1} ${1 - BAND}M1 15.5l${BAND - 1} ${1 - BAND}M${BAND + 0.5} 0v16`,
    }),
  ),
};
const ERROR: Entry = { text: "error", swatch: boxed("error") };
const SUSPENDED: Entry = {
  text: "suspended",
  swatch: (x, y) =>
    boxed("suspended")(x, y) + pause(x + SWATCH.width / 2, y + 8, 4),
};
const FINAL: Entry = {
  text: "final",
  swatch: (x, y) => boxed("final")(x, y) + ring(x + SWATCH.width / 2, y + 8, 4),
};
const CANCELLED: Entry = {
  text: "final, cancelled",
  swatch: (x, y) =>
    boxed("final")(x, y) + crossedRing(x + SWATCH.width / 2, y + 8, 4),
};
const CHOICE: Entry = {
  text: "choice",
  swatch: centred((x, y) => diamond(x, y, 8)),
};
const FORK: Entry = {
  text: "enters several at once",
  swatch: (x, y) =>
    element("path", {
      class: "solid",
      d: roundedBox({ x: x + 2, y: y + 6, width: 26, height: 5 }, 2),
    }),
};
const HISTORY: Entry = {
  text: "history: the child that was active last",
  swatch: centred((x, y) => history(x, y, 8, false)),
};
const DEEP_HISTORY: Entry = {
  text: "deep history: all that was active last",
  swatch: centred((x, y) => history(x, y, 8, true)),
};
const ANYWHERE: Entry = {
  text: "from many states, or a policy of the whole strategy",
  swatch: (x, y) =>
    element("path", {
      class: "anywhere",
      "stroke-width": 1.3,
      "stroke-dasharray": "5 3",
      d: roundedBox({ x, y, ...SWATCH }, 8),
    }),
};
const TIMER: Entry = {
  text: "timer",
  swatch: centred((x, y) => clock(x, y, 5)),
};
const RUN: Entry = {
  text: "asynchronous work",
  swatch: centred((x, y) => play(x, y, 5)),
};
