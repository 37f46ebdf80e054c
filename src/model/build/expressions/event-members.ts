import {
  eventFieldDiffers,
  eventFieldNotShared,
  notHere,
  unknownEventField,
  unknownMember,
} from "../../../diagnostics/messages/meaning.ts";
import { nearest } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Expression, Trigger } from "../../model.ts";
import { sameType, typeText } from "../../type-relations.ts";
import type { Field, Type } from "../../types.ts";
import { renaming } from "../names/suggestion.ts";
import type { Setting } from "./setting.ts";

type MemberText = Extract<Ast.Expression, { kind: "member" }>;

/** `event.x`: a field that all triggers of the place share. */
export function checkEventMember(
  { name, span }: MemberText,
  setting: Setting,
): Expression | null {
  const { event, report, where } = setting;
  if (event.kind === "none") {
    report.add({ span }, notHere({ name: "event", where }));
    return null;
  }
  if (event.kind === "lost") return null;
  const field =
    event.kind === "any"
      ? anyField(name, setting)
      : sharedField(name, event.triggers, setting);
  if (field === null) return null;
  return { kind: "payload", name: name.text, type: field.type, span };
}

function anyField(name: Ast.Name, setting: Setting): Field | null {
  const triggers = [...setting.names.triggers()].map(({ trigger }) => trigger);
  for (const { fields } of triggers) {
    const field = fields.find((each) => each.name === name.text);
    if (field !== undefined) return field;
  }
  if (triggers.some((trigger) => setting.report.isSpoilt(trigger))) return null;
  const known = triggers.flatMap(({ fields }) =>
    fields.map((field) => field.name),
  );
  const { text, span } = name;
  if (setting.report.mayBeUnread(text, span)) return null;
  const suggestion = nearest(text, known);
  setting.report.add(
    { span, fixes: renaming(span, suggestion) },
    unknownEventField({ name: text, suggestion }),
    { name: `event.${text}`, of: "payload" },
  );
  return null;
}

function sharedField(
  name: Ast.Name,
  triggers: readonly Trigger[],
  { report }: Setting,
): Field | null {
  const found = triggers.map((trigger) => ({
    trigger,
    field: trigger.fields.find((each) => each.name === name.text),
  }));
  const first = found.find(({ field }) => field !== undefined);
  const missing = found.find(({ field }) => field === undefined);
  if (triggers.some((trigger) => report.isSpoilt(trigger)) && missing)
    return null;
  if (first?.field === undefined) {
    reportMissing(name, triggers, report);
    return null;
  }
  const { span } = name;
  const { field, trigger } = first;
  if (missing !== undefined) {
    report.add(
      {
        span,
        related: [
          { message: "declared without it", span: missing.trigger.span },
        ],
      },
      eventFieldNotShared({
        field: name.text,
        with: trigger.name,
        without: missing.trigger.name,
      }),
    );
    return null;
  }
  const other = found.find((each) => !agree(each.field?.type, field.type));
  if (other?.field !== undefined) {
    report.add(
      { span, related: [{ message: "declared here", span: other.field.span }] },
      eventFieldDiffers({
        field: name.text,
        one: `${typeText(field.type)} in ${trigger.name}`,
        other: `${typeText(other.field.type)} in ${other.trigger.name}`,
      }),
    );
    return null;
  }
  return field;
}

function agree(a: Type | undefined, b: Type): boolean {
  return a !== undefined && sameType(a, b);
}

function reportMissing(
  { text, span }: Ast.Name,
  triggers: readonly Trigger[],
  report: Setting["report"],
): void {
  if (!triggers.every((trigger) => report.isWhole(trigger.span))) return;
  const [first] = triggers;
  const known = first?.fields.map((field) => field.name) ?? [];
  const suggestion = nearest(text, known);
  report.add(
    {
      span,
      fixes: renaming(span, suggestion),
      related: triggers.map((trigger) => ({
        message: "declared here",
        span: trigger.span,
      })),
    },
    unknownMember({
      name: text,
      type: triggers.map((trigger) => trigger.name).join(", "),
      suggestion,
      known,
    }),
    { name: `event.${text}` },
  );
}

const ERROR_MEMBERS = {
  code: { kind: "optional", of: { kind: "string" } },
  message: { kind: "string" },
  attempt: { kind: "number" },
} as const satisfies Readonly<Record<string, Type>>;

/** `error.code`, `error.message`, `error.attempt`. */
export function checkErrorMember(
  { name, span }: MemberText,
  setting: Setting,
): Expression | null {
  if (!setting.error) {
    setting.report.add(
      { span },
      notHere({ name: "error", where: setting.where }),
    );
    return null;
  }
  switch (name.text) {
    case "code":
    case "message":
    case "attempt": {
      const type = ERROR_MEMBERS[name.text];
      return { kind: "error", name: name.text, type, span };
    }
    default: {
      const known = Object.keys(ERROR_MEMBERS);
      const suggestion = nearest(name.text, known);
      setting.report.add(
        { span: name.span, fixes: renaming(name.span, suggestion) },
        unknownMember({ name: name.text, type: "error", suggestion, known }),
      );
      return null;
    }
  }
}
