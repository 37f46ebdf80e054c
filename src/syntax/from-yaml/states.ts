import { STATE_MODIFIERS } from "../../../grammar/words.ts";
import type {
  Callbacks,
  Deferral,
  Modifier,
  StateDeclaration,
  StateItem,
  StateModifier,
} from "../ast.ts";
import { at } from "../../diagnostics/index.ts";
import { notAllowed } from "../../diagnostics/messages/syntax.ts";
import {
  knownKeys,
  mappingOf,
  misshapen,
  placed,
  type Context,
  type Wanted,
} from "./context.ts";
import { effectsOf } from "./effects.ts";
import { fragment, listed, nameOf } from "./fragments.ts";
import { flagOf, modifiersOf } from "./modifiers.ts";
import { NO_NOTES, notesOf } from "./notes.ts";
import { initialOf } from "./policies.ts";
import { runsOf } from "./run.ts";
import { alwaysOf, mixedTimersOf, onOf, timersOf } from "./transitions.ts";
import { booleanOf, isNull, type YamlEntry, type YamlValue } from "./value.ts";

const STATES: Wanted = {
  what: "a mapping of state names",
  example: "{ SCANNING: { initial: true }, DONE: { final: true } }",
};

/** `states`: names to what is in them. */
export function statesOf(
  context: Context,
  value: YamlValue,
): readonly StateDeclaration[] {
  const entries = mappingOf(context, value, STATES) ?? [];
  return entries.flatMap((entry) => {
    const state = stateOf(context, entry);
    return state === null ? [] : placed(context, state, entry.key, entry.value);
  });
}

function stateOf(
  context: Context,
  { key, value }: YamlEntry,
): StateDeclaration | null {
  const name = nameOf(context, key);
  if (value.kind !== "mapping") {
    if (!isNull(value))
      misshapen(context, value, {
        what: "a mapping of what is in the state",
        example: "SCANNING: { on: { QUOTE: -> BUYING } }",
      });
    return name === null
      ? null
      : { kind: "state", name, modifiers: [], items: [], ...NO_NOTES };
  }
  const known = knownKeys(context, value, "state");
  const modifiers: Modifier<StateModifier>[] = [];
  const items: StateItem[] = [];
  for (const entry of value.entries) {
    modifiers.push(...modifiersIn(context, entry));
    items.push(...itemsIn(context, entry));
  }
  if (name === null) return null;
  return { kind: "state", name, modifiers, items, ...notesOf(context, known) };
}

function modifiersIn(
  context: Context,
  entry: YamlEntry,
): readonly Modifier<StateModifier>[] {
  if (entry.key.text === "modifiers")
    return modifiersOf(
      context,
      entry.value,
      STATE_MODIFIERS,
      "modifier of a state",
    );
  const word = STATE_MODIFIERS.find((word) => word === entry.key.text);
  if (word === undefined || isInitialTail(entry)) return [];
  return flagOf(context, word, entry);
}

function isInitialTail({ key, value }: YamlEntry): boolean {
  return key.text === "initial" && booleanOf(value) === null;
}

function itemsIn(context: Context, entry: YamlEntry): readonly StateItem[] {
  const { key, value } = entry;
  switch (key.text) {
    case "initial":
      return isInitialTail(entry)
        ? severally(context, entry, (each) => initialOf(context, each))
        : [];
    case "enter":
    case "exit": {
      const kind = key.text;
      return severally(context, entry, (each) =>
        callbacksOf(context, kind, each),
      );
    }
    case "on":
      return onOf(context, entry);
    case "always":
      return alwaysOf(context, entry);
    case "after":
      return timersOf(context, "after", entry);
    case "at":
      return timersOf(context, "at", entry);
    case "every":
      return timersOf(context, "every", entry);
    case "timers":
      return mixedTimersOf(context, entry);
    case "run":
      return runsOf(context, entry);
    case "defer":
    case "ignore": {
      const kind = key.text;
      return severally(context, entry, (each) =>
        deferralOf(context, kind, each),
      );
    }
    case "states":
      return statesOf(context, value);
    default:
      return [];
  }
}

/** One item; or several, where a list holds a mapping for each. */
function severally<Item extends object>(
  context: Context,
  { key, value }: YamlEntry,
  read: (entry: YamlEntry) => Item | null,
): readonly Item[] {
  const several =
    value.kind === "list" && value.items.some(({ kind }) => kind === "mapping");
  const values = several ? value.items : [value];
  return values.flatMap((each) => {
    const item = read({ key, value: each });
    if (item === null) return [];
    return placed(context, item, several ? each : key, each);
  });
}

/** `enter: a, b set x = 1`, a list of actions, or a mapping. */
function callbacksOf(
  context: Context,
  kind: "enter" | "exit",
  { key, value }: YamlEntry,
): Callbacks | null {
  const wanted = {
    what: "actions and effects",
    example: `${kind}: record set x = 1`,
  };
  const keyword = key.span;
  if (value.kind === "list") {
    const actions = listed(context, "names", value, wanted);
    return { kind, actions, effects: [], keyword, ...NO_NOTES };
  }
  if (value.kind === "scalar") {
    const callbacks = fragment(context, "callbacks", value, wanted);
    return callbacks === null
      ? null
      : { kind, ...callbacks, keyword, ...NO_NOTES };
  }
  const known = knownKeys(context, value, "callbacksDetail");
  const first =
    known.callbacks === undefined
      ? null
      : callbacksOf(context, kind, known.callbacks);
  const actions = first?.actions ?? [];
  const effects = [...(first?.effects ?? []), ...effectsOf(context, known)];
  if (actions.length === 0 && effects.length === 0) {
    const help = `name actions in \`${kind}\`, or effects such as \`set: { n: 1 }\``;
    const finding = notAllowed(`nothing is done on ${kind}`, help);
    context.report(at({ span: keyword }, finding));
    return null;
  }
  return { kind, actions, effects, keyword, ...notesOf(context, known) };
}

function deferralOf(
  context: Context,
  kind: "defer" | "ignore",
  { key, value }: YamlEntry,
): Deferral {
  const wanted = { what: "triggers", example: `${kind}: [QUOTE]` };
  const known =
    value.kind === "mapping" ? knownKeys(context, value, "deferralDetail") : {};
  const list = value.kind === "mapping" ? known.triggers?.value : value;
  return {
    kind,
    triggers: listed(context, "names", list ?? value, wanted),
    keyword: key.span,
    ...notesOf(context, known),
  };
}
