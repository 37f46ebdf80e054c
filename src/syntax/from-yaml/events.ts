import { TRIGGER_MODIFIERS } from "../../../grammar/words.ts";
import type {
  Modifier,
  OutputDeclaration,
  TriggerDeclaration,
  TriggerModifier,
} from "../ast.ts";
import { knownKeys, type Context } from "./context.ts";
import { fields, nameOf } from "./fragments.ts";
import { flagOf, modifiersOf } from "./modifiers.ts";
import { NO_NOTES } from "./notes.ts";
import {
  booleanOf,
  isNull,
  type YamlMapping,
  type YamlValue,
} from "./value.ts";
import { each } from "./each.ts";
import { hasFields, hasNotes, payload } from "./payload.ts";

/** `triggers: { QUOTE: { modifiers: [volatile], fields: { spread: number } }, RESET: }`. */
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
  if (hasFields(mapping) || hasNotes(mapping)) return true;
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

/** `outputs: { ROUND: { n: number } }`. */
export function outputsOf(
  context: Context,
  value: YamlValue,
): readonly OutputDeclaration[] {
  const wanted = { what: "the outputs", example: "{ ROUND: { n: number } }" };
  return each(context, value, wanted, (key, value) => {
    const name = nameOf(context, key);
    if (name === null) return null;
    if (value.kind === "mapping" && (hasFields(value) || hasNotes(value))) {
      const known = knownKeys(context, value, "output");
      return { kind: "output", name, ...payload(context, known) };
    }
    const payloadFields = isNull(value) ? [] : fields(context, value);
    return { kind: "output", name, fields: payloadFields, ...NO_NOTES };
  });
}
