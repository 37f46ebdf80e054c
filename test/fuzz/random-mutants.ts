import { Dice } from "../support/dice.ts";
import type { Spec } from "./corpus.ts";
import type { Input } from "./input.ts";
import { piecesOf, type Piece } from "./pieces.ts";
import { NUMBERS, SCRAPS } from "./scraps.ts";

/** Longer texts are about the limits, which have tests of their own. */
const LONGEST = 60_000;

/** The text number `index` of a seed: one to four changes of a spec, some of them out of other specs. */
export function randomMutant(
  specs: readonly Spec[],
  seed: number,
  index: number,
): Input {
  const dice = new Dice(Math.imul(seed, 0x9e3779b1) + index);
  const spec = dice.pick(specs);
  if (spec === undefined) throw new Error("there are no specs");
  const { path } = spec;
  return {
    kind: "random",
    name: `${path}, mutation ${index} of seed ${seed}`,
    path,
    text: () => mutated(spec, specs, dice),
  };
}

function mutated(spec: Spec, specs: readonly Spec[], dice: Dice): string {
  let { text } = spec;
  for (let left = dice.whole(1, 4); left > 0; left -= 1) {
    const donor = dice.pick(specs) ?? spec;
    const change = dice.pick(CHANGES);
    const changed = change({ ...spec, text }, donor, dice);
    if (changed.length <= LONGEST) text = changed;
  }
  return text;
}

/** One change of a text. The donor is another spec, of either spelling. */
type Change = (spec: Spec, donor: Spec, dice: Dice) => string;

const CHANGES: readonly [Change, ...Change[]] = [
  cutOut,
  doubled,
  withScrap,
  withScrap,
  withPieceOfOther,
  withPieceOfOther,
  withLinesOfOther,
  withoutLine,
  withLinesSwapped,
  withOtherNumber,
  withOtherName,
  withOtherName,
  withOtherName,
  repeated,
  nested,
  withBytesChanged,
  withOtherLineBreaks,
  endedEarly,
  indented,
];

function replaced(text: string, { start, end }: Piece, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

function anyPlace(text: string, dice: Dice): number {
  return dice.whole(0, text.length);
}

function anyStretch(text: string, longest: number, dice: Dice): Piece {
  const start = anyPlace(text, dice);
  return { start, end: Math.min(text.length, start + dice.whole(0, longest)) };
}

function anyPiece({ text, spelling }: Spec, dice: Dice): Piece {
  return dice.pick(piecesOf(text, spelling)) ?? { start: 0, end: 0 };
}

function cutOut({ text }: Spec, _: Spec, dice: Dice): string {
  return replaced(text, anyStretch(text, 40, dice), "");
}

function doubled({ text }: Spec, _: Spec, dice: Dice): string {
  const { start, end } = anyStretch(text, 200, dice);
  return text.slice(0, end) + text.slice(start);
}

function withScrap({ text }: Spec, _: Spec, dice: Dice): string {
  const scrap = dice.pick(SCRAPS) ?? "";
  return replaced(text, anyStretch(text, dice.whole(0, 6), dice), scrap);
}

function withPieceOfOther(spec: Spec, donor: Spec, dice: Dice): string {
  const { start, end } = anyPiece(donor, dice);
  return replaced(
    spec.text,
    anyPiece(spec, dice),
    donor.text.slice(start, end),
  );
}

function withLinesOfOther({ text }: Spec, donor: Spec, dice: Dice): string {
  const lines = text.split("\n");
  const others = donor.text.split("\n");
  const from = dice.whole(0, others.length);
  const some = others.slice(from, from + dice.whole(1, 12));
  lines.splice(dice.whole(0, lines.length), dice.whole(0, 6), ...some);
  return lines.join("\n");
}

function withoutLine({ text }: Spec, _: Spec, dice: Dice): string {
  const lines = text.split("\n");
  lines.splice(dice.whole(0, lines.length), dice.whole(1, 3));
  return lines.join("\n");
}

function withLinesSwapped({ text }: Spec, _: Spec, dice: Dice): string {
  const lines = text.split("\n");
  const one = dice.whole(0, lines.length - 1);
  const other = dice.whole(0, lines.length - 1);
  const [a = "", b = ""] = [lines[one], lines[other]];
  return lines.with(one, b).with(other, a).join("\n");
}

function withOtherNumber({ text }: Spec, _: Spec, dice: Dice): string {
  const numbers = [...text.matchAll(/\b\d[\w.]*/g)];
  const found = dice.pick(numbers);
  if (found === undefined) return text;
  const place = { start: found.index, end: found.index + found[0].length };
  return replaced(text, place, dice.pick(NUMBERS) ?? "");
}

/** Names stay names: what is understood, and means something else. */
function withOtherName({ text }: Spec, _: Spec, dice: Dice): string {
  const names = [...text.matchAll(/[A-Za-z_]\w*/g)];
  const found = dice.pick(names);
  const other = dice.pick(names);
  if (found === undefined || other === undefined) return text;
  const place = { start: found.index, end: found.index + found[0].length };
  return replaced(text, place, other[0]);
}

function repeated(spec: Spec, _: Spec, dice: Dice): string {
  const { start, end } = anyPiece(spec, dice);
  const piece = ` ${spec.text.slice(start, end)}`;
  return replaced(
    spec.text,
    { start: end, end },
    piece.repeat(dice.whole(1, 150)),
  );
}

type Brackets = readonly [open: string, close: string];

const BRACKETS: readonly [Brackets, ...Brackets[]] = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["not ", ""],
  ["- ", ""],
  ["a ? ", " : b"],
  ["state N { initial ", "}"],
  ["f(", ")"],
  ["? ", ""],
  ["states:\n ", ""],
];

function nested(spec: Spec, _: Spec, dice: Dice): string {
  const { start, end } = anyPiece(spec, dice);
  const [open, close] = dice.pick(BRACKETS);
  const levels = dice.pick([2, 30, 150, 1_000, 5_000]);
  const piece = spec.text.slice(start, end);
  return replaced(
    spec.text,
    { start, end },
    open.repeat(levels) + piece + close.repeat(levels),
  );
}

/** As they come from a damaged disk: characters cut in two become U+FFFD, as an editor would have it. */
function withBytesChanged({ text }: Spec, _: Spec, dice: Dice): string {
  const bytes = Buffer.from(text);
  for (let left = dice.whole(1, 5); left > 0; left -= 1)
    if (bytes.length > 0)
      bytes[dice.whole(0, bytes.length - 1)] = dice.whole(0, 255);
  return bytes.toString("utf8");
}

function withOtherLineBreaks({ text }: Spec, _: Spec, dice: Dice): string {
  const lineBreak = dice.pick(["\r\n", "\r", "\n\n", "\u2028"]);
  const changed = text.replaceAll("\n", lineBreak);
  return dice.chance(0.3) ? `\ufeff${changed}` : changed;
}

function endedEarly({ text }: Spec, _: Spec, dice: Dice): string {
  return text.slice(0, anyPlace(text, dice));
}

function indented({ text }: Spec, _: Spec, dice: Dice): string {
  const lines = text.split("\n");
  const index = dice.whole(0, lines.length - 1);
  const line = lines[index] ?? "";
  const by = dice.pick(["\t", " ", "  ", "      "]);
  return lines
    .with(index, dice.chance(0.5) ? by + line : line.trimStart())
    .join("\n");
}
