import { EFFECT_WORDS } from "../../../grammar/words.ts";
import type {
  ActionDeclaration,
  ActivityDeclaration,
  EffectWord,
  GuardDeclaration,
  Modifier,
  Name,
} from "../ast.ts";
import { knownKeys, misshapen, type Context, type Wanted } from "./context.ts";
import {
  expression,
  fields,
  fragment,
  listed,
  nameOf,
  typeOf,
} from "./fragments.ts";
import { NO_NOTES, notesOf } from "./notes.ts";
import {
  isNull,
  type YamlMapping,
  type YamlScalar,
  type YamlValue,
} from "./value.ts";
import { each } from "./each.ts";

/** `guards: { ready: x > 0, allowed: }`. */
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

/** `actions: [record]`, `actions: { record: { writes: [spread] } }`. */
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

/** `activities: { buy: { args: { quantity: number }, result: Fill, effect: opens } }`. */
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
