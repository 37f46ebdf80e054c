import type * as Ast from "../../syntax/ast.ts";
import { typeText } from "../type-relations.ts";
import type { EnumType, RecordType } from "../types.ts";

/**
 * Tells one meaning of a strategy from another, its parents' and its types' included, as 16 hexadecimal digits. Neither comments,
 * layout and spelling nor the order of what has none (declarations, items of different kinds, modifiers) make a difference. What is
 * not there is left out: when the language grows, the specs that there are keep theirs.
 */
export function fingerprintOf(
  lineage: readonly Ast.Strategy[],
  types: {
    readonly enums: readonly EnumType[];
    readonly records: readonly RecordType[];
  },
): string {
  const layers = lineage.map(({ members }) =>
    members.toSorted(byKind).map(meaningOf),
  );
  const enums = types.enums.map(({ name, members }) => [name, ...members]);
  const records = types.records.map(({ name, fields }) => [
    name,
    ...fields.map((field) => `${field.name}: ${typeText(field.type)}`),
  ]);
  const declared = [...enums, ...records].map((each) => JSON.stringify(each));
  return textHash(JSON.stringify([layers, declared.toSorted(compare)]));
}

/** Places, comments, and what silences checks. */
const ASIDE: ReadonlySet<string> = new Set([
  "span",
  "keyword",
  "doc",
  "allows",
]);

function meaningOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(meaningOf);
  if (typeof value !== "object" || value === null) return value;
  if ("file" in value) return true;
  const parts = Object.entries(isState(value) ? inOrder(value) : value)
    .filter(([key, part]) => !ASIDE.has(key) && !isNothing(part))
    .map(([key, part]): [string, unknown] => [
      key,
      key === "modifiers" ? wordsOf(part) : meaningOf(part),
    ]);
  return Object.fromEntries(parts.toSorted(([a], [b]) => compare(a, b)));
}

/** Values that say that something is not there; `false` also says that something is not so. */
function isNothing(part: unknown): boolean {
  return part === null || (Array.isArray(part) && part.length === 0);
}

function isState(value: object): value is Ast.StateDeclaration {
  return "kind" in value && value.kind === "state";
}

function inOrder(state: Ast.StateDeclaration): Ast.StateDeclaration {
  return { ...state, items: state.items.toSorted(byKind) };
}

/** Modifiers stand in any order. */
function wordsOf(modifiers: unknown): unknown {
  return Array.isArray(modifiers)
    ? modifiers.map((each) => JSON.stringify(meaningOf(each))).toSorted(compare)
    : modifiers;
}

type Part = { readonly kind: string };

function byKind(a: Part, b: Part): number {
  return compare(kindOf(a), kindOf(b));
}

/** Timers that are due at once fire in the order of the text, whatever their kinds. */
function kindOf({ kind }: Part): string {
  return ["after", "at", "every"].includes(kind) ? "timer" : kind;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** FNV-1a over UTF-16 units, twice with different offsets. http://www.isthe.com/chongo/tech/comp/fnv */
function textHash(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((offset) => fnv1a(text, offset).toString(16).padStart(8, "0"))
    .join("");
}

function fnv1a(text: string, offset: number): number {
  let hash = offset;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
