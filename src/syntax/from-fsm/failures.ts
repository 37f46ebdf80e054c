import { DEEPEST, TOO_DEEP, type Failure } from "../../../grammar/recovery.ts";
import { endOf, Unreadable, type Token } from "../../../grammar/tokens.ts";
import { expected, tooDeep } from "../../diagnostics/messages/syntax.ts";
import { REMEDIES } from "./remedies.ts";
import { isBody, type Mistake } from "./remedies/mistake.ts";
import type { Reading } from "./reading.ts";

/** Turns what the parser could not read into diagnostics, each with the remedy that fits it best. */
export function reportFailures(
  reading: Reading,
  tokens: readonly Token[],
  failures: readonly Failure[],
): void {
  for (const failure of failures) {
    if (isReported(tokens[failure.index] ?? null, tokens.at(-1))) continue;
    const mistake = mistakeOf(reading, tokens, failure);
    if (failure.expected === TOO_DEEP) reportDepth(reading, mistake);
    else reportMistake(reading, mistake);
  }
}

/** A place of which something was already said: unreadable characters, a brace that is missing there. */
function isReported(token: Token | null, last: Token | undefined): boolean {
  return token === null
    ? last?.image === ""
    : token.tokenType === Unreadable || token.image === "";
}

function mistakeOf(
  reading: Reading,
  tokens: readonly Token[],
  { expected: what, rule, index }: Failure,
): Mistake {
  const token = tokens[index] ?? null;
  const before = tokens[index - 1];
  const end = before === undefined ? 0 : endOf(before);
  const start = token?.startOffset ?? end;
  // what is missing at the end of a line is missed there, not at the next word
  const isNextLine = /[\n\r]/.test(reading.text.slice(end, start));
  const isGap = token === null || (isNextLine && !isBody(rule));
  const there =
    token === null
      ? ", found the end of the text"
      : `${isGap ? " before" : ", found"} \`${token.image}\``;
  return {
    expected: what,
    rule,
    found: token?.image ?? "",
    there,
    isSameLine: !isNextLine,
    token,
    before: (count) => tokens[index - count] ?? null,
    after: (count) => tokens[index + count] ?? null,
    span: isGap ? reading.span(end, end) : reading.spanOf(token),
    spanOf: (part) => reading.spanOf(part),
  };
}

function reportDepth(reading: Reading, mistake: Mistake): void {
  const what = mistake.rule === "expression" ? "expression" : "state";
  // Of a state the name is marked, which stands before its body.
  const name = what === "state" ? mistake.before(1) : null;
  const span = name === null ? mistake.span : mistake.spanOf(name);
  reading.report(span, tooDeep(what, DEEPEST[what]));
}

function reportMistake(reading: Reading, mistake: Mistake): void {
  for (const remedy of REMEDIES) {
    const found = remedy(mistake);
    if (found === null) continue;
    const { span = mistake.span, finding, fix = [] } = found;
    reading.report(span, finding, { fix: fix });
    return;
  }
  const { expected: what, there, span } = mistake;
  reading.report(span, expected(what, there, `write ${what} here`));
}
