/** What distinguishes a redeclaration from the parent's declaration, in words for a message; null where nothing does. */
import { sameType, typeText } from "../../type-relations.ts";
import type { Field, Type } from "../../types.ts";

export function typeDifference(
  parent: Type | null,
  child: Type | null,
): string | null {
  if (parent === null || child === null)
    return parent === child
      ? null
      : `${said(parent)} there, ${said(child)} here`;
  return sameType(parent, child)
    ? null
    : `\`${typeText(parent)}\` there, \`${typeText(child)}\` here`;
}

export function fieldsDifference(
  parent: readonly Field[],
  child: readonly Field[],
): string | null {
  if (parent.length !== child.length)
    return `${count(parent.length)} there, ${count(child.length)} here`;
  for (const [index, field] of parent.entries()) {
    const other = child[index];
    if (other === undefined || other.name !== field.name)
      return `\`${field.name}\` is missing at its place here`;
    const difference = typeDifference(field.type, other.type);
    if (difference !== null) return `\`${field.name}\` is ${difference}`;
  }
  return null;
}

/** Of lists of words or names, in their order. */
export function listDifference(
  parent: readonly string[] | null,
  child: readonly string[] | null,
): string | null {
  const [there, here] = [parent, child].map((list) =>
    list === null || list.length === 0 ? "nothing" : `\`${list.join(", ")}\``,
  );
  return there === here ? null : `${there} there, ${here} here`;
}

function said(type: Type | null): string {
  return type === null ? "no type" : `\`${typeText(type)}\``;
}

function count(fields: number): string {
  return fields === 1 ? "1 field" : `${fields} fields`;
}
