import type { Always, On, TimerItem } from "../ast.ts";
import {
  listOf,
  mappingOf,
  placed,
  type Context,
  type Wanted,
} from "./context.ts";
import { expression, fragment } from "./fragments.ts";
import { tailOf } from "./tails.ts";
import { entryOf, type YamlEntry, type YamlValue } from "./value.ts";

/** A mapping; or a list of them, where one key would have to stand twice. */
function entriesOf(
  context: Context,
  value: YamlValue,
  wanted: Wanted,
): readonly YamlEntry[] {
  return listOf(value).flatMap(
    (mapping) => mappingOf(context, mapping, wanted) ?? [],
  );
}

/** `on: { QUOTE: …, "A, B": …, error: … }`. */
export function onOf(
  context: Context,
  { key, value }: YamlEntry,
): readonly On[] {
  const wanted = {
    what: "a mapping of triggers to transitions",
    example: "on: { QUOTE: -> BUYING }",
  };
  return entriesOf(context, value, wanted).flatMap((entry): readonly On[] => {
    const events = fragment(context, "events", entry.key, wanted);
    const noted = tailOf(context, entry.value);
    return events === null || noted === null
      ? []
      : [
          placed(
            context,
            { kind: "on", events, ...noted, keyword: key.span },
            entry.key,
            entry.value,
          ),
        ];
  });
}

/** `always: -> X`; several are a list of mappings that have `tail` each, for a list of branches is one choice. */
export function alwaysOf(
  context: Context,
  { key, value }: YamlEntry,
): readonly Always[] {
  const several =
    value.kind === "list" &&
    value.items.some(
      (item) => item.kind === "mapping" && entryOf(item, "tail") !== null,
    );
  const tails = several ? value.items : [value];
  return tails.flatMap((item): readonly Always[] => {
    const noted = tailOf(context, item);
    return noted === null
      ? []
      : [
          placed(
            context,
            { kind: "always", ...noted, keyword: key.span },
            several ? item : key,
            item,
          ),
        ];
  });
}

/** `after: { 5s: -> A }`. */
export function timersOf(
  context: Context,
  kind: TimerItem["kind"],
  { key, value }: YamlEntry,
): readonly TimerItem[] {
  const time = kind === "at" ? "closeTime" : "5s";
  const wanted = {
    what: `a mapping of ${kind === "at" ? "instants" : "durations"} to transitions`,
    example: `${kind}: { ${time}: -> BUYING }`,
  };
  return entriesOf(context, value, wanted).flatMap(
    (entry): readonly TimerItem[] => {
      const time = expression(context, entry.key);
      const noted = tailOf(context, entry.value);
      return time === null || noted === null
        ? []
        : [
            placed(
              context,
              { kind, time, ...noted, keyword: key.span },
              entry.key,
              entry.value,
            ),
          ];
    },
  );
}
