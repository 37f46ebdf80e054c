import { rangeOf, type SourceFile, type Span } from "../../source/index.ts";
import type { Diagnostic } from "../diagnostic.ts";
import { cut, layOut, printable, widthOf, type Layout } from "./columns.ts";

/** What the parts of a frame are, for whoever colours them. */
export type Part = "gutter" | "source" | "primary" | "secondary";
export type Paint = (part: Part, text: string) => string;

/** What a frame shows of a diagnostic. */
export type Framed = Pick<Diagnostic, "span" | "label" | "related">;

/** One stretch to be marked, with the words beside it. */
interface Mark {
  readonly span: Span;
  readonly label: string;
  readonly primary: boolean;
}

/** A mark on its line, in display columns. */
interface Placed {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly primary: boolean;
}

/** Longer lines are cut around their marks where no width is given: a line may be as long as its file. */
const LONGEST_LINE = 160;

/** Related places beyond these are counted: a name may be missed in fifty. */
const MOST_PLACES = 6;

/**
 * The source around a diagnostic: line numbers, the marked lines, `:` for gaps, labels at the marks. Related places in other
 * files follow in frames of their own, introduced by `:::`.
 */
export function frame(
  diagnostic: Framed,
  paint: Paint,
  width: number | null,
): readonly string[] {
  const marks = marksOf(diagnostic);
  const files = [...new Set(marks.map((mark) => mark.span.file))];
  const digits = String(Math.max(...marks.map(lineOf))).length;
  const margin = " ".repeat(digits + 1);
  const lines: string[] = [];
  for (const file of files) {
    const here = marks.filter((mark) => mark.span.file === file);
    const [first] = here;
    if (first === undefined) continue;
    const { line, column } = rangeOf(first.span).start;
    const arrow = file === diagnostic.span.file ? "-->" : ":::";
    lines.push(
      `${paint("gutter", `${" ".repeat(digits)}${arrow}`)} ${printable(file.path)}:${line}:${column}`,
      paint("gutter", `${margin}|`),
      ...linesOf(file, here, { digits, paint, width }),
    );
  }
  const more = diagnostic.related.length - MOST_PLACES;
  if (more > 0)
    lines.push(
      paint(
        "gutter",
        `${margin}: and ${more} more place${more === 1 ? "" : "s"}`,
      ),
    );
  lines.push(paint("gutter", `${margin}|`));
  return lines;
}

function marksOf(diagnostic: Framed): readonly Mark[] {
  const primary: Mark = {
    span: diagnostic.span,
    label: diagnostic.label ?? "",
    primary: true,
  };
  const related = diagnostic.related.slice(0, MOST_PLACES).map((each) => ({
    span: each.span,
    label: each.message,
    primary: false,
  }));
  return [primary, ...related];
}

function lineOf(mark: Mark): number {
  return mark.span.file.position(mark.span.start).line;
}

interface Style {
  readonly digits: number;
  readonly paint: Paint;
  readonly width: number | null;
}

function linesOf(
  file: SourceFile,
  marks: readonly Mark[],
  style: Style,
): readonly string[] {
  const { digits, paint } = style;
  const gutter = (text: string, rest: string): string =>
    `${paint("gutter", text)}${rest === "" ? "" : ` ${rest}`}`;
  const margin = " ".repeat(digits + 1);
  const lines: string[] = [];
  let previous: number | null = null;
  const numbers = [...new Set(marks.map(lineOf))].toSorted((a, b) => a - b);
  for (const number of numbers) {
    if (previous !== null && number > previous + 1)
      lines.push(paint("gutter", `${margin}:`));
    previous = number;
    const layout = layOut(file.line(number));
    const placed = marks
      .filter((mark) => lineOf(mark) === number)
      .map((mark) => place(mark, layout));
    const room = (style.width ?? LONGEST_LINE) - digits - 3;
    const view = cropped(layout.text, placed, Math.max(room, 20));
    lines.push(
      gutter(
        `${String(number).padStart(digits)} |`,
        paint("source", view.text.trimEnd()),
      ),
      ...markRows(view.marks, paint).map((row) => gutter(`${margin}|`, row)),
    );
  }
  return lines;
}

/** On its first line only; an empty stretch (the end of the file) is marked as one column. */
function place(mark: Mark, layout: Layout): Placed {
  const start = mark.span.file.position(mark.span.start);
  const last = layout.columns.length - 1;
  const unit = Math.min(start.column - 1, last);
  const until = Math.min(unit + mark.span.end - mark.span.start, last);
  const from = layout.columns[unit] ?? 0;
  const to = Math.max(layout.columns[until] ?? 0, from + 1);
  return { from, to, label: printable(mark.label), primary: mark.primary };
}

/** The part of a long line in which its marks are, the primary one for certain, with `…` where something is left out. */
function cropped(
  text: string,
  marks: readonly Placed[],
  room: number,
): { readonly text: string; readonly marks: readonly Placed[] } {
  const width = widthOf(text);
  if (width <= room) return { text, marks };
  const anchor = marks.find((mark) => mark.primary) ?? marks[0];
  const center = anchor === undefined ? 0 : anchor.from - Math.floor(room / 3);
  const from = Math.max(0, Math.min(center, width - room));
  const before = from > 0 ? "…" : "";
  const after = from + room < width ? "…" : "";
  const kept = cut(text, from + before.length, from + room - after.length);
  const moved = marks
    .filter((mark) => mark.from >= from && mark.from < from + room)
    .map((mark) => ({
      ...mark,
      from: mark.from - from,
      to: Math.min(mark.to - from, room),
    }));
  return { text: `${before}${kept}${after}`, marks: moved };
}

/**
 * The rows under a line: all marks with the last one's label, then the other labels one below the other, the last first, with
 * a bar from each mark down to its label. Marks that overlap get rows of their own.
 */
function markRows(marks: readonly Placed[], paint: Paint): readonly string[] {
  const ordered = marks.toSorted(
    (a, b) => a.from - b.from || Number(a.primary) - Number(b.primary),
  );
  const overlapping = ordered.some(
    (mark, index) => mark.from < (ordered[index - 1]?.to ?? 0),
  );
  if (overlapping) return ordered.flatMap((mark) => markRows([mark], paint));
  const last = ordered.at(-1);
  if (last === undefined) return [];
  const rows = [
    row(
      ordered.map((mark) => ({ at: mark.from, text: strokes(mark), mark })),
      paint,
    ) + (last.label === "" ? "" : ` ${partOf(last, paint)(last.label)}`),
  ];
  const waiting = ordered.slice(0, -1).filter((mark) => mark.label !== "");
  const bars = (upTo: number) =>
    waiting.slice(0, upTo).map((mark) => ({ at: mark.from, text: "|", mark }));
  if (waiting.length > 0) rows.push(row(bars(waiting.length), paint));
  for (let index = waiting.length - 1; index >= 0; index -= 1) {
    const mark = waiting[index];
    if (mark === undefined) continue;
    rows.push(
      row([...bars(index), { at: mark.from, text: mark.label, mark }], paint),
    );
  }
  return rows;
}

interface Piece {
  readonly at: number;
  readonly text: string;
  readonly mark: Placed;
}

function row(pieces: readonly Piece[], paint: Paint): string {
  let column = 0;
  let text = "";
  for (const piece of pieces) {
    text += " ".repeat(Math.max(0, piece.at - column));
    text += partOf(piece.mark, paint)(piece.text);
    column = piece.at + widthOf(piece.text);
  }
  return text;
}

function strokes(mark: Placed): string {
  return (mark.primary ? "^" : "-").repeat(mark.to - mark.from);
}

function partOf(mark: Placed, paint: Paint): (text: string) => string {
  return (text) => paint(mark.primary ? "primary" : "secondary", text);
}
