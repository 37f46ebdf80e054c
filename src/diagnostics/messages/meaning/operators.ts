import type { Finding } from "../../diagnostic.ts";

/** FSM107: operators and the types that they take. */

const NONSENSE =
  "a sum of unlike things is no number that an order could rest on";

export function wrongOperand(named: {
  readonly operator: string;
  readonly takes: readonly string[];
  readonly found: string;
}): Finding {
  const { operator, takes, found } = named;
  return {
    rule: "type-mismatch",
    message: `\`${operator}\` takes ${takes.map((type) => `\`${type}\``).join(" or ")}, and this is \`${found}\``,
    why: "the decision would not be the one that stands here",
    help: takes.includes("boolean")
      ? "compare it with something: `x > 0`, `x == Side.BUY`, `x != null`"
      : "write a number or a duration",
  };
}

export function wrongOperands(named: {
  readonly operator: string;
  readonly left: string;
  readonly right: string;
}): Finding {
  const { operator, left, right } = named;
  const ordered = ["<", "<=", ">", ">="].includes(operator);
  return {
    rule: "type-mismatch",
    message: ordered
      ? `\`${left}\` and \`${right}\` have no order between them`
      : `\`${operator}\` cannot join \`${left}\` and \`${right}\``,
    why: ordered
      ? "which of the two is more is a question without an answer, and what hangs on it would be left to chance"
      : NONSENSE,
    help: remedy(operator, left, right, ordered),
  };
}

function remedy(
  operator: string,
  left: string,
  right: string,
  ordered: boolean,
): string {
  const kinds = [left.replace("?", ""), right.replace("?", "")];
  if (kinds.includes("duration") && kinds.includes("number"))
    return "give the number a unit, such as `5s`, or divide the duration by one: `elapsed / 1s` is a number";
  if (kinds.includes("instant") && kinds.includes("number"))
    return "give the number a unit, such as `5s`: an instant and a duration make an instant";
  if (kinds[0] === "instant" && kinds[1] === "instant")
    return "two instants have a difference, `a - b`, which is a duration";
  if (ordered)
    return "`<` and its like compare two numbers, two durations or two instants";
  return operator === "+"
    ? "`+` joins two numbers, two strings, two durations, or an instant and a duration"
    : "it takes numbers; durations can be added, subtracted, multiplied by a number and divided";
}

export function notComparable(named: {
  readonly operator: string;
  readonly left: string;
  readonly right: string;
}): Finding {
  const { operator, left, right } = named;
  return {
    rule: "type-mismatch",
    message: `\`${left}\` and \`${right}\` cannot be compared with \`${operator}\``,
    why: "they would never be equal, and what hangs on it would never be done, or always",
    help: "compare values of one type; records, lists and imported types only with `null`",
  };
}

export function branchesDiffer(named: {
  readonly then: string;
  readonly otherwise: string;
}): Finding {
  const { then, otherwise } = named;
  return {
    rule: "type-mismatch",
    message: `\`? :\` gives \`${then}\` or \`${otherwise}\``,
    why: "whoever takes the value could not know what it is",
    help: "let both sides have one type; one of them may be `null`",
  };
}
