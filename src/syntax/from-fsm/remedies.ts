import {
  Identifier,
  NumberLiteral,
  type Token,
} from "../../../grammar/tokens.ts";
import {
  EFFECTS,
  isReserved,
  MEMBER_WORDS,
  OUTCOMES,
  STATE_ITEM_WORDS,
  STATE_MODIFIERS,
  TRIGGER_MODIFIERS,
  WORDS,
} from "../../../grammar/words.ts";
import type { Edit, Finding } from "../../diagnostics/index.ts";
import {
  expected,
  notAllowed,
  unknownWord,
} from "../../diagnostics/messages/syntax.ts";
import { nearest, type Span } from "../../source/index.ts";

/** A place that could not be read, with what stands around it. */
export interface Mistake {
  /** In words of the language. */
  readonly expected: string;
  /** The rule of the grammar that was being read. */
  readonly rule: string;
  /** The text of the token. */
  readonly found: string;
  /** Null at the end of the text. */
  readonly token: Token | null;
  readonly before: (count: number) => Token | null;
  readonly after: (count: number) => Token | null;
  readonly span: Span;
  readonly spanOf: (token: Token) => Span;
}

export interface Remedied {
  readonly finding: Finding;
  /** Where it is not the token at which the parser stopped. */
  readonly span?: Span;
  readonly fix?: readonly Edit[];
}

type Remedy = (mistake: Mistake) => Remedied | null;

/** What people who come from elsewhere write. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  if: "when",
  case: "when",
  entry: "enter",
  onEntry: "enter",
  onExit: "exit",
  event: "trigger",
  transition: "on",
  invoke: "run",
  wait: "after",
  goto: "->",
  then: "->",
  otherwise: "else",
  const: "param",
  let: "context",
  var: "context",
  input: "param",
  machine: "strategy",
  assign: "set",
  send: "raise",
  default: "else",
};

const BODIES: Readonly<Record<string, readonly string[]>> = {
  stateBody: [...STATE_ITEM_WORDS, ...STATE_MODIFIERS],
  stateItem: [...STATE_ITEM_WORDS, ...STATE_MODIFIERS],
  strategyBody: [...MEMBER_WORDS, ...STATE_MODIFIERS, ...TRIGGER_MODIFIERS],
  member: [...MEMBER_WORDS, ...STATE_MODIFIERS, ...TRIGGER_MODIFIERS],
  file: ["import", "enum", "type", "strategy", "abstract"],
  fileItem: ["import", "enum", "type", "strategy", "abstract"],
  arms: OUTCOMES,
  arm: OUTCOMES,
  choice: ["when", "else"],
};

const isOneOf = (words: readonly string[], word: string): boolean =>
  words.includes(word);

/** `exposed stat X`: modifiers, and then no `state`. */
const modifierOfNothing: Remedy = ({ rule, token, after, spanOf }) => {
  if (token === null || BODIES[rule] === undefined) return null;
  const all = [...STATE_MODIFIERS, ...TRIGGER_MODIFIERS];
  if (!isOneOf(all, token.image)) return null;
  let ahead = 1;
  while (isOneOf(all, after(ahead)?.image ?? "")) ahead += 1;
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
      `\`${next.image}\``,
      `\`${token.image}\` is a modifier: write \`${token.image} ${word} NAME\``,
    ),
  };
};

/** A word that the language has, in a place that is not its own. */
const misplacedWord: Remedy = ({ rule, found, span, token }) => {
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
const misspeltWord: Remedy = ({ rule, found, token, span }) => {
  if (token?.tokenType !== Identifier) return null;
  const isEnd = rule === "end" || rule === "tail";
  const words = isEnd ? ["when", ...EFFECTS, "stay"] : BODIES[rule];
  if (words === undefined) return null;
  const known = Object.hasOwn(ELSEWHERE, found) ? ELSEWHERE[found] : undefined;
  const wider = isEnd ? [] : WORDS.filter((word) => isReserved(word));
  const meant = known ?? nearest(found, words) ?? nearest(found, wider) ?? null;
  if (meant === null) return null;
  return {
    finding: unknownWord(found, "word of the language", [meant, ...words]),
    fix: [{ span, text: meant }],
  };
};

/** `when set x = 1`, `when stay`: what should follow was taken for the name of a field. */
const missingExpression: Remedy = ({ before, rule, spanOf }) => {
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
      `\`${taken.image}\``,
      opener.image === "when"
        ? "write the condition, or leave `when` out"
        : `write what belongs to \`${opener.image}\``,
    ),
  };
};

/** The end of a transition. */
const missingEnd: Remedy = ({ rule, found, token, before, span }) => {
  if (rule !== "end" && rule !== "tail") return null;
  const help = "end it with `-> STATE`, or with `stay` if it leads nowhere";
  const what = isAfterEffects(before)
    ? "`->` or `stay` after the effects"
    : "`->` or `stay`";
  const at = token === null ? "the end of the text" : `\`${found}\``;
  if (found === "when")
    return {
      finding: notAllowed(
        "the condition stands behind the effects",
        "write `when` first: `on T when condition set n = 1 -> STATE`",
      ),
    };
  if (found === "to")
    return {
      finding: expected(what, at, "write `->` before the state it leads to"),
      fix: [{ span, text: "->" }],
    };
  if (token?.tokenType === Identifier)
    return {
      finding: expected(what, at, `write \`-> ${found}\``),
      fix: [{ span, text: `-> ${found}` }],
    };
  return { finding: expected(what, at, help) };
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
const commaBetweenArms: Remedy = ({ rule, found, before, spanOf }) => {
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

/** A reserved word where a name is declared or called. */
const reservedName: Remedy = ({ expected: what, found, token, span }) => {
  const wantsName = /^(?:a name|the name|the activity|the trigger)/.test(what);
  if (!wantsName || token === null || !isReserved(found)) return null;
  if (!isOneOf(WORDS, found)) return null;
  const upper = found.toUpperCase();
  return {
    span,
    finding: expected(
      what,
      `\`${found}\`, a word of the language`,
      `choose another name, such as \`${upper}\``,
    ),
  };
};

/** `a b`, `-> A B`: something that goes on where it should be over. */
const goesOn: Remedy = ({ expected: what, found, before, token }) => {
  if (what !== "the end" || token === null) return null;
  const last = before(1)?.image ?? "";
  return {
    finding: expected(
      `nothing more after \`${last}\``,
      `\`${found}\``,
      "take out what follows, or write what joins the two",
    ),
  };
};

/** An operator without one of its sides, a keyword without its value. */
const missingOperand: Remedy = ({ rule, found, token, before }) => {
  if (rule !== "operand") return null;
  const last = before(1)?.image;
  if (last === undefined) return null;
  const at = token === null ? "the end of the text" : `\`${found}\``;
  const what = `an expression after \`${last}\``;
  const help =
    last === "when"
      ? "write the condition, or leave `when` out"
      : "write a value, a name or a calculation";
  return { finding: expected(what, at, help) };
};

/** Details of declarations and runs that are easily left out. */
const missingDetail: Remedy = ({ rule, expected: what, found, token }) => {
  const at = token === null ? "the end of the text" : `\`${found}\``;
  const help = DETAILS[`${rule} ${what}`] ?? DETAILS[rule];
  if (help === undefined) return null;
  if (token?.tokenType === NumberLiteral && what === "a number") return null;
  return { finding: expected(what, at, help) };
};

const DETAILS: Readonly<Record<string, string>> = {
  "param `:` and the type":
    "a param has a type, and may have a default: `param size: number = 1`",
  "field `:` and the type": "write `name: type`, such as `price: number`",
  "contextField `:` and the type":
    "a field has a type, and may have a default: `spread: number = 0`",
  "parameters `(`": "write the arguments, if only `()`",
  "arms `{`":
    "write `run activity(…) retry N backoff D to D timeout D { … }`, in this order, and the arms in braces",
  "errorPolicy `limit` and how many errors are allowed":
    "write `errors limit 3 within 10m -> ERROR`",
  "errorPolicy `->`": "write `errors limit 3 within 10m -> ERROR`",
  "timeout `->`": "write `timeout 30s -> STATE`",
  "strategyBody `{`": "open the strategy with `{`: `strategy NAME { … }`",
  "recordType `=`": "write `type Fill = { price: number }`",
  "recordType `{`":
    "a type is a record: `type Fill = { price: number }`; a choice of words is an `enum`",
  "assignment `=`": "write `set field = value`",
  "arguments `,` or `)`":
    "separate the arguments with commas, and close them with `)`",
  arguments: "write the arguments in parentheses, if only `()`",
  targets: "write the name of a state, as in `-> READY`",
  statePath: "write the name of a state, as in `-> READY` or `-> LEGS.BUY`",
  allow: 'write `@allow(rule-name, "reason")` before what it is about',
  from: "write `from * on TRIGGER -> STATE`, `from exposed defer T` or `from A, B ignore T`",
  import: 'write `import { Name } from "./file.fsm"`',
  inState: "write `in(STATE)`",
  initialWay: "write `initial state NAME`, or `initial -> CHILD`",
  typeNode:
    "a type is `number`, `string`, `boolean`, `duration`, `instant`, or one that is declared",
};

/** What can begin in a body, where nothing better is known. */
const listBody: Remedy = ({ rule, expected: what, found, token }) => {
  const words = BODIES[rule];
  if (words === undefined || token === null) return null;
  const begin = words.map((word) => `\`${word}\``).join(", ");
  return {
    finding: expected(what, `\`${found}\``, `these begin one: ${begin}`),
  };
};

/** The first that has something to say counts. */
export const REMEDIES: readonly Remedy[] = [
  missingExpression,
  modifierOfNothing,
  misplacedWord,
  misspeltWord,
  missingEnd,
  commaBetweenArms,
  reservedName,
  goesOn,
  missingOperand,
  missingDetail,
  listBody,
];
