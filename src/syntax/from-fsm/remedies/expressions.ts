import { NumberLiteral } from "../../../../grammar/tokens.ts";
import { EFFECTS, WORDS } from "../../../../grammar/words.ts";
import { badNumber, expected } from "../../../diagnostics/messages/syntax.ts";
import { join, textOf } from "../../../source/index.ts";
import { isBody, isOneOf, type Remedy } from "./mistake.ts";

/** `3 weeks`: a number, and a word that is no unit. */
export const unknownUnit: Remedy = (mistake) => {
  const { found, before, span, spanOf, isSameLine } = mistake;
  const number = before(1);
  const isWord = /^[a-z]{1,8}$/.test(found) && !isOneOf(WORDS, found);
  if (number?.tokenType !== NumberLiteral || !isWord || !isSameLine)
    return null;
  const whole = join(spanOf(number), span);
  const problem = `\`${found}\` is no unit`;
  return { span: whole, finding: badNumber(textOf(whole), problem, null) };
};

/** `when set x = 1`, `when stay`: what should follow was taken for the name of a field. */
export const missingExpression: Remedy = ({ before, rule, spanOf }) => {
  const taken = before(1);
  const opener = before(2);
  if (taken === null || opener === null) return null;
  const openers = ["when", "after", "at", "every", "delay", "within", "="];
  const taking = [...EFFECTS, "stay", "reenter", "when"];
  const isTaken =
    isOneOf(taking, taken.image) && isOneOf(openers, opener.image);
  if (!isTaken || rule === "assignment") return null;
  return {
    span: spanOf(taken),
    finding: expected(
      `an expression after \`${opener.image}\``,
      `, found \`${taken.image}\``,
      opener.image === "when"
        ? "write the condition, or leave `when` out"
        : `write what belongs to \`${opener.image}\``,
    ),
  };
};

/** An operator without one of its sides, a keyword without its value. */
export const missingOperand: Remedy = ({ rule, there, before }) => {
  if (rule !== "operand") return null;
  const last = before(1)?.image;
  if (last === undefined) return null;
  const what = `an expression after \`${last}\``;
  const help =
    last === "when"
      ? "write the condition, or leave `when` out"
      : "write a value, a name or a calculation";
  return { finding: expected(what, there, help) };
};

/** `a b`, `-> A B`: something that goes on where it should be over. */
export const goesOn: Remedy = (mistake) => {
  const { expected: what, rule, there, before, token, isSameLine } = mistake;
  if (token === null) return null;
  const isJunk =
    isBody(rule) && isSameLine && !isOneOf(["{", "}"], before(1)?.image ?? "{");
  if (what !== "the end" && !isJunk) return null;
  const last = before(1)?.image ?? "";
  return {
    finding: expected(
      `nothing more after \`${last}\``,
      there,
      "take out what follows, or write what joins the two",
    ),
  };
};
