import {
  endlessGuard,
  guardTooLarge,
  missingDefault,
} from "../../../diagnostics/messages/meaning.ts";
import type * as Ast from "../../../syntax/ast.ts";
import { printExpression } from "../../../syntax/print.ts";
import type { Expression, Guard } from "../../model.ts";
import { partsOf } from "../../parts.ts";
import { mayBeNull } from "../../type-relations.ts";
import { checkExpression } from "../expressions/check.ts";
import { eventFieldsOf, readsEvent } from "../expressions/event-fields.ts";
import { NO_EVENT, type Setting } from "../expressions/setting.ts";
import type { GuardBody, GuardEntry, Spaces } from "../names/entries.ts";
import type { Names } from "../names/names.ts";
import type { Report } from "../report.ts";
import type { Declaring } from "./declaring.ts";

/** Defaults of params and context fields, when all names are known. */
export function readDefault(member: Ast.Member, declaring: Declaring): void {
  if (member.kind === "param") readParamDefault(member, declaring);
  else if (member.kind === "field") readFieldDefault(member, declaring);
}

/** A child's default replaces its parent's. */
function readParamDefault(
  { name, default: text }: Ast.ParamDeclaration,
  { spaces, names, report }: Declaring,
): void {
  const entry = spaces.values.get(name.text);
  if (entry?.kind !== "param" || text === null) return;
  const { param } = entry;
  if (report.isSpoilt(param)) return;
  const where = "in the default of a param";
  const setting = {
    ...plain(names, report, where),
    reads: "constants",
  } as const;
  param.default = checkExpression(text, param.type, setting);
}

function readFieldDefault(
  { name, default: text }: Ast.FieldDeclaration,
  { spaces, names, report }: Declaring,
): void {
  const entry = spaces.values.get(name.text);
  if (entry?.kind !== "field") return;
  const { field } = entry;
  if (report.isSpoilt(field) || entry.layer < names.layer) return;
  if (text === null) {
    if (!mayBeNull(field.type))
      report.add({ span: name.span }, missingDefault({ name: name.text }));
    return;
  }
  const where = "in the default of a context field";
  const setting = { ...plain(names, report, where), reads: "params" } as const;
  field.default = checkExpression(text, field.type, setting) ?? field.default;
}

/** The expressions of guards. One may use another, so each is read when it is first needed. */
export function readGuards(
  spaces: Spaces,
  layers: readonly Names[],
  report: Report,
): void {
  const guards = [...spaces.callables.values()].filter(
    (entry) => entry.kind === "guard",
  );
  const sizes = new Map<Guard, number>();
  for (const entry of guards) {
    const { expression } = entry;
    const names = expression === null ? undefined : layers[expression.layer];
    if (expression === null || names === undefined) continue;
    entry.guard.text = printExpression(expression.text);
    entry.body = once(
      entry,
      () => {
        const checked = checkExpression(
          expression.text,
          { kind: "boolean" },
          {
            ...plain(names, report, `in the guard \`${entry.guard.name}\``),
            reads: "machine",
            event: { kind: "any" },
            args: entry.guard.args,
          },
        );
        if (checked === null || !fits(entry, checked, sizes, report))
          return null;
        return bodyOf(entry, checked, spaces);
      },
      report,
    );
  }
  for (const entry of guards) entry.body();
}

/** Expressions in one guard. Guards that use others twice and more double with each: thirty of them would be a billion. */
const LARGEST = 2_000;

/** The guards that it uses have been read before it. */
function fits(
  { guard, span }: GuardEntry,
  expression: Expression,
  sizes: Map<Guard, number>,
  report: Report,
): boolean {
  let size = 0;
  const waiting = [expression];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    size += 1 + (next.kind === "guard" ? (sizes.get(next.guard) ?? 0) : 0);
    for (const part of partsOf(next)) waiting.push(part);
  }
  sizes.set(guard, size);
  if (size <= LARGEST) return true;
  report.add({ span }, guardTooLarge({ name: guard.name, most: LARGEST }));
  return false;
}

function bodyOf(
  { guard }: GuardEntry,
  expression: Expression,
  spaces: Spaces,
): GuardBody {
  guard.expression = expression;
  guard.readsEvent = readsEvent(expression);
  return { expression, eventFields: eventFieldsOf(expression, spaces) };
}

/** Reads a guard's expression once; one that comes back to itself has no value. */
function once(
  { guard, span }: GuardEntry,
  read: () => GuardBody | null,
  report: Report,
): () => GuardBody | null {
  let state: "unread" | "reading" | { readonly body: GuardBody | null } =
    "unread";
  return () => {
    if (typeof state === "object") return state.body;
    if (state === "reading") {
      report.add({ span }, endlessGuard({ name: guard.name }));
      return null;
    }
    state = "reading";
    const body = read();
    state = { body };
    return body;
  };
}

function plain(
  names: Names,
  report: Report,
  where: string,
): Omit<Setting, "reads"> {
  return {
    names,
    report,
    event: NO_EVENT,
    result: null,
    error: false,
    args: [],
    where,
  };
}
