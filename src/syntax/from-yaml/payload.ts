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

/** Whether nothing but `doc` and `allow` stands in it. */
export function onlyNotes({ entries }: YamlMapping): boolean {
  return (
    entries.length > 0 &&
    entries.every(({ key }) => key.text === "doc" || key.text === "allow")
  );
}
