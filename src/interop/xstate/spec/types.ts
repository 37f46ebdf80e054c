import type { Span } from "../../../source/index.ts";
import type {
  Expression,
  Field,
  TypeDeclaration,
  TypeNode,
} from "../../../syntax/index.ts";
import { safeName, type NameSpace } from "../../names.ts";
import type { Json, Member } from "../json/value.ts";
import { nameOf, UNDOCUMENTED } from "./make.ts";

/** What values of JSON are here: types are told by the values alone. */
export class Types {
  readonly declarations: TypeDeclaration[] = [];
  readonly #space: NameSpace;
  readonly #byShape = new Map<string, string>();

  constructor(space: NameSpace) {
    this.#space = space;
  }

  /** The type that all of these values have; null where they have none in common, or say nothing of it. */
  of(values: readonly Json[], hint: string): TypeNode | null {
    const [first] = values;
    if (first === undefined) return null;
    const { span } = first;
    const present = values.filter(({ kind }) => kind !== "null");
    if (present.length === 0) return null;
    const type = this.#ofPresent(present, hint, span);
    if (type === null || present.length === values.length) return type;
    return { kind: "optional", of: type, span };
  }

  #ofPresent(
    values: readonly Json[],
    hint: string,
    span: Span,
  ): TypeNode | null {
    const kinds = new Set(values.map(({ kind }) => kind));
    const [kind, another] = kinds;
    if (kind === undefined || another !== undefined) return null;
    switch (kind) {
      case "text":
        return plain("string", span);
      case "number":
      case "boolean":
        return plain(kind, span);
      case "list": {
        const items = values.flatMap((value) =>
          value.kind === "list" ? value.items : [],
        );
        const of = this.of(items, hint);
        return of === null ? null : { kind: "list", of, span };
      }
      case "object":
        return this.#record(
          values.flatMap((value) =>
            value.kind === "object" ? [value.members] : [],
          ),
          hint,
          span,
        );
      case "null":
        return null;
    }
  }

  #record(
    values: readonly (readonly Member[])[],
    hint: string,
    span: Span,
  ): TypeNode | null {
    const fields = this.fields(values, `${hint}_`);
    if (fields === null || fields.length === 0) return null;
    const isWhole = values.every(({ length }) => length === fields.length);
    if (!isWhole) return null;
    const shape = fields
      .map((field) => `${field.name.text}: ${shapeOf(field.type)}`)
      .join(", ");
    const known = this.#byShape.get(shape);
    if (known !== undefined) return plain(known, span);
    const name = this.#space.fresh(upperFirst(hint.replace(/_+$/, "")));
    this.#byShape.set(shape, name);
    this.declarations.push({
      kind: "type",
      name: nameOf(name, span),
      fields,
      ...UNDOCUMENTED,
    });
    return plain(name, span);
  }

  /** The fields of several objects; one that some lack may be null. Null where a field has no type. */
  fields(
    values: readonly (readonly Member[])[],
    hint: string,
  ): readonly Field[] | null {
    const keys = new Map<string, Member[]>();
    for (const member of values.flat())
      keys.set(member.key, [...(keys.get(member.key) ?? []), member]);
    const fields: Field[] = [];
    const names = new Set<string>();
    for (const [key, members] of keys) {
      const [first] = members;
      if (first === undefined) continue;
      const name = safeName(key);
      const type = this.of(
        members.map(({ value }) => value),
        `${hint}${upperFirst(key)}`,
      );
      if (type === null || names.has(name)) return null;
      names.add(name);
      const mayLack = members.length < values.length;
      const span = first.keySpan;
      fields.push({
        name: nameOf(name, span),
        type:
          mayLack && type.kind !== "optional"
            ? { kind: "optional", of: type, span }
            : type,
        doc: null,
      });
    }
    return fields;
  }
}

/** A constant as the language writes it. */
export function constant(json: Json): Expression {
  const { span } = json;
  switch (json.kind) {
    case "text":
      return { kind: "string", value: json.value, span };
    case "boolean":
      return { kind: "boolean", value: json.value, span };
    case "null":
      return { kind: "null", span };
    case "number":
      return numeral(json.value, span);
    case "list":
      return { kind: "list", items: json.items.map(constant), span };
    case "object":
      return {
        kind: "record",
        fields: json.members.map(({ key, keySpan, value }) => ({
          name: nameOf(safeName(key), keySpan),
          value: constant(value),
        })),
        span,
      };
  }
}

function numeral(value: number, span: Span): Expression {
  if (value >= 0 && !Object.is(value, -0))
    return { kind: "number", value, span };
  const operand = { kind: "number", value: -value, span } as const;
  return { kind: "unary", operator: "-", operand, span };
}

function plain(name: string, span: Span): TypeNode {
  return { kind: "named", name: nameOf(name, span), span };
}

function shapeOf(type: TypeNode): string {
  switch (type.kind) {
    case "named":
      return type.name.text;
    case "optional":
      return `${shapeOf(type.of)}?`;
    case "list":
      return `${shapeOf(type.of)}[]`;
  }
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
