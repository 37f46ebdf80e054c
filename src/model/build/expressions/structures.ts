import {
  emptyList,
  missingField,
  recordNeedsType,
  unknownMember,
  declaredTwice,
  wrongItem,
} from "../../../diagnostics/messages/meaning.ts";
import { nearest } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Expression } from "../../model.ts";
import { baseOf, mayBeNull, typeText } from "../../type-relations.ts";
import type { RecordType, Type } from "../../types.ts";
import { renaming } from "../names/suggestion.ts";
import type { Check } from "./checker.ts";
import { fits, unite } from "./fits.ts";
import type { Setting } from "./setting.ts";

type RecordText = Extract<Ast.Expression, { kind: "record" }>;
type ListText = Extract<Ast.Expression, { kind: "list" }>;

/** `{a: 1}`: of the type that its place has. Fields that may be null can be left out. */
export function checkRecord(
  text: RecordText,
  expected: Type | null,
  setting: Setting,
  checkAs: Check,
): Expression | null {
  const { report } = setting;
  const base = expected === null ? null : baseOf(expected);
  if (base?.kind !== "record") {
    report.add(
      { span: text.span },
      recordNeedsType({ expected: base === null ? null : typeText(base) }),
    );
    return null;
  }
  const { record } = base;
  const given = givenFields(text, record, setting, checkAs);
  if (given === null) return null;
  const fields: { name: string; value: Expression }[] = [];
  for (const field of record.fields) {
    const value = given.get(field.name);
    if (value !== undefined) fields.push({ name: field.name, value });
    else if (mayBeNull(field.type)) {
      const type: Type = { kind: "null" };
      const nothing: Expression = { kind: "null", type, span: text.span };
      fields.push({ name: field.name, value: nothing });
    } else {
      report.add(
        {
          span: text.span,
          related: [{ message: "declared here", span: field.span }],
        },
        missingField({ name: field.name, type: record.name }),
      );
      return null;
    }
  }
  return { kind: "record", fields, type: base, span: text.span };
}

function givenFields(
  text: RecordText,
  record: RecordType,
  setting: Setting,
  checkAs: Check,
): ReadonlyMap<string, Expression> | null {
  const given = new Map<string, Expression>();
  let right = true;
  for (const { name, value } of text.fields) {
    const field = record.fields.find((each) => each.name === name.text);
    if (field === undefined) {
      right = false;
      if (!setting.report.isSpoilt(record))
        reportUnknownField(name, record, setting);
      continue;
    }
    if (given.has(name.text)) {
      right = false;
      setting.report.add(
        { span: name.span },
        declaredTwice({ name: name.text, what: "field" }),
      );
      continue;
    }
    const checked = checkAs(value, field.type, setting);
    if (checked === null) right = false;
    else given.set(name.text, checked);
  }
  return right ? given : null;
}

function reportUnknownField(
  { text, span }: Ast.Name,
  record: RecordType,
  { report }: Setting,
): void {
  const known = record.fields.map((field) => field.name);
  const suggestion = nearest(text, known);
  report.add(
    {
      span,
      fixes: renaming(span, suggestion),
      related: [{ message: "the type is declared here", span: record.span }],
    },
    unknownMember({ name: text, type: record.name, suggestion, known }),
    { name: `member ${record.name}.${text}` },
  );
}

/** `[x]`: of the type that its place has, else of its items' common type. */
export function checkList(
  text: ListText,
  expected: Type | null,
  setting: Setting,
  check: Check,
): Expression | null {
  const { report } = setting;
  const wanted = expected === null ? null : baseOf(expected);
  const of = wanted?.kind === "list" ? wanted.of : null;
  const items = text.items.map((item) => check(item, of, setting));
  const checked = items.filter((item) => item !== null);
  if (checked.length !== items.length) return null;
  const common = of ?? commonType(checked);
  if (common === null) {
    report.add({ span: text.span }, emptyList());
    return null;
  }
  const stranger = checked.find((item) => !fits(item.type, common));
  if (stranger !== undefined) {
    report.add(
      { span: stranger.span },
      wrongItem({ found: typeText(stranger.type), expected: typeText(common) }),
    );
    return null;
  }
  const type: Type = { kind: "list", of: common };
  return { kind: "list", items: checked, type, span: text.span };
}

/** Null for an empty list, and for one of nothing but null. */
function commonType(items: readonly Expression[]): Type | null {
  const [first, ...others] = items.map((item) => item.type);
  if (first === undefined) return null;
  let common = first;
  for (const other of others) common = unite(common, other) ?? common;
  return common.kind === "null" ? null : common;
}
