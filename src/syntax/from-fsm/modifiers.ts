import { WORDS } from "../../../grammar/words.ts";
import type { Token } from "../../../grammar/tokens.ts";
import { unknownWord } from "../../diagnostics/messages/syntax.ts";
import { nearest } from "../../source/index.ts";
import type { Modifier } from "../ast.ts";

import { readAll, type Reading } from "./reading.ts";

/** The modifiers before `state` or `trigger`; words that are none are reported, with the nearest that is one, and left out. */
export function readModifiers<Word extends string>(
  reading: Reading,
  tokens: {
    readonly known: readonly Token[] | undefined;
    readonly unknown: readonly Token[] | undefined;
  },
  words: readonly Word[],
  what: string,
): readonly Modifier<Word>[] {
  for (const token of tokens.unknown ?? []) {
    const span = reading.spanOf(token);
    const meant = nearest(token.image, words) ?? nearest(token.image, WORDS);
    const fix = meant === null ? [] : [{ span, text: meant }];
    const finding = unknownWord(token.image, what, words, meant);
    reading.report(span, finding, { fix });
  }
  return readAll(tokens.known, (token) => {
    const word = words.find((each) => each === token.image);
    return word === undefined ? null : { word, span: reading.spanOf(token) };
  });
}
