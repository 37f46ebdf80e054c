import type { Statement, Words } from "./diagram.ts";
import { readId } from "./id.ts";
import type { Remarks } from "../../remarks.ts";
import type { Scanner } from "./scanner.ts";

type Note = Extract<Statement, { kind: "note" }>;

/** A note that stands beside no state. */
interface Floating {
  readonly kind: "floating";
  readonly text: Words;
}

/**
 * `note right of X : text`, `note left of X … end note`, `note "text" as N`. Null where no note begins, or where one has
 * neither text nor end.
 */
export function readNote(
  scanner: Scanner,
  remarks: Remarks,
): Note | Floating | null {
  const start = scanner.at;
  if (scanner.take(/note[^\S\n]+(?=["lr])/iy) === null) return null;
  const floating = scanner.take(/"([^"]*)"[^\S\n]*as[^\S\n]+\S+/iy);
  if (floating !== null) {
    const end =
      scanner.at - floating[0].length + 1 + (floating[1] ?? "").length;
    const from = scanner.at - floating[0].length + 1;
    return { kind: "floating", text: scanner.words(from, end) };
  }
  const side = scanner.take(/(left|right)[^\S\n]+of[^\S\n]+/iy)?.[1];
  const of = side === undefined ? null : readId(scanner);
  if (side === undefined || of === null) {
    scanner.at = start;
    return null;
  }
  const text = readText(scanner);
  if (text === null)
    remarks.error(
      scanner.span(start, 4),
      "this note never ends",
      "a note is `note right of X : text`, or lines up to `end note`",
    );
  return {
    kind: "note",
    of,
    side: /left/i.test(side) ? "left" : "right",
    text: text ?? of,
  };
}

function readText(scanner: Scanner): Words | null {
  scanner.skipBlanks();
  const from = scanner.at + 1;
  if (scanner.take(/:[^\n]*/y) !== null) return scanner.words(from, scanner.at);
  const start = scanner.at;
  const found = scanner.take(/[\s\S]*?\n[^\S\n]*end[^\S\n]+note(?=\s|$)/iy);
  if (found === null) return null;
  const words = found[0].replace(/\n[^\S\n]*end[^\S\n]+note$/i, "");
  return scanner.words(start, start + words.length);
}
