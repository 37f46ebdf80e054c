import {
  KEYS_OF,
  type KeyOf,
  type MappingName,
} from "../../../grammar/yaml-keys.ts";
import { at, type Diagnostic } from "../../diagnostics/index.ts";
import {
  missingKey,
  unknownKey,
  wrongShape,
} from "../../diagnostics/messages/yaml.ts";
import { nearest, type SourceFile, type Span } from "../../source/index.ts";
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
    if (KEYS_OF.isKey(name, key)) known[key] = entry;
    else if (!other(entry)) reportUnknown(context, entry, name);
  }
  return known;
}

function reportUnknown(
  context: Context,
  { key }: YamlEntry,
  name: MappingName,
): void {
  const { title, keys } = KEYS_OF.describe(name);
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
  context.report(at({ span: key.span, fixes }, finding));
}

/** Reports that a value has not the shape that is wanted. */
export function misshapen(
  context: Context,
  value: YamlValue,
  { what, example }: Wanted,
): null {
  const found = isEmpty(value) ? "nothing" : value.kind;
  context.report(at({ span: value.span }, wrongShape(what, found, example)));
  return null;
}

/** Reports that a mapping lacks a key; at its first one. */
export function missing(
  context: Context,
  mapping: YamlMapping,
  key: string,
  { what, example }: Wanted,
): null {
  const span: Span = mapping.entries[0]?.key.span ?? mapping.span;
  context.report(at({ span }, missingKey(key, what, example)));
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
