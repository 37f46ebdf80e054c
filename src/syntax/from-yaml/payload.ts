import type { Context } from "./context.ts";
import { fields } from "./fragments.ts";
import { notesOf } from "./notes.ts";
import { entryOf, isNull, type YamlEntry, type YamlMapping } from "./value.ts";

/** Whether `fields` is a key of the language here, and not a field that is called so. */
export function hasFields(mapping: YamlMapping): boolean {
  const entry = entryOf(mapping, "fields");
  return (
    entry !== null && (entry.value.kind === "mapping" || isNull(entry.value))
  );
}

interface PayloadKeys {
  readonly fields?: YamlEntry;
  readonly doc?: YamlEntry;
  readonly allow?: YamlEntry;
}

/** The fields and notes of a long form. */
export function payload(context: Context, known: PayloadKeys) {
  return {
    fields:
      known.fields === undefined ? [] : fields(context, known.fields.value),
    ...notesOf(context, known),
  };
}

/** Whether `doc` and `allow` are keys of the language here, and not fields: nothing else stands there, or a sentence does. */
export function hasNotes({ entries }: YamlMapping): boolean {
  const isNote = ({ key }: YamlEntry): boolean =>
    key.text === "doc" || key.text === "allow";
  const isSentence = ({ key, value }: YamlEntry): boolean =>
    key.text === "doc" && value.kind === "scalar" && /\S\s+\S/.test(value.text);
  return (
    entries.length > 0 && (entries.every(isNote) || entries.some(isSentence))
  );
}
