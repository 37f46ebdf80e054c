import { piecesOf, type Piece } from "./pieces.ts";
import type { Input } from "./input.ts";
import type { Spec } from "./corpus.ts";

/** Every text that one token makes which is left out, stands twice, or has changed places with the next. */
export function* tokenMutants({
  path,
  text,
  spelling,
}: Spec): Generator<Input> {
  const pieces = piecesOf(text, spelling);
  for (const [index, piece] of pieces.entries()) {
    const { start, end } = piece;
    const here = `${path}, token ${index}`;
    yield {
      kind: "deleted",
      name: `${here} deleted`,
      path,
      text: () => text.slice(0, start) + text.slice(end),
    };
    yield {
      kind: "doubled",
      name: `${here} doubled`,
      path,
      text: () => {
        const between = spelling === "fsm" ? " " : "";
        return text.slice(0, end) + between + text.slice(start);
      },
    };
    const next = pieces[index + 1];
    if (next !== undefined)
      yield {
        kind: "swapped",
        name: `${here} swapped with the next`,
        path,
        text: () => swapped(text, piece, next),
      };
  }
}

function swapped(text: string, one: Piece, other: Piece): string {
  return [
    text.slice(0, one.start),
    text.slice(other.start, other.end),
    text.slice(one.end, other.start),
    text.slice(one.start, one.end),
    text.slice(other.end),
  ].join("");
}
