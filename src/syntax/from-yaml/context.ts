import {
  isKeyOf,
  keysOf,
  MAPPINGS,
  type KeyOf,
  type MappingName,
} from "../../../grammar/yaml/keys.ts";
import { at, type Diagnostic } from "../../diagnostics/index.ts";
import {
  found,
  missingKey,
  unknownKey,
  wrongShape,
} from "../../diagnostics/messages/yaml.ts";
import { nearest, type SourceFile, type Span } from "../../source/index.ts";
import type { PlainComment } from "../surroundings.ts";
import {
  isEmpty,
  type YamlEntry,
  type YamlMapping,
  type YamlValue,
} from "./value.ts";

/** What everything that lowers YAML needs: the text, and where its findings go. */
export interface Context {
  readonly source: SourceFile;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Told of each value that was not understood: what it may declare is not to be reported as unknown as well. */
  readonly skip: (value: YamlValue) => void;
  /** Keys that were reported: what is missing beside one of them may be what it is meant for. */
  readonly strangers: Set<YamlValue>;
  /** Told of each comment in a text of the `.fsm` language. */
  readonly comment: (comment: PlainComment) => void;
  /** Told how far each part of the tree reaches. */
  readonly place: (part: object, span: Span, isBracketed: boolean) => void;
}

/** Notes how far a part of the tree reaches: from the beginning of one value to the end of another. */
export function placed<Part extends object>(
  { place }: Context,
  part: Part,
  first: YamlValue,
  last: YamlValue = first,
): Part {
  const end = Math.max(endOf(first), endOf(last));
  const span = { ...first.span, start: startOf(first), end };
  const lead = first.span.file.text.slice(span.start, last.span.start);
  place(part, span, isBracketed(last) && !lead.includes("\n"));
  return part;
}

function isBracketed({ kind, span }: YamlValue): boolean {
  return kind !== "scalar" && /[[{]/.test(span.file.text.charAt(span.start));
}

/** With its quote. */
function startOf({ span, ...value }: YamlValue): number {
  const isQuoted =
    value.kind === "scalar" &&
    value.quoted &&
    /["']/.test(span.file.text.charAt(span.start - 1));
  return isQuoted ? span.start - 1 : span.start;
}

/** Where what is in it ends, its quote included; the package counts comments below a mapping to it. */
function endOf(value: YamlValue): number {
  const { file, start, end } = value.span;
  if (value.kind === "scalar")
    return value.quoted && /["']/.test(file.text.charAt(end)) ? end + 1 : end;
  if (isBracketed(value)) return end;
  const parts =
    value.kind === "list"
      ? value.items
      : value.entries.flatMap((entry) => [entry.key, entry.value]);
  // What an alias stands for may stand anywhere.
  const ends = parts.map(endOf).filter((each) => each > start && each <= end);
  return Math.max(start, ...ends);
}

/** What belongs in a place: in words, and as an example. */
export interface Wanted {
  readonly what: string;
  readonly example: string;
}

/** The entries of a mapping by its known keys. */
export type Known<M extends MappingName> = {
  readonly [K in KeyOf<M>]?: YamlEntry;
};

/** The known entries; the others are reported, but for those that `other` takes. */
export function knownKeys<M extends MappingName>(
  context: Context,
  mapping: YamlMapping,
  name: M,
  other: (entry: YamlEntry) => boolean = () => false,
): Known<M> {
  const known: { [K in KeyOf<M>]?: YamlEntry } = {};
  for (const entry of mapping.entries) {
    const key = entry.key.text;
    if (isKeyOf(name, key)) known[key] = entry;
    else if (!other(entry)) {
      reportUnknown(context, entry, name);
      context.skip(entry.value);
    }
  }
  return known;
}

function reportUnknown(
  context: Context,
  { key }: YamlEntry,
  name: MappingName,
): void {
  const { title } = MAPPINGS[name];
  const keys = keysOf(name);
  const near = nearest(key.text, keys);
  const fixes =
    near === null || key.text === ""
      ? []
      : [
          {
            title: `Write \`${near}\``,
            edits: [{ span: key.span, text: near }],
          },
        ];
  const finding = unknownKey(key.text, title, keys);
  context.strangers.add(key);
  context.report(at({ span: key.span, fixes }, finding));
}

/** Reports that a value has not the shape that is wanted. */
export function misshapen(
  context: Context,
  value: YamlValue,
  { what, example }: Wanted,
): null {
  context.skip(value);
  const finding = wrongShape(what, foundIn(value), example);
  context.report(at({ span: firstLine(value.span) }, finding));
  return null;
}

function foundIn(value: YamlValue): string {
  if (value.kind === "list" && value.items.length === 0) return found.noItems;
  if (value.kind !== "scalar") return found[value.kind];
  return value.text.trim() === "" ? found.nothing : found.text(value.text);
}

/** A list or mapping of many lines is marked where it begins. */
function firstLine(span: Span): Span {
  const { file, start, end } = span;
  const lineBreak = file.text.slice(start, end).search(/[\r\n]/);
  return lineBreak < 0 ? span : { file, start, end: start + lineBreak };
}

/** Reports that a mapping lacks a key; at its first one. */
export function missing(
  context: Context,
  mapping: YamlMapping,
  key: string,
  { what, example }: Wanted,
): null {
  const span: Span = mapping.entries[0]?.key.span ?? mapping.span;
  context.skip(mapping);
  // It may stand there, misspelt.
  const isStrange = mapping.entries.some((entry) =>
    context.strangers.has(entry.key),
  );
  if (!isStrange) context.report(at({ span }, missingKey(key, what, example)));
  return null;
}

/** A mapping of names that the text chooses, or null with a report. Nothing at all is an empty one. */
export function mappingOf(
  context: Context,
  value: YamlValue,
  wanted: Wanted,
): readonly YamlEntry[] | null {
  if (value.kind === "mapping") return value.entries;
  return isEmpty(value) ? [] : misshapen(context, value, wanted);
}

/** The items of a list; anything else is a list of itself. */
export function listOf(value: YamlValue): readonly YamlValue[] {
  return value.kind === "list" ? value.items : [value];
}
