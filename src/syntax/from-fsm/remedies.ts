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
  badNumber,
  expected,
  notAllowed,
  unknownWord,
} from "../../diagnostics/messages/syntax.ts";
import { join, nearest, textOf, type Span } from "../../source/index.ts";

/** A place that could not be read, with what stands around it. */
export interface Mistake {
  /** In words of the language. */
  readonly expected: string;
  /** The rule of the grammar that was being read. */
  readonly rule: string;
  /** The text of the token. */
  readonly found: string;
  /** As a message goes on: `, found …`, or ` before …` at the end of a line. */
  readonly there: string;
  /** Null at the end of the text. */
  readonly token: Token | null;
  /** Whether the token before it stands on the same line. */
  readonly isSameLine: boolean;
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

/** Whether a rule reads a list of items, which begin where they begin. */
export function isBody(rule: string): boolean {
  return Object.hasOwn(BODIES, rule);
}

const isOneOf = (words: readonly string[], word: string): boolean =>
  words.includes(word);

function isModifier(word: string): boolean {
  return isOneOf([...STATE_MODIFIERS, ...TRIGGER_MODIFIERS], word);
}

/** `3 weeks`: a number, and a word that is no unit. */
const unknownUnit: Remedy = (mistake) => {
  const { found, before, span, spanOf, isSameLine } = mistake;
  const number = before(1);
  const isWord = /^[a-z]{1,8}$/.test(found) && !isOneOf(WORDS, found);
  if (number?.tokenType !== NumberLiteral || !isWord || !isSameLine)
    return null;
  const whole = join(spanOf(number), span);
  const problem = `\`${found}\` is no unit`;
  return { span: whole, finding: badNumber(textOf(whole), problem, null) };
};

/** `exposed stat X`: modifiers, and then no `state`. */
const modifierOfNothing: Remedy = ({ rule, token, after, spanOf }) => {
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
      `, found \`${taken.image}\``,
      opener.image === "when"
        ? "write the condition, or leave `when` out"
        : `write what belongs to \`${opener.image}\``,
    ),
  };
};

/** The end of a transition. */
const missingEnd: Remedy = (mistake) => {
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
const reservedName: Remedy = (mistake) => {
  const { expected: what, rule, found, token, span } = mistake;
  if (rule === "postfix") return null;
  const wantsName = /^(?:a name|the name|the activity|the trigger)/.test(what);
  if (!wantsName || token === null || !isReserved(found)) return null;
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

/** `a b`, `-> A B`: something that goes on where it should be over. */
const goesOn: Remedy = (mistake) => {
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

/** An operator without one of its sides, a keyword without its value. */
const missingOperand: Remedy = ({ rule, there, before }) => {
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

/** Details of declarations and runs that are easily left out. */
const missingDetail: Remedy = ({ rule, expected: what, there }) => {
  const help = DETAILS[`${rule} ${what}`] ?? DETAILS[rule];
  if (help === undefined) return null;
  return { finding: expected(what, there, help) };
};

const DETAILS: Readonly<Record<string, string>> = {
  "param `:` and the type":
    "a param has a type, and may have a default: `param size: number = 1`",
  "field `:` and the type": "write `name: type`, such as `price: number`",
  "contextField `:` and the type":
    "a field has a type, and may have a default: `spread: number = 0`",
  parameters: "write the arguments as `(name: type, …)`, if only `()`",
  "enumeration `{`": "write `enum Side { BUY, SELL }`",
  parenthesized: "close the parenthesis with `)`",
  listLiteral: "separate the values with commas, and close them with `]`",
  recordField: "write `name: value`",
  expression: "write `condition ? value : other`",
  call: "write `raise TRIGGER` or `emit OUTPUT`, with its values in parentheses",
  setEffect: "write `set field = value`",
  assignment: "write `set field = value`",
  events: "write `on TRIGGER -> STATE`",
  postfix: "write the name of a member, or take the dot out",
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
const listBody: Remedy = ({ rule, expected: what, there, token }) => {
  const words = BODIES[rule];
  if (words === undefined || token === null) return null;
  const begin = words
    .filter((word) => !isModifier(word))
    .map((word) => `\`${word}\``)
    .join(", ");
  return { finding: expected(what, there, `these begin one: ${begin}`) };
};

/** The first that has something to say counts. */
export const REMEDIES: readonly Remedy[] = [
  missingExpression,
  unknownUnit,
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
