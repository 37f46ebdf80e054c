import type * as Ast from "../../../syntax/ast.ts";
import type { Activity } from "../../model.ts";
import type { Mutable } from "../mutable.ts";
import { checkName } from "../names/check-name.ts";
import type { CallableEntry, GuardEntry } from "../names/entries.ts";
import { findField, findLeg } from "../names/find.ts";
import { resolveFields } from "../types/fields.ts";
import { resolveType } from "../types/resolve.ts";
import type { Declaring } from "./declaring.ts";
import {
  fieldsDifference,
  listDifference,
  typeDifference,
} from "./differences.ts";

/** `guard`, `action` and `activity`, without the guards' expressions. */
export function declareCallable(
  member: Ast.Member,
  declaring: Declaring,
): void {
  if (member.kind === "guard") declareGuard(member, declaring);
  else if (member.kind === "activity") declareActivity(member, declaring);
}

function declareGuard(
  declaration: Ast.GuardDeclaration,
  { spaces, names, claims, report }: Declaring,
): void {
  const { name, doc, args, expression } = declaration;
  const { layer } = names;
  checkName(name, "guard", "expression", report);
  const { fields, complete } = resolveFields(
    args,
    "argument",
    names,
    report,
    "expression",
  );
  const free =
    claims.claim(spaces.callables, name, "guard") &&
    claims.claim(spaces.values, name, "guard");
  if (!free) return;
  const inherited = spaces.callables.get(name.text);
  if (inherited?.kind === "guard") {
    const difference = fieldsDifference(inherited.guard.args, fields);
    if (complete) claims.redeclared(name, "guard", difference, inherited.span);
    if (expression !== null) inherited.expression = { text: expression, layer };
    return;
  }
  const entry: GuardEntry = {
    kind: "guard",
    layer,
    span: name.span,
    guard: {
      name: name.text,
      doc,
      span: name.span,
      args: fields,
      expression: null,
      text: null,
      readsEvent: true,
    },
    expression: expression === null ? null : { text: expression, layer },
    body: () => null,
  };
  if (!complete) report.spoil(entry.guard);
  spaces.callables.set(name.text, entry);
  spaces.values.set(name.text, entry);
}

/** `action`, once all context fields are known: `writes` names them. */
export function declareAction(
  declaration: Ast.ActionDeclaration,
  declaring: Declaring,
): void {
  const { spaces, names, claims, report } = declaring;
  const { name, doc } = declaration;
  checkName(name, "action", "other", report);
  if (!claims.claim(spaces.callables, name, "action")) return;
  const writes =
    declaration.writes?.flatMap((field) => findField(field, declaring) ?? []) ??
    null;
  const inherited = spaces.callables.get(name.text);
  if (inherited?.kind === "action") {
    const difference = listDifference(
      inherited.action.writes?.map((field) => field.name) ?? null,
      writes?.map((field) => field.name) ?? null,
    );
    claims.redeclared(name, "action", difference, inherited.span);
    return;
  }
  const entry: CallableEntry = {
    kind: "action",
    layer: names.layer,
    span: name.span,
    action: { name: name.text, doc, span: name.span, writes },
  };
  spaces.callables.set(name.text, entry);
}

function declareActivity(
  declaration: Ast.ActivityDeclaration,
  declaring: Declaring,
): void {
  const { spaces, names, claims, report } = declaring;
  const { name } = declaration;
  checkName(name, "activity", "other", report);
  const activity = activityOf(declaration, declaring);
  if (!claims.claim(spaces.callables, name, "activity")) return;
  const inherited = spaces.callables.get(name.text);
  if (inherited?.kind !== "activity") {
    spaces.callables.set(name.text, {
      kind: "activity",
      layer: names.layer,
      span: name.span,
      activity,
    });
    return;
  }
  const there = inherited.activity;
  const difference =
    fieldsDifference(there.args, activity.args) ??
    typeDifference(there.result, activity.result) ??
    typeDifference(there.partial, activity.partial) ??
    listDifference(there.words, activity.words) ??
    listDifference(
      there.legs.map((leg) => leg.name),
      activity.legs.map((leg) => leg.name),
    );
  if (!report.isSpoilt(activity))
    claims.redeclared(name, "activity", difference, inherited.span);
}

/** With no leg named the legs are left empty: all of the strategy, which are known when its children are read too. */
function activityOf(
  declaration: Ast.ActivityDeclaration,
  declaring: Declaring,
): Mutable<Activity> {
  const { names, claims, report } = declaring;
  const { name, doc } = declaration;
  const args = resolveFields(declaration.args, "argument", names, report);
  const [result, partial] = [declaration.result, declaration.partial].map(
    (type) => (type === null ? null : resolveType(type, names, report)),
  );
  const words = new Map<Ast.EffectWord, Ast.Modifier<Ast.EffectWord>>();
  for (const word of declaration.words) {
    const earlier = words.get(word.word);
    if (earlier === undefined) words.set(word.word, word);
    else claims.saidTwice(word, earlier.span);
  }
  const activity: Mutable<Activity> = {
    name: name.text,
    doc,
    span: name.span,
    args: args.fields,
    result: result ?? null,
    partial: partial ?? null,
    words: [...words.keys()],
    legs: declaration.legs.flatMap((leg) => findLeg(leg, declaring) ?? []),
  };
  const complete =
    args.complete &&
    (declaration.result === null) === (activity.result === null) &&
    (declaration.partial === null) === (activity.partial === null);
  if (!complete) report.spoil(activity);
  return activity;
}
