import {
  parse,
  type Expression,
  type Property,
  type SpreadElement,
} from "acorn";
import type { SourceFile, Span } from "../../../source/index.ts";
import type { Remarks } from "../../remarks.ts";
import { tooDeep } from "./depth.ts";
import type { Json, JsonObject, Member } from "./value.ts";

/** More than any machine needs, and less than a reader that recurses can take. */
const DEEPEST = 400;

const HOW_TO_GET_JSON =
  "an import reads data and evaluates nothing: write the configuration alone as JSON, with its guards, actions and actors by name";

const NAME_IT =
  'an import evaluates nothing: give it a name, as in "guard": "isReady", and implement it in the callbacks of the generated class';

/**
 * Reads the JSON of a configuration. As JavaScript writes it is fine too: comments, commas at the end, keys and texts without
 * double quotes. Whatever would have to be evaluated is an error at its place.
 */
export function readJson(
  source: SourceFile,
  report: Remarks,
): JsonObject | null {
  const deep = tooDeep(source.text, DEEPEST);
  if (deep !== null) {
    const span = { file: source, start: deep, end: deep + 1 };
    report.error(
      span,
      `nested deeper than ${DEEPEST} levels`,
      "no machine needs that; the limit keeps the reader safe",
    );
    return null;
  }
  const expression = parsed(source, report);
  if (expression === null) return null;
  const json = new Reader(source, report).read(expression);
  if (json === null || report.failed) return null;
  if (json.kind === "object") return json;
  report.error(
    json.span,
    "an XState configuration is an object",
    'it has `initial` and `states`: { "initial": "idle", "states": { "idle": {} } }',
  );
  return null;
}

/** In parentheses, so that an object is one and nothing may follow it; places are one further on. */
const BEFORE = "(";

function parsed(source: SourceFile, report: Remarks): Expression | null {
  const text = source.text.replace(/^\ufeff/, " ");
  try {
    const { body } = parse(`${BEFORE}${text}\n)`, { ecmaVersion: "latest" });
    const [statement] = body;
    if (body.length === 1 && statement?.type === "ExpressionStatement")
      return statement.expression;
  } catch (error) {
    const at = positionOf(error);
    const message =
      error instanceof Error ? error.message.replace(/ \(\d+:\d+\)$/, "") : "";
    const start = Math.min(Math.max(at - BEFORE.length, 0), text.length);
    const ends = text.slice(start).trim() === "";
    const span = { file: source, start, end: Math.min(start + 1, text.length) };
    report.error(
      span,
      ends
        ? "the JSON ends too early"
        : `this is no JSON: ${lowerFirst(message)}`,
      HOW_TO_GET_JSON,
    );
    return null;
  }
  const span = { file: source, start: 0, end: Math.min(1, text.length) };
  report.error(span, "this is no JSON", HOW_TO_GET_JSON);
  return null;
}

function positionOf(error: unknown): number {
  return typeof error === "object" &&
    error !== null &&
    "pos" in error &&
    typeof error.pos === "number"
    ? error.pos
    : 0;
}

function lowerFirst(text: string): string {
  return text === ""
    ? "it ends too early"
    : text[0]?.toLowerCase() + text.slice(1);
}

class Reader {
  readonly #source: SourceFile;
  readonly #report: Remarks;

  constructor(source: SourceFile, report: Remarks) {
    this.#source = source;
    this.#report = report;
  }

  read(node: Expression | SpreadElement): Json | null {
    const span = this.#span(node);
    switch (node.type) {
      case "ObjectExpression":
        return {
          kind: "object",
          members: this.#members(node.properties),
          span,
        };
      case "ArrayExpression": {
        const items = node.elements.flatMap((element) =>
          element === null ? [] : (this.read(element) ?? []),
        );
        return { kind: "list", items, span };
      }
      case "Literal":
        return this.#literal(node.value, span);
      case "UnaryExpression":
        if (node.operator === "-" && node.argument.type === "Literal") {
          const { value } = node.argument;
          if (typeof value === "number") return this.#literal(-value, span);
        }
        return this.#refuse(span, "an expression");
      case "Identifier":
        if (node.name === "undefined") return { kind: "null", span };
        return this.#refuse(span, `\`${node.name}\``);
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return this.#refuse(span, "a function", NAME_IT);
      case "CallExpression":
        return this.#refuse(span, "a call", NAME_IT);
      default:
        return this.#refuse(span, "an expression");
    }
  }

  #literal(value: unknown, span: Span): Json | null {
    if (typeof value === "string") return { kind: "text", value, span };
    if (typeof value === "boolean") return { kind: "boolean", value, span };
    if (value === null) return { kind: "null", span };
    if (typeof value === "number" && Number.isFinite(value))
      return { kind: "number", value, span };
    return this.#refuse(span, "an expression");
  }

  #members(
    properties: readonly (Property | SpreadElement)[],
  ): readonly Member[] {
    const members = new Map<string, Member>();
    for (const property of properties) {
      const member = this.#member(property);
      if (member === null) continue;
      const first = members.get(member.key);
      if (first === undefined) members.set(member.key, member);
      else
        this.#report.error(
          member.keySpan,
          `\`${member.key}\` stands twice in one object`,
          `only one of them can count; the first is on line ${this.#source.position(first.keySpan.start).line}`,
        );
    }
    const all = [...members.values()];
    const numbered = all
      .filter(({ key }) => isIndex(key))
      .toSorted((a, b) => Number(a.key) - Number(b.key));
    return [...numbered, ...all.filter(({ key }) => !isIndex(key))];
  }

  #member(property: Property | SpreadElement): Member | null {
    const span = this.#span(property);
    if (property.type === "SpreadElement" || property.computed)
      return this.#refuse(span, "an expression");
    if (property.method || property.kind !== "init")
      return this.#refuse(span, "a function", NAME_IT);
    const keySpan = this.#span(property.key);
    const key =
      property.key.type === "Identifier"
        ? property.key.name
        : property.key.type === "Literal"
          ? String(property.key.value)
          : null;
    if (key === null) return this.#refuse(keySpan, "an expression");
    const value = this.read(property.value);
    return value === null ? null : { key, keySpan, value };
  }

  #refuse(span: Span, what: string, why: string = HOW_TO_GET_JSON): null {
    this.#report.error(span, `${what} is no JSON`, why);
    return null;
  }

  #span({
    start,
    end,
  }: {
    readonly start: number;
    readonly end: number;
  }): Span {
    const moved = BEFORE.length;
    return { file: this.#source, start: start - moved, end: end - moved };
  }
}

/** A key that JavaScript puts in front of all others (ECMA-262, OrdinaryOwnPropertyKeys). */
function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
}
