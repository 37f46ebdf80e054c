import type { Always, On, TimerItem } from "../ast.ts";
import {
  knownKeys,
  listOf,
  mappingOf,
  misshapen,
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

const KINDS = ["after", "at", "every"] as const;

/** `timers: [{ after: { 5s: -> A } }, { every: { 1s: stay } }, { after: { 9s: -> B } }]`. */
export function mixedTimersOf(
  context: Context,
  { value }: YamlEntry,
): readonly TimerItem[] {
  const wanted = {
    what: "a list of timers",
    example: "timers: [{ after: { 5s: -> A } }, { every: { 1s: stay } }]",
  };
  if (value.kind !== "list") {
    misshapen(context, value, wanted);
    return [];
  }
  return value.items.flatMap((item): readonly TimerItem[] => {
    if (item.kind !== "mapping") {
      misshapen(context, item, wanted);
      return [];
    }
    knownKeys(context, item, "timers");
    return item.entries.flatMap((entry) => {
      const kind = KINDS.find((each) => each === entry.key.text);
      return kind === undefined ? [] : timersOf(context, kind, entry);
    });
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
