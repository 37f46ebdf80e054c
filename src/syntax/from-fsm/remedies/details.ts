import { expected } from "../../../diagnostics/messages/syntax.ts";
import { BODIES, isModifier, type Remedy } from "./mistake.ts";

/** Details of declarations and runs that are easily left out. */
export const missingDetail: Remedy = ({ rule, expected: what, there }) => {
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
export const listBody: Remedy = ({ rule, expected: what, there, token }) => {
  const words = BODIES[rule];
  if (words === undefined || token === null) return null;
  const begin = words
    .filter((word) => !isModifier(word))
    .map((word) => `\`${word}\``)
    .join(", ");
  return { finding: expected(what, there, `these begin one: ${begin}`) };
};
