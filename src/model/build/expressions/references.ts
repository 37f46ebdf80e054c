import {
  enumAlone,
  eventAlone,
  guardNeedsArguments,
  notHere,
  notReadable,
} from "../../../diagnostics/messages/meaning.ts";
import { nearest } from "../../../source/index.ts";
import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Expression } from "../../model.ts";
import type { ValueEntry } from "../names/entries.ts";
import { reportUnknown } from "../names/find.ts";
import { checkGuardUse } from "./guard-use.ts";
import type { Setting } from "./setting.ts";

type NameText = Extract<Ast.Expression, { kind: "name" }>;

/** A name that stands alone. */
export function checkName(
  { name, span }: NameText,
  setting: Setting,
): Expression | null {
  const argument = setting.args.find((each) => each.name === name);
  if (argument !== undefined)
    return { kind: "argument", argument, type: argument.type, span };
  const builtIn = checkBuiltIn(name, span, setting);
  if (builtIn !== undefined) return builtIn;
  const entry = setting.names.value(name);
  if (entry === null) {
    reportUnknownValue({ text: name, span }, setting);
    return null;
  }
  return checkEntry(entry, span, setting);
}

/** Undefined where the name is none of the language's own. */
function checkBuiltIn(
  name: string,
  span: Span,
  setting: Setting,
): Expression | null | undefined {
  const { report, reads, where, result } = setting;
  switch (name) {
    case "now":
    case "elapsed":
    case "halted":
      if (reads !== "machine") {
        report.add({ span }, notReadable({ name, what: null, where, reads }));
        return null;
      }
      return { kind: name, type: TYPES[name], span };
    case "result":
      if (result === null) {
        reportNoResult(span, setting);
        return null;
      }
      return { kind: "result", type: result, span };
    case "event":
    case "error":
      report.add({ span }, eventAlone({ name }));
      return null;
    default:
      return undefined;
  }
}

const TYPES = {
  now: { kind: "instant" },
  elapsed: { kind: "duration" },
  halted: { kind: "boolean" },
} as const;

function checkEntry(
  entry: ValueEntry,
  span: Span,
  setting: Setting,
): Expression | null {
  const { report, reads, where } = setting;
  const refuse = (name: string, what: string): null => {
    report.add({ span }, notReadable({ name, what, where, reads }));
    return null;
  };
  switch (entry.kind) {
    case "param": {
      const { param } = entry;
      if (report.isSpoilt(param)) return null;
      if (reads === "constants") return refuse(param.name, "param");
      return { kind: "param", param, type: param.type, span };
    }
    case "field": {
      const { field } = entry;
      if (report.isSpoilt(field)) return null;
      if (reads !== "machine") return refuse(field.name, "context field");
      return { kind: "field", field, type: field.type, span };
    }
    case "guard": {
      const { guard } = entry;
      if (reads !== "machine") return refuse(guard.name, "guard");
      if (guard.args.length === 0 && !report.isSpoilt(guard))
        return checkGuardUse(entry, [], span, setting);
      if (!report.isSpoilt(guard))
        report.add(
          { span, related: [{ message: "declared here", span: entry.span }] },
          guardNeedsArguments({
            name: guard.name,
            args: guard.args.map((arg) => arg.name),
          }),
        );
      return null;
    }
    default:
      report.add(
        { span },
        enumAlone({ name: entry.enum.name, members: entry.enum.members }),
      );
      return null;
  }
}

function reportUnknownValue(name: Ast.Name, setting: Setting): void {
  const known = [
    ...setting.args.map((arg) => arg.name),
    ...[...setting.names.values()].map(([known]) => known),
    ...(setting.reads === "machine" ? ["now", "elapsed", "halted"] : []),
  ];
  const near = nearest(name.text, known);
  const hint = near === null ? meantInstead(name.text, setting) : null;
  reportUnknown(name, "param, context field or guard", known, hint, setting);
}

/** What else of the strategy has the name. */
function meantInstead(name: string, { names, event }: Setting): string | null {
  const triggers = event.kind === "triggers" ? event.triggers : [];
  if (triggers.some(({ fields }) => fields.some((each) => each.name === name)))
    return `the trigger's field is read as \`event.${name}\``;
  for (const [, entry] of names.values())
    if (entry.kind === "enum" && entry.enum.members.includes(name))
      return `the enum member is written \`${entry.enum.name}.${name}\``;
  const callable = names.callable(name);
  if (callable?.kind === "action" || callable?.kind === "activity")
    return `\`${name}\` is an ${callable.kind}, which has no value`;
  return null;
}

function reportNoResult(
  span: Span,
  { report, where, activity }: Setting,
): void {
  const finding = notHere({ name: "result", where });
  if (activity === undefined) report.add({ span }, finding);
  else
    report.add(
      {
        span,
        related: [{ message: "declared without one", span: activity.span }],
      },
      finding,
      { name: `result ${activity.name}` },
    );
}
