import {
  guardTakesNone,
  wrongArgument,
  wrongCount,
} from "../../../diagnostics/messages/meaning.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Expression, FunctionName } from "../../model.ts";
import { baseOf, sameType, typeText } from "../../type-relations.ts";
import type { Field, Type } from "../../types.ts";
import { reportUnknown } from "../names/find.ts";
import type { Check } from "./checker.ts";
import { checkGuardUse } from "./guard-use.ts";
import type { Setting } from "./setting.ts";

type CallText = Extract<Ast.Expression, { kind: "call" }>;

/** `f(x)`: a function of the language, or a declared guard with arguments. */
export function checkCall(
  text: CallText,
  setting: Setting,
  checkAs: Check,
  check: Check,
): Expression | null {
  const { callee } = text;
  if (isFunction(callee.text))
    return checkFunction(callee.text, text, setting, check);
  const entry = setting.names.value(callee.text);
  if (entry?.kind !== "guard") {
    const guards = [...setting.names.values()].flatMap(([name, { kind }]) =>
      kind === "guard" ? [name] : [],
    );
    const hint =
      entry === null
        ? null
        : `\`${callee.text}\` is no guard or function: only those are called`;
    const known = [...Object.keys(FUNCTIONS), ...guards];
    reportUnknown(callee, "function or guard", known, hint, setting);
    return null;
  }
  const { guard } = entry;
  if (setting.report.isSpoilt(guard)) return null;
  if (guard.args.length === 0) {
    setting.report.add(
      {
        span: text.span,
        fixes: [
          {
            title: `write \`${guard.name}\``,
            edits: [{ span: text.span, text: guard.name }],
          },
        ],
        related: [{ message: "declared without any", span: guard.span }],
      },
      guardTakesNone({ name: guard.name }),
      { name: `arguments ${guard.name}` },
    );
    return null;
  }
  const args = checkArguments(
    { name: guard.name, fields: guard.args, declared: guard.span },
    text.args,
    text.span,
    setting,
    checkAs,
  );
  return args && checkGuardUse(entry, args, text.span, setting);
}

/** Arguments by position, each of its declared type; null where one is wrong. */
export function checkArguments(
  called: {
    readonly name: string;
    readonly fields: readonly Field[];
    readonly declared: Field["span"];
  },
  texts: readonly Ast.Expression[],
  span: Field["span"],
  setting: Setting,
  checkAs: Check,
): readonly Expression[] | null {
  const { name, fields, declared } = called;
  if (texts.length !== fields.length) {
    setting.report.add(
      { span, related: [{ message: "declared here", span: declared }] },
      wrongCount({
        name,
        expected: fields.map((field) => field.name),
        found: texts.length,
      }),
    );
    return null;
  }
  const args = fields.map((field, index) => {
    const text = texts[index];
    return text === undefined ? null : checkAs(text, field.type, setting);
  });
  const checked = args.filter((arg) => arg !== null);
  return checked.length === args.length ? checked : null;
}

/** The type of a call by the types of its arguments (without null); null where they do not belong. */
type Signature = (args: readonly Type[]) => Type | null;

const NUMBER: Type = { kind: "number" };
const BOOLEAN: Type = { kind: "boolean" };

const isQuantity = ({ kind }: Type) =>
  kind === "number" || kind === "duration" || kind === "instant";

/** All of one type that has an order. */
const likeEachOther: Signature = ([first, ...others]) =>
  first !== undefined &&
  isQuantity(first) &&
  others.every((other) => sameType(first, other))
    ? first
    : null;

const rounded: Signature = ([only]) =>
  only?.kind === "number" ? NUMBER : null;

const FUNCTIONS: Readonly<
  Record<
    FunctionName,
    {
      readonly least: number;
      readonly most: number;
      readonly takes: string;
      readonly signature: Signature;
    }
  >
> = {
  min: list("numbers, durations or instants"),
  max: list("numbers, durations or instants"),
  abs: one("a number or a duration", ([only]) =>
    only !== undefined && only.kind !== "instant" && isQuantity(only)
      ? only
      : null,
  ),
  floor: one("a number", rounded),
  ceil: one("a number", rounded),
  round: one("a number", rounded),
  clamp: {
    least: 3,
    most: 3,
    takes: "a value and its bounds `(x, low, high)`, all of one type",
    signature: likeEachOther,
  },
  length: one("a string or a list", ([only]) =>
    only?.kind === "string" || only?.kind === "list" ? NUMBER : null,
  ),
  contains: {
    least: 2,
    most: 2,
    takes:
      "a string and a part of it, or a list of numbers, strings, booleans, times or enum members and an item",
    signature: contained,
  },
};

function one(takes: string, signature: Signature) {
  return { least: 1, most: 1, takes, signature };
}

function list(takes: string) {
  return {
    least: 1,
    most: Number.POSITIVE_INFINITY,
    takes: `one or more ${takes}, all of one type`,
    signature: likeEachOther,
  };
}

/** Records and lists have no equality. */
function contained([whole, part]: readonly Type[]): Type | null {
  if (whole?.kind === "string") return part?.kind === "string" ? BOOLEAN : null;
  if (whole?.kind !== "list" || part === undefined) return null;
  const item = baseOf(whole.of);
  const comparable = !["record", "list", "imported"].includes(item.kind);
  return comparable && sameType(item, part) ? BOOLEAN : null;
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

function checkFunction(
  name: FunctionName,
  text: CallText,
  setting: Setting,
  check: Check,
): Expression | null {
  const { least, most, takes, signature } = FUNCTIONS[name];
  const args = text.args
    .map((arg) => check(arg, null, setting))
    .filter((arg) => arg !== null);
  if (args.length !== text.args.length) return null;
  if (args.length < least || args.length > most) {
    setting.report.add(
      { span: text.span },
      wrongArgument({ name, takes, found: null }),
    );
    return null;
  }
  const types = args.map((arg) => baseOf(arg.type));
  const type = signature(types);
  if (type === null) {
    setting.report.add(
      { span: text.span },
      wrongArgument({ name, takes, found: types.map(typeText) }),
    );
    return null;
  }
  return { kind: "function", name, args, type, span: text.span };
}
