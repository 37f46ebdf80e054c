import type { Assignment, Effect, Expression, Name } from "../ast.ts";
import {
  knownKeys,
  listOf,
  misshapen,
  missing,
  type Context,
  type Wanted,
} from "./context.ts";
import {
  expression,
  expressions,
  fieldName,
  fragment,
  listed,
} from "./fragments.ts";
import {
  booleanOf,
  type YamlEntry,
  type YamlMapping,
  type YamlScalar,
} from "./value.ts";

interface EffectKeys {
  readonly set?: YamlEntry;
  readonly do?: YamlEntry;
  readonly raise?: YamlEntry;
  readonly cancel?: YamlEntry;
  readonly emit?: YamlEntry;
  readonly flat?: YamlEntry;
}

/** The effects of a mapping, in the order that the language gives them: set, do, raise, cancel, emit, flat. */
export function effectsOf(
  context: Context,
  keys: EffectKeys,
): readonly Effect[] {
  return [
    ...(keys.set === undefined ? [] : set(context, keys.set)),
    ...(keys.do === undefined ? [] : doActions(context, keys.do)),
    ...(keys.raise === undefined ? [] : raise(context, keys.raise)),
    ...(keys.cancel === undefined ? [] : cancel(context, keys.cancel)),
    ...(keys.emit === undefined ? [] : emit(context, keys.emit)),
    ...(keys.flat === undefined ? [] : flat(context, keys.flat)),
  ];
}

function set(context: Context, { key, value }: YamlEntry): readonly Effect[] {
  if (value.kind === "scalar") return setText(context, key, value);
  if (value.kind === "list" || value.entries.length === 0) {
    misshapen(context, value, {
      what: "a mapping of context fields to expressions",
      example: "set: { spread: event.spread }",
    });
    return [];
  }
  const assignments: readonly Assignment[] = value.entries.flatMap((entry) => {
    const field = fieldName(context, entry.key);
    const assigned = expression(context, entry.value);
    return field === null || assigned === null
      ? []
      : [{ field, value: assigned }];
  });
  return [{ kind: "set", assignments, span: key.span }];
}

/** `set: x = 1, y = 2`. */
function setText(
  context: Context,
  key: YamlScalar,
  value: YamlScalar,
): readonly Effect[] {
  const word = "set ";
  const effects = fragment(
    context,
    "effects",
    {
      ...value,
      text: word + value.text,
      offsetAt: (index) => value.offsetAt(Math.max(0, index - word.length)),
    },
    { what: "assignments", example: "set: { x: 1 }" },
  );
  return (effects ?? []).map((effect) => ({ ...effect, span: key.span }));
}

function doActions(
  context: Context,
  { key, value }: YamlEntry,
): readonly Effect[] {
  const wanted = { what: "actions", example: "do: [record, notify]" };
  const actions = listed(context, "names", value, wanted);
  return [{ kind: "do", actions, span: key.span }];
}

function cancel(
  context: Context,
  { key, value }: YamlEntry,
): readonly Effect[] {
  const wanted = {
    what: "the trigger or activity to cancel",
    example: "cancel: buy",
  };
  return listed(context, "names", value, wanted).map((name) => ({
    kind: "cancel",
    name,
    span: key.span,
  }));
}

const RAISE = { what: "`raise`", example: "raise: T(1) delay 5s" };

function raise(context: Context, { key, value }: YamlEntry): readonly Effect[] {
  return listOf(value).flatMap((item): readonly Effect[] => {
    const { span } = key;
    if (item.kind !== "mapping") {
      const raised = fragment(context, "raise", item, RAISE);
      return raised === null ? [] : [{ kind: "raise", ...raised, span }];
    }
    const known = knownKeys(context, item, "raise");
    const call = callOf(
      context,
      item,
      "trigger",
      known.trigger,
      known.args,
      RAISE,
    );
    const delay =
      known.delay === undefined ? null : expression(context, known.delay.value);
    return call === null
      ? []
      : [{ kind: "raise", trigger: call.name, args: call.args, delay, span }];
  });
}

const EMIT = { what: "`emit`", example: "emit: ROUND(1)" };

function emit(context: Context, { key, value }: YamlEntry): readonly Effect[] {
  return listOf(value).flatMap((item): readonly Effect[] => {
    const { span } = key;
    const known =
      item.kind === "mapping" ? knownKeys(context, item, "emit") : null;
    const call =
      item.kind === "mapping"
        ? callOf(context, item, "output", known?.output, known?.args, EMIT)
        : fragment(context, "call", item, EMIT);
    return call === null
      ? []
      : [{ kind: "emit", output: call.name, args: call.args, span }];
  });
}

/** `NAME(args)`, or the name with its arguments in a key of their own. */
export function callOf(
  context: Context,
  mapping: YamlMapping,
  name: "trigger" | "output" | "activity",
  callee: YamlEntry | undefined,
  args: YamlEntry | undefined,
  wanted: Wanted,
): { readonly name: Name; readonly args: readonly Expression[] } | null {
  if (callee === undefined) return missing(context, mapping, name, wanted);
  const call = fragment(context, "call", callee.value, wanted);
  if (call === null || args === undefined) return call;
  return {
    name: call.name,
    args: [...call.args, ...expressions(context, args.value)],
  };
}

function flat(context: Context, { key, value }: YamlEntry): readonly Effect[] {
  const { span } = key;
  if (booleanOf(value) === true) return [{ kind: "flat", legs: [], span }];
  const wanted = { what: "true, or legs", example: "flat: [spot]" };
  if (booleanOf(value) === false) {
    misshapen(context, value, wanted);
    return [];
  }
  const legs = listed(context, "names", value, wanted);
  return [{ kind: "flat", legs, span }];
}
