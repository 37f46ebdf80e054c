import type { Always, On, TimerItem } from "../ast.ts";
import { listOf, mappingOf, type Context, type Wanted } from "./context.ts";
import { expression, fragment } from "./fragments.ts";
import { tailOf } from "./tails.ts";
import type { YamlEntry, YamlValue } from "./value.ts";

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
      : [{ kind: "on", events, ...noted, keyword: key.span }];
  });
}

/** `always: -> X`. */
export function alwaysOf(
  context: Context,
  { key, value }: YamlEntry,
): Always | null {
  const noted = tailOf(context, value);
  return noted === null
    ? null
    : { kind: "always", ...noted, keyword: key.span };
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
        : [{ kind, time, ...noted, keyword: key.span }];
    },
  );
}
