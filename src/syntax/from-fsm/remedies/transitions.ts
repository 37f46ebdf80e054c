import { Identifier } from "../../../../grammar/tokens.ts";
import { EFFECTS, OUTCOMES } from "../../../../grammar/words.ts";
import { expected, notAllowed } from "../../../diagnostics/messages/syntax.ts";
import { isOneOf, type Mistake, type Remedy } from "./mistake.ts";

/** The end of a transition. */
export const missingEnd: Remedy = (mistake) => {
  const { rule, found, token, before, span, there } = mistake;
  if (rule !== "end" && rule !== "tail") return null;
  const help = "end it with `-> STATE`, or with `stay` if it leads nowhere";
  const what = isAfterEffects(before)
    ? "`->` or `stay` after the effects"
    : "`->` or `stay`";
  if (found === "when")
    return {
      finding: notAllowed(
        "the condition stands behind the effects",
        "write `when` first: `on T when condition set n = 1 -> STATE`",
      ),
    };
  if (found === "to")
    return {
      finding: expected(what, there, "write `->` before the state it leads to"),
      fix: [{ span, text: "->" }],
    };
  if (token?.tokenType === Identifier)
    return {
      finding: expected(what, there, `write \`-> ${found}\``),
      fix: [{ span, text: `-> ${found}` }],
    };
  return { finding: expected(what, there, help) };
};

function isAfterEffects(before: Mistake["before"]): boolean {
  for (let count = 1; count < 60; count += 1) {
    const image = before(count)?.image;
    if (image === undefined) return false;
    if (isOneOf(EFFECTS, image)) return true;
    if (isOneOf(["{", "}", "->", "on", "always", "when"], image)) return false;
  }
  return false;
}

/** `done -> A, failed -> B`. */
export const commaBetweenArms: Remedy = ({ rule, found, before, spanOf }) => {
  const comma = before(1);
  const isTarget = rule === "statePath" || rule === "targets";
  if (!isTarget || comma?.image !== "," || !isOneOf(OUTCOMES, found))
    return null;
  const span = spanOf(comma);
  return {
    span,
    finding: notAllowed(
      "no comma stands between the arms of a `run`",
      "leave it out",
    ),
    fix: [{ span, text: "" }],
  };
};

/** `set bought.price = 1`. */
export const memberSet: Remedy = ({ rule, found, expected: what }) =>
  rule === "assignment" && found === "." && what === "`=`"
    ? {
        finding: notAllowed(
          "a part of a context field cannot be set",
          "set the whole field: `set field = { … }`",
        ),
      }
    : null;
