import { NAME_EXPECTED } from "../../../../grammar/recovery.ts";
import { Identifier } from "../../../../grammar/tokens.ts";
import {
  EFFECTS,
  isReserved,
  MEMBER_WORDS,
  OUTCOMES,
  STATE_ITEM_WORDS,
  STATE_MODIFIERS,
  WORDS,
} from "../../../../grammar/words.ts";
import {
  expected,
  notAllowed,
  unknownWord,
} from "../../../diagnostics/messages/syntax.ts";
import { nearest } from "../../../source/index.ts";
import {
  BODIES,
  isModifier,
  isOneOf,
  type Remedied,
  type Remedy,
} from "./mistake.ts";

/** What people who come from elsewhere write. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ["if", "when"],
  ["case", "when"],
  ["entry", "enter"],
  ["onEntry", "enter"],
  ["onExit", "exit"],
  ["event", "trigger"],
  ["transition", "on"],
  ["invoke", "run"],
  ["wait", "after"],
  ["goto", "->"],
  ["then", "->"],
  ["otherwise", "else"],
  ["const", "param"],
  ["let", "context"],
  ["var", "context"],
  ["input", "param"],
  ["machine", "strategy"],
  ["assign", "set"],
  ["send", "raise"],
  ["default", "else"],
  ["success", "done"],
  ["succeeded", "done"],
  ["completed", "done"],
  ["failure", "failed"],
]);

/** `exposed stat X`: modifiers, and then no `state`. */
export const modifierOfNothing: Remedy = ({ rule, token, after, spanOf }) => {
  if (token === null || BODIES[rule] === undefined) return null;
  if (!isModifier(token.image)) return null;
  let ahead = 1;
  while (isModifier(after(ahead)?.image ?? "")) ahead += 1;
  const next = after(ahead);
  const isState = isOneOf(STATE_MODIFIERS, token.image);
  const word = isState ? "state" : "trigger";
  if (next === null) return null;
  const meant = nearest(next.image, [word]);
  const span = spanOf(next);
  if (meant !== null && next.tokenType === Identifier)
    return {
      span,
      finding: unknownWord(next.image, "word of the language", [word]),
      fix: [{ span, text: meant }],
    };
  return {
    span,
    finding: expected(
      `\`${word}\` after \`${token.image}\``,
      `, found \`${next.image}\``,
      `\`${token.image}\` is a modifier: write \`${token.image} ${word} NAME\``,
    ),
  };
};

/** A word that the language has, in a place that is not its own. */
export const misplacedWord: Remedy = ({ rule, found, span, token }) => {
  if (token === null) return null;
  const inState = rule === "stateBody" || rule === "stateItem";
  const inStrategy = rule === "strategyBody" || rule === "member";
  if (!inState && !inStrategy && rule !== "file" && rule !== "arms")
    return null;
  const say = (message: string, help: string): Remedied => ({
    span,
    finding: notAllowed(`\`${found}\` ${message}`, help),
  });
  if (inState && found === "else")
    return say(
      "stands outside of a choice",
      "write `{ when a -> A else -> B }`, with both branches in the braces",
    );
  if ((inState || inStrategy) && isOneOf(OUTCOMES, found))
    return say(
      "is an arm, and stands in the braces of a `run`",
      `write \`run activity() { ${found} -> STATE }\``,
    );
  if (inState && isOneOf([...MEMBER_WORDS, "strategy"], found))
    return say(
      "is declared in the strategy, not in a state",
      "move it out of the state; or close the state before it with `}`",
    );
  if (rule === "file" && isOneOf(MEMBER_WORDS, found))
    return say(
      "stands in a strategy",
      "move it into the braces of `strategy NAME { … }`",
    );
  if (inStrategy && found !== "at" && isOneOf(STATE_ITEM_WORDS, found))
    return say(
      "stands in a state",
      found === "on"
        ? "move it into a state; for several states write `from * on …`"
        : "move it into the braces of a state",
    );
  return null;
};

/** An identifier where an item, a condition, an effect or an arrow should begin. */
export const misspeltWord: Remedy = ({ rule, found, token, span }) => {
  if (token?.tokenType !== Identifier) return null;
  const isEnd = rule === "end" || rule === "tail";
  const words = isEnd ? ["when", ...EFFECTS, "stay"] : BODIES[rule];
  if (words === undefined) return null;
  const known = ELSEWHERE.get(found);
  const isNarrow = isEnd || rule === "arms" || rule === "choice";
  const wider = isNarrow ? [] : WORDS.filter((word) => isReserved(word));
  const meant = known ?? nearest(found, words) ?? nearest(found, wider) ?? null;
  if (meant === null) return null;
  return {
    finding: unknownWord(found, "word of the language", words, meant),
    fix: [{ span, text: meant }],
  };
};

/** A reserved word where a name is declared or called. */
export const reservedName: Remedy = (mistake) => {
  const { expected: what, rule, found, token, isSameLine, span } = mistake;
  if (rule === "postfix") return null;
  if (!NAME_EXPECTED.test(what) || token === null) return null;
  if (!isSameLine || !isReserved(found)) return null;
  if (!isOneOf(WORDS, found)) return null;
  const upper = found.toUpperCase();
  return {
    span,
    finding: expected(
      what,
      `, found \`${found}\`, a word of the language`,
      `choose another name, such as \`${upper}\``,
    ),
  };
};
