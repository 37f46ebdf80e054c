import { DEEPEST, TOO_DEEP, type Failure } from "../../../grammar/recovery.ts";
import { endOf, type Token } from "../../../grammar/tokens.ts";
import { expected, tooDeep } from "../../diagnostics/messages/syntax.ts";
import { REMEDIES, type Mistake } from "./remedies.ts";
import type { Reading } from "./reading.ts";

/** Turns what the parser could not read into diagnostics, each with the remedy that fits it best. */
export function reportFailures(
  reading: Reading,
  tokens: readonly Token[],
  failures: readonly Failure[],
): void {
  for (const failure of failures) {
    const mistake = mistakeOf(reading, tokens, failure);
    if (failure.expected === TOO_DEEP) reportDepth(reading, mistake);
    else reportMistake(reading, mistake);
  }
}

function mistakeOf(
  reading: Reading,
  tokens: readonly Token[],
  { expected: what, rule, index }: Failure,
): Mistake {
  const token = tokens[index] ?? null;
  const last = tokens.at(-1);
  const end = last === undefined ? 0 : endOf(last);
  return {
    expected: what,
    rule,
    found: token?.image ?? "",
    token,
    before: (count) => tokens[index - count] ?? null,
    after: (count) => tokens[index + count] ?? null,
    span: token === null ? reading.span(end, end) : reading.spanOf(token),
    spanOf: (part) => reading.spanOf(part),
  };
}

function reportDepth(reading: Reading, { rule, span }: Mistake): void {
  const what = rule === "expression" ? "expression" : "state";
  reading.report(span, tooDeep(what, DEEPEST[what]));
}

function reportMistake(reading: Reading, mistake: Mistake): void {
  for (const remedy of REMEDIES) {
    const found = remedy(mistake);
    if (found === null) continue;
    const { span = mistake.span, finding, fix = [] } = found;
    reading.report(span, finding, fix);
    return;
  }
  const { expected: what, token, span } = mistake;
  const found = token === null ? "the end of the text" : `\`${token.image}\``;
  reading.report(span, expected(what, found, `write ${what} here`));
}
