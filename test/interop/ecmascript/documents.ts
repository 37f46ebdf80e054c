import {
  dataModelOf,
  textBetween,
  type At,
  type Body,
  type Content,
  type DataDocument,
  type DataModel,
  type Param,
  type SendContent,
  type Step,
  type Text,
} from "../../../src/interop/scxml/ecmascript/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { printExpression, printType } from "../../../src/syntax/index.ts";

/** What a text would be in an SCXML document: an attribute's value, between quotes. */
export function text(value: string): Text {
  const raw = value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
  const file = new SourceFile("machine.scxml", `<x a="${raw}"/>`, "fsm");
  return textBetween(file, 6, 6 + raw.length);
}

export const SPAN = text("").span;
export const UNKNOWN: At = { event: { kind: "unknown" } };
export const UNBOUND: At = { event: { kind: "unbound" } };

export function on(...names: readonly string[]): At {
  return { event: { kind: "bound", names, readable: true } };
}

export function assign(location: string, expr: string): Content {
  return {
    kind: "assign",
    location: text(location),
    expr: text(expr),
    content: null,
    span: SPAN,
  };
}

export function script(value: string): Extract<Content, { kind: "script" }> {
  return { kind: "script", text: text(value), span: SPAN };
}

export function raise(event: string): Content {
  return { kind: "raise", event: text(event), span: SPAN };
}

/** `if`, as pairs of a condition and what it leads to; null: `else`. */
export function choose(
  ...branches: readonly (readonly [string | null, readonly Content[]])[]
): Content {
  return {
    kind: "if",
    branches: branches.map(([cond, content]) => ({
      cond: cond === null ? null : text(cond),
      content,
    })),
    span: SPAN,
  };
}

export function foreach(
  array: string,
  item: string,
  index: string | null,
  ...content: readonly Content[]
): Content {
  return {
    kind: "foreach",
    array: text(array),
    item: text(item),
    index: index === null ? null : text(index),
    content,
    span: SPAN,
  };
}

type Attribute = Exclude<
  keyof SendContent,
  "kind" | "params" | "content" | "span"
>;

export function send(
  attributes: Partial<Record<Attribute, string>>,
  params: Readonly<Record<string, string>> = {},
  content: Body | null = null,
): Content {
  const of = (name: Attribute): Text | null => {
    const value = attributes[name];
    return value === undefined ? null : text(value);
  };
  return {
    kind: "send",
    event: of("event"),
    eventexpr: of("eventexpr"),
    target: of("target"),
    targetexpr: of("targetexpr"),
    type: of("type"),
    typeexpr: of("typeexpr"),
    id: of("id"),
    idlocation: of("idlocation"),
    delay: of("delay"),
    delayexpr: of("delayexpr"),
    namelist: of("namelist"),
    params: paramsOf(params),
    content,
    span: SPAN,
  };
}

export function done(
  state: string,
  params: Readonly<Record<string, string>>,
  content: Body | null = null,
): Content {
  return {
    kind: "done",
    state,
    params: paramsOf(params),
    content,
    span: SPAN,
  };
}

export function body(said: { expr: string } | { text: string }): Body {
  return "expr" in said
    ? { expr: text(said.expr), text: null, span: SPAN }
    : { expr: null, text: text(said.text), span: SPAN };
}

function paramsOf(params: Readonly<Record<string, string>>): readonly Param[] {
  return Object.entries(params).map(([name, expr]) => ({
    name: text(name),
    expr: text(expr),
    location: null,
    span: SPAN,
  }));
}

export interface Sketch {
  /** By id; null: without a value. */
  readonly data?: Readonly<Record<string, string | null>>;
  readonly blocks?: readonly (readonly [At, ...(readonly Content[])])[];
  readonly conditions?: readonly (readonly [At, string])[];
  readonly rest?: Partial<DataDocument>;
}

/** A document that says no more than a test needs; what only conditions read must be among them. */
export function documentOf(sketch: Sketch): DataDocument {
  return {
    span: SPAN,
    datamodel: "ecmascript",
    name: text("machine"),
    binding: "early",
    data: Object.entries(sketch.data ?? {}).map(([id, expr]) => ({
      id: text(id),
      expr: expr === null ? null : text(expr),
      src: null,
      content: null,
      state: null,
      span: SPAN,
    })),
    scripts: [],
    blocks: (sketch.blocks ?? []).map(([at, ...content]) => ({ at, content })),
    conditions: (sketch.conditions ?? []).map(([at, cond]) => ({
      at,
      cond: text(cond),
    })),
    outside: [],
    state: (id, span) =>
      id === "nowhere" ? null : { names: [{ text: id, span }], span },
    ...sketch.rest,
  };
}

/** What becomes of a condition, in a line. */
export function condition(model: DataModel, cond: Text, at: At): string {
  const outcome = model.condition(cond, at);
  switch (outcome.kind) {
    case "value":
      return printExpression(outcome.value);
    case "raises-error":
      return `${outcome.event}: ${outcome.message}`;
    case "refused":
      return `refused: ${outcome.remark.message} (${outcome.remark.why})`;
  }
}

/** What becomes of the blocks of a document, a list of lines each. */
export function blocks(sketch: Sketch): readonly (readonly string[])[] {
  const document = documentOf(sketch);
  const model = dataModelOf(document);
  return document.blocks.map(({ content, at }) => {
    const { steps, remarks } = model.block(content, at);
    return [
      ...steps.flatMap(lines),
      ...remarks.map(({ message, why }) => `refused: ${message} (${why})`),
    ];
  });
}

/** The declarations that a document needs, as they are written. */
export function declarations(sketch: Sketch): readonly string[] {
  const document = documentOf(sketch);
  const model = dataModelOf(document);
  const events = new Set(
    document.blocks.flatMap(({ at }) =>
      at.event.kind === "bound" ? at.event.names : [],
    ),
  );
  return [
    ...model.types.map(({ name, fields }) => {
      const parts = fields.map(
        (field) => `${field.name.text}: ${printType(field.type)}`,
      );
      return `type ${name.text} = { ${parts.join(", ")} }`;
    }),
    ...model.fields.map(({ name, type, default: first }) => {
      const value = first === null ? "" : ` = ${printExpression(first)}`;
      return `${name.text}: ${printType(type)}${value}`;
    }),
    ...[...events].map((event) => {
      const fields = model
        .payload(event)
        .map(({ name, type }) => `${name.text}: ${printType(type)}`);
      return `trigger ${event}(${fields.join(", ")})`;
    }),
  ];
}

export function lines(step: Step): readonly string[] {
  switch (step.kind) {
    case "set":
      return step.assignments.map(
        ({ field, value }) => `set ${field.text} = ${printExpression(value)}`,
      );
    case "raise": {
      const args = step.args.map(printExpression).join(", ");
      const delay =
        step.delay === null ? "" : ` delay ${printExpression(step.delay)}`;
      const word = step.queue === "internal" ? "raise" : "send";
      return [`${word} ${step.event}(${args})${delay}`];
    }
    case "cancel":
      return [`cancel ${step.sendid}`];
    case "if":
      return step.branches.flatMap(({ condition: holds, steps }) => [
        holds === null ? "else" : `if ${printExpression(holds)}`,
        ...steps.flatMap(lines).map((line) => `  ${line}`),
      ]);
    case "log":
      return [
        `log ${step.label ?? ""}: ${step.value === null ? "?" : printExpression(step.value.expression)}`,
      ];
  }
}
