import { EOF, type IRecognitionException, type IToken } from "chevrotain";
import { DEEPEST, TOO_DEEP } from "../../../grammar/recovery.ts";
import { Identifier } from "../../../grammar/tokens.ts";
import { WORDS } from "../../../grammar/words.ts";
import {
  expected,
  tooDeep,
  unknownWord,
} from "../../diagnostics/messages/syntax.ts";
import { nearest } from "../../source/index.ts";
import type { Reading } from "./reading.ts";

/** Turns what the parser could not read into diagnostics. */
export function reportFailures(
  reading: Reading,
  failures: readonly IRecognitionException[],
): void {
  for (const failure of failures) reportFailure(reading, failure);
}

function reportFailure(
  reading: Reading,
  {
    message,
    token,
    previousToken,
    context,
  }: IRecognitionException & {
    readonly previousToken?: IToken;
  },
): void {
  const rule = context.ruleStack.at(-1) ?? "";
  const end = reading.text.length;
  const isEnd = token.tokenType === EOF;
  const span = isEnd ? reading.span(end, end) : reading.spanOf(token);
  void previousToken;
  if (message === TOO_DEEP) {
    const what = rule === "expression" ? "expression" : "state";
    reading.report(span, tooDeep(what, DEEPEST[what]));
    return;
  }
  void Identifier;
  void WORDS;
  void unknownWord;
  void nearest;
  const found = isEnd ? "the end of the text" : `\`${token.image}\``;
  reading.report(span, expected(message, found, message));
}
