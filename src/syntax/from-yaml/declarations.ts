import { EFFECT_WORDS, TRIGGER_MODIFIERS } from "../../../grammar/words.ts";
import type {
  ActionDeclaration,
  ActivityDeclaration,
  EffectWord,
  EnumDeclaration,
  FieldDeclaration,
  GuardDeclaration,
  Modifier,
  Name,
  OutputDeclaration,
  ParamDeclaration,
  TriggerDeclaration,
  TriggerModifier,
  TypeDeclaration,
} from "../ast.ts";
import {
  knownKeys,
  misshapen,
  missing,
  type Context,
  type Wanted,
} from "./context.ts";
import {
  expression,
  fieldName,
  fields,
  fragment,
  listed,
  nameOf,
  part,
  typeOf,
} from "./fragments.ts";
import { flagOf, modifiersOf } from "./modifiers.ts";
import { NO_NOTES, notesOf } from "./notes.ts";
import {
  booleanOf,
  entryOf,
  isEmpty,
  isNull,
  type YamlEntry,
  type YamlMapping,
  type YamlScalar,
  type YamlValue,
} from "./value.ts";

/** A mapping of names to what they are, or a list of names alone, each of which is then given an empty value. */
function each<Declaration>(
  context: Context,
  value: YamlValue,
  wanted: Wanted,
  read: (key: YamlScalar, value: YamlValue) => Declaration | null,
): readonly Declaration[] {
  if (value.kind === "mapping")
    return value.entries.flatMap((entry) => read(entry.key, entry.value) ?? []);
  if (value.kind !== "list") {
    if (!isEmpty(value)) misshapen(context, value, wanted);
    return [];
  }
  return value.items.flatMap((item) => {
    if (item.kind !== "scalar") return misshapen(context, item, wanted) ?? [];
    return read(item, part(item, item.text.length, item.text.length)) ?? [];
  });
}

export function enumsOf(
  context: Context,
  value: YamlValue,
): readonly EnumDeclaration[] {
  const wanted = { what: "a list of members", example: "Side: [BUY, SELL]" };
  return each(context, value, wanted, (key, value) => {
    const name = nameOf(context, key);
    if (name === null) return null;
    const known =
      value.kind === "mapping" ? knownKeys(context, value, "enum") : null;
    const list = known === null ? value : known.members?.value;
    if (list === undefined) return misshapen(context, value, wanted);
    const members = listed(context, "names", list, wanted);
    return { kind: "enum", name, members, ...notesOf(context, known ?? {}) };
  });
}

export function typesOf(
  context: Context,
  value: YamlValue,
): readonly TypeDeclaration[] {
  const wanted = {
    what: "a mapping of field names to types",
    example: "Fill: { price: number }",
  };
  return each(context, value, wanted, (key, value) => {
    const name = nameOf(context, key);
    if (name === null) return null;
    if (value.kind !== "mapping" || !hasFields(value))
      return {
        kind: "type",
        name,
        fields: fields(context, value),
        ...NO_NOTES,
      };
    const known = knownKeys(context, value, "type");
    return { kind: "type", name, ...payload(context, known) };
  });
}

/** Whether `fields` is a key of the language here, and not a field that is called so. */
function hasFields(mapping: YamlMapping): boolean {
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

function payload(context: Context, known: PayloadKeys) {
  return {
    fields:
      known.fields === undefined ? [] : fields(context, known.fields.value),
    ...notesOf(context, known),
  };
}

export function paramsOf(
  context: Context,
  value: YamlValue,
): readonly ParamDeclaration[] {
  return declaredFields(context, value, "param");
}

export function contextOf(
  context: Context,
  value: YamlValue,
): readonly FieldDeclaration[] {
  return declaredFields(context, value, "field");
}

function declaredFields<Kind extends "param" | "field">(
  context: Context,
  value: YamlValue,
  kind: Kind,
) {
  const what = kind === "param" ? "param" : "context field";
  const wanted = { what, example: "quantity: { type: number, default: 0.01 }" };
  return each(context, value, wanted, (key, value) => {
    const name = fieldName(context, key);
    if (value.kind !== "mapping") {
      const type = typeOf(context, value);
      if (name === null || type === null) return null;
      return { kind, name, type, default: null, ...NO_NOTES };
    }
    const known = knownKeys(context, value, kind);
    if (known.type === undefined)
      return missing(context, value, "type", wanted);
    const type = typeOf(context, known.type.value);
    const initial =
      known.default === undefined
        ? null
        : expression(context, known.default.value);
    if (name === null || type === null) return null;
    return { kind, name, type, default: initial, ...notesOf(context, known) };
  });
}

export function triggersOf(
  context: Context,
  value: YamlValue,
): readonly TriggerDeclaration[] {
  const wanted = {
    what: "the triggers",
    example: "{ QUOTE: { spread: number }, RESET: }",
  };
  return each(context, value, wanted, (key, value) => {
    const name = nameOf(context, key);
    if (name === null) return null;
    if (value.kind !== "mapping" || !isDetailedTrigger(value)) {
      const payload = isNull(value) ? [] : fields(context, value);
      return {
        kind: "trigger",
        name,
        modifiers: [],
        fields: payload,
        ...NO_NOTES,
      };
    }
    const known = knownKeys(context, value, "trigger");
    const modifiers: Modifier<TriggerModifier>[] = [];
    for (const entry of value.entries) {
      const word = TRIGGER_MODIFIERS.find((word) => word === entry.key.text);
      if (word !== undefined) modifiers.push(...flagOf(context, word, entry));
      else if (entry.key.text === "modifiers")
        modifiers.push(
          ...modifiersOf(
            context,
            entry.value,
            TRIGGER_MODIFIERS,
            "modifier of a trigger",
          ),
        );
    }
    return { kind: "trigger", name, modifiers, ...payload(context, known) };
  });
}

/** A plain mapping is the trigger's fields, of which one may be called `doc` or `critical`. */
function isDetailedTrigger(mapping: YamlMapping): boolean {
  if (hasFields(mapping) || onlyNotes(mapping)) return true;
  return mapping.entries.some(({ key, value }) => {
    if (key.text === "modifiers")
      return (
        value.kind === "list" ||
        (value.kind === "scalar" &&
          TRIGGER_MODIFIERS.some((word) => value.text.startsWith(word)))
      );
    const isWord = TRIGGER_MODIFIERS.some((word) => word === key.text);
    return isWord && booleanOf(value) !== null;
  });
}

function onlyNotes({ entries }: YamlMapping): boolean {
  return (
    entries.length > 0 &&
    entries.every(({ key }) => key.text === "doc" || key.text === "allow")
  );
}

export function outputsOf(
  context: Context,
  value: YamlValue,
): readonly OutputDeclaration[] {
  const wanted = { what: "the outputs", example: "{ ROUND: { n: number } }" };
  return each(context, value, wanted, (key, value) => {
    const name = nameOf(context, key);
    if (name === null) return null;
    if (value.kind === "mapping" && (hasFields(value) || onlyNotes(value))) {
      const known = knownKeys(context, value, "output");
      return { kind: "output", name, ...payload(context, known) };
    }
    const payloadFields = isNull(value) ? [] : fields(context, value);
    return { kind: "output", name, fields: payloadFields, ...NO_NOTES };
  });
}

export function guardsOf(
  context: Context,
  value: YamlValue,
): readonly GuardDeclaration[] {
  const wanted = { what: "the guards", example: "{ ready: x > 0, allowed: }" };
  return each(context, value, wanted, (key, value) => {
    const name = nameOf(context, key);
    if (name === null) return null;
    if (value.kind !== "mapping") {
      const condition = isNull(value) ? null : expression(context, value);
      return {
        kind: "guard",
        name,
        args: [],
        expression: condition,
        ...NO_NOTES,
      };
    }
    const known = knownKeys(context, value, "guard");
    return {
      kind: "guard",
      name,
      args: known.args === undefined ? [] : fields(context, known.args.value),
      expression:
        known.expr === undefined || isNull(known.expr.value)
          ? null
          : expression(context, known.expr.value),
      ...notesOf(context, known),
    };
  });
}

export function actionsOf(
  context: Context,
  value: YamlValue,
): readonly ActionDeclaration[] {
  const wanted = {
    what: "the actions",
    example: "{ record: { writes: [spread] }, notify: }",
  };
  return each(context, value, wanted, (key, value) => {
    const name = nameOf(context, key);
    if (name === null) return null;
    if (isNull(value))
      return { kind: "action", name, writes: null, ...NO_NOTES };
    if (value.kind !== "mapping") return misshapen(context, value, wanted);
    const known = knownKeys(context, value, "action");
    const writes =
      known.writes === undefined
        ? null
        : listed(context, "fieldNames", known.writes.value, {
            what: "context fields",
            example: "writes: [spread]",
          });
    return { kind: "action", name, writes, ...notesOf(context, known) };
  });
}

const ACTIVITY: Wanted = {
  what: "the activities",
  example:
    "{ buy: { args: { quantity: number }, result: Fill, effect: opens } }",
};

export function activitiesOf(
  context: Context,
  value: YamlValue,
): readonly ActivityDeclaration[] {
  return each(context, value, ACTIVITY, (key, value) => {
    const name = nameOf(context, key);
    if (name === null) return null;
    if (value.kind === "mapping") return activity(context, name, value);
    if (!isNull(value)) return misshapen(context, value, ACTIVITY);
    const nothing = { args: [], result: null, partial: null };
    return {
      kind: "activity",
      name,
      ...nothing,
      words: [],
      legs: [],
      ...NO_NOTES,
    };
  });
}

function activity(
  context: Context,
  name: Name,
  mapping: YamlMapping,
): ActivityDeclaration {
  const known = knownKeys(context, mapping, "activity");
  const { args, result, partial, effect } = known;
  return {
    kind: "activity",
    name,
    args: args === undefined ? [] : fields(context, args.value),
    result: result === undefined ? null : typeOf(context, result.value),
    partial: partial === undefined ? null : typeOf(context, partial.value),
    ...effectWords(context, effect?.value),
    ...notesOf(context, known),
  };
}

/** `effect: cancels closes spot`, or a list whose items are words and legs. */
function effectWords(
  context: Context,
  value: YamlValue | undefined,
): Pick<ActivityDeclaration, "words" | "legs"> {
  const wanted = {
    what: "what it does to the position",
    example: "effect: cancels closes spot",
  };
  const words: Modifier<EffectWord>[] = [];
  const legs: Name[] = [];
  const items =
    value === undefined ? [] : value.kind === "list" ? value.items : [value];
  for (const item of items) {
    if (item.kind === "scalar" && words.length > 0 && !isEffectWord(item)) {
      legs.push(...listed(context, "names", item, wanted));
      continue;
    }
    const effect = fragment(context, "effectWords", item, wanted);
    words.push(...(effect?.words ?? []));
    legs.push(...(effect?.legs ?? []));
  }
  return { words, legs };
}

function isEffectWord({ text }: YamlScalar): boolean {
  const [first] = text.trim().split(/[\s,]/);
  return EFFECT_WORDS.some((word) => word === first);
}
