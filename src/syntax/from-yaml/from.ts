import { STATE_MODIFIERS } from "../../../grammar/words.ts";
import type { Deferral, FromDeclaration, FromStates, On } from "../ast.ts";
import { at } from "../../diagnostics/index.ts";
import { notTogether } from "../../diagnostics/messages/yaml.ts";
import type { Span } from "../../source/index.ts";
import {
  knownKeys,
  listOf,
  misshapen,
  missing,
  placed,
  type Context,
  type Known,
} from "./context.ts";
import { fragment, listed } from "./fragments.ts";
import { NO_NOTES, notesOf } from "./notes.ts";
import { tailOfKeys } from "./tails.ts";
import type { YamlEntry, YamlMapping, YamlValue } from "./value.ts";

const FROM = {
  what: "`from`",
  example: "from: { states: exposed, on: EMERGENCY_EXIT, to: FLATTENING }",
};

/** `from`: one item for many states, or a list of such. */
export function fromOf(
  context: Context,
  { key, value }: YamlEntry,
): readonly FromDeclaration[] {
  return listOf(value).flatMap((item): readonly FromDeclaration[] => {
    if (item.kind !== "mapping") {
      misshapen(context, item, FROM);
      return [];
    }
    const known = knownKeys(context, item, "from");
    if (known.states === undefined) {
      missing(context, item, "states", FROM);
      return [];
    }
    const states = statesOf(context, known.states.value);
    const except =
      known.except === undefined || isNothing(known.except.value)
        ? []
        : listed(context, "statePaths", known.except.value, STATES);
    const read = itemOf(context, known, item);
    if (states === null || read === null) return [];
    const keyword: Span = key.span;
    const notes = notesOf(context, known);
    const from = { kind: "from" as const, states, except, item: read, keyword };
    return [placed(context, { ...from, ...notes }, item)];
  });
}

/** `except: []` leaves out nothing. */
function isNothing(value: YamlValue): boolean {
  return value.kind === "list" && value.items.length === 0;
}

const STATES = {
  what: 'states: "*", a modifier, or names',
  example: "states: [BUYING, SELLING]",
};

function statesOf(context: Context, value: YamlValue): FromStates | null {
  if (value.kind !== "list")
    return fragment(context, "fromStates", value, STATES);
  const [only, second] = value.items;
  if (only === undefined) return misshapen(context, value, STATES);
  const isWord =
    only.kind === "scalar" &&
    (only.text === "*" || STATE_MODIFIERS.some((word) => word === only.text));
  if (isWord && second === undefined)
    return fragment(context, "fromStates", only, STATES);
  return { kind: "named", paths: listed(context, "statePaths", value, STATES) };
}

const TAIL_KEYS = [
  "when",
  "set",
  "do",
  "raise",
  "cancel",
  "emit",
  "flat",
  "to",
  "reenter",
  "tail",
] as const;

function itemOf(
  context: Context,
  known: Known<"from">,
  mapping: YamlMapping,
): On | Deferral | null {
  const items = [known.on, known.defer, known.ignore].filter(
    (entry) => entry !== undefined,
  );
  const [first, second] = items;
  if (first === undefined) return missing(context, mapping, "on", FROM);
  const stranger =
    second ??
    (known.on === undefined
      ? TAIL_KEYS.map((key) => known[key]).find((entry) => entry !== undefined)
      : undefined);
  if (stranger !== undefined) {
    const finding = notTogether(first.key.text, stranger.key.text);
    context.report(at({ span: stranger.key.span }, finding));
  }
  if (known.on !== undefined)
    return transition(context, known, known.on, mapping);
  return {
    kind: known.defer === undefined ? "ignore" : "defer",
    triggers: listed(context, "names", first.value, {
      what: "triggers",
      example: "ignore: [QUOTE]",
    }),
    keyword: first.key.span,
    ...NO_NOTES,
  };
}

function transition(
  context: Context,
  known: Known<"from">,
  on: YamlEntry,
  mapping: YamlMapping,
): On | null {
  const wanted = { what: "triggers", example: "on: [EMERGENCY_EXIT, recover]" };
  const events = listed(context, "events", on.value, wanted);
  const { doc: _doc, allow: _allow, ...keys } = known;
  const noted = tailOfKeys(context, keys, mapping.span);
  if (noted === null) return null;
  return {
    kind: "on",
    events,
    tail: noted.tail,
    keyword: on.key.span,
    ...NO_NOTES,
  };
}
