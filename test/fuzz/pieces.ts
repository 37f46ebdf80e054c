import { Lexer } from "yaml";
import { tokenize } from "../../grammar/lexer.ts";
import { endOf } from "../../grammar/tokens.ts";
import type { Spelling } from "../../src/source/index.ts";

/** A stretch of a text, in UTF-16 code units. */
export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** The tokens of a text, comments left out; in YAML indentation and line breaks are some too. */
export function piecesOf(text: string, spelling: Spelling): readonly Piece[] {
  return spelling === "fsm"
    ? tokenize(text).tokens.map((token) => ({
        start: token.startOffset,
        end: endOf(token),
      }))
    : yamlPieces(text);
}

/** What the lexer of YAML says of its own accord stands nowhere in the text. */
const MARKS = new Set(["\u0002", "\u0018", "\u001e", "\u001f"]);

function yamlPieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (MARKS.has(lexeme)) continue;
    const end = start + lexeme.length;
    if (!lexeme.startsWith("#")) pieces.push({ start, end });
    start = end;
  }
  return pieces;
}
