import {
  notAList,
  noMembers,
  unknownMember,
} from "../../../diagnostics/messages/meaning.ts";
import { nearest } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Expression } from "../../model.ts";
import {
  baseOf,
  mayBeNull,
  optionalOf,
  typeText,
} from "../../type-relations.ts";
import { findState } from "../names/find.ts";
import { renaming } from "../names/suggestion.ts";
import type { Check } from "./checker.ts";
import { checkErrorMember, checkEventMember } from "./event-members.ts";
import { fits, reportMismatch } from "./fits.ts";
import type { Setting } from "./setting.ts";

type MemberText = Extract<Ast.Expression, { kind: "member" }>;
type IndexText = Extract<Ast.Expression, { kind: "index" }>;
type InText = Extract<Ast.Expression, { kind: "in" }>;

/** `Side.BUY`, `event.x`, `error.code`, and fields of records. */
export function checkMember(
  text: MemberText,
  setting: Setting,
  check: Check,
): Expression | null {
  const { object } = text;
  const isArgument = (name: string) =>
    setting.args.some((each) => each.name === name);
  if (object.kind === "name" && !isArgument(object.name)) {
    if (object.name === "event") return checkEventMember(text, setting);
    if (object.name === "error") return checkErrorMember(text, setting);
    const entry = setting.names.value(object.name);
    if (entry?.kind === "enum")
      return checkEnumMember(text, entry.enum, setting);
  }
  const checked = check(object, null, setting);
  return checked === null ? null : memberOf(checked, text, setting);
}

function checkEnumMember(
  { name, span }: MemberText,
  type: Extract<Expression, { kind: "enum-member" }>["enum"],
  setting: Setting,
): Expression | null {
  if (type.members.includes(name.text))
    return {
      kind: "enum-member",
      enum: type,
      member: name.text,
      type: { kind: "enum", enum: type },
      span,
    };
  const suggestion = nearest(name.text, type.members);
  setting.report.add(
    {
      span: name.span,
      fixes: renaming(name.span, suggestion),
      related: [{ message: "the enum is declared here", span: type.span }],
    },
    unknownMember({
      name: name.text,
      type: type.name,
      what: "member",
      suggestion,
      known: type.members,
    }),
    { name: `member ${type.name}.${name.text}` },
  );
  return null;
}

/** What follows a `?.` is null when its object is, as in TypeScript: `a?.b.c`. */
function memberOf(
  object: Expression,
  { name, optional, span }: MemberText,
  { report }: Setting,
): Expression | null {
  const base = baseOf(object.type);
  if (base.kind !== "record") {
    report.add(
      { span: name.span },
      noMembers({ type: typeText(object.type), member: name.text }),
    );
    return null;
  }
  const { fields } = base.record;
  const field = fields.find((each) => each.name === name.text);
  if (field === undefined) {
    if (report.isSpoilt(base.record) || !report.isWhole(base.record.span))
      return null;
    const names = fields.map((each) => each.name);
    const suggestion = nearest(name.text, names);
    report.add(
      {
        span: name.span,
        fixes: renaming(name.span, suggestion),
        related: [
          { message: "the type is declared here", span: base.record.span },
        ],
      },
      unknownMember({
        name: name.text,
        type: base.record.name,
        suggestion,
        known: names,
      }),
      { name: `member ${base.record.name}.${name.text}` },
    );
    return null;
  }
  const chained = optional || continuesChain(object);
  const nullable = chained && mayBeNull(object.type);
  return {
    kind: "member",
    object,
    name: name.text,
    optional: chained,
    type: nullable ? optionalOf(field.type) : field.type,
    span,
  };
}

/** A member that is null only because a `?.` before it found null. */
function continuesChain(object: Expression): boolean {
  if (object.kind !== "member" || !object.optional) return false;
  const owner = baseOf(object.object.type);
  const field =
    owner.kind === "record"
      ? owner.record.fields.find((each) => each.name === object.name)
      : undefined;
  return field !== undefined && !mayBeNull(field.type);
}

export function checkIndex(
  text: IndexText,
  setting: Setting,
  check: Check,
): Expression | null {
  const object = check(text.object, null, setting);
  const index = check(text.index, null, setting);
  if (object === null || index === null) return null;
  const list = baseOf(object.type);
  if (list.kind !== "list") {
    setting.report.add(
      { span: text.object.span },
      notAList({ type: typeText(object.type) }),
    );
    return null;
  }
  if (!fits(index.type, { kind: "number" })) {
    reportMismatch(text.index, index.type, { kind: "number" }, setting);
    return null;
  }
  const type = optionalOf(list.of);
  return { kind: "index", object, index, type, span: text.span };
}

/** `in(STATE)`. */
export function checkIn(
  { state, span }: InText,
  setting: Setting,
): Expression | null {
  const node = findState(state, setting);
  if (node === null) return null;
  return { kind: "in", state: node.state, type: { kind: "boolean" }, span };
}
