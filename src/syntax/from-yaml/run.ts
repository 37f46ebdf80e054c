import type { Arm, Expression, Run } from "../ast.ts";
import type { Span } from "../../source/index.ts";
import {
  knownKeys,
  listOf,
  misshapen,
  missing,
  placed,
  type Context,
} from "./context.ts";
import { callOf } from "./effects.ts";
import { expression, fragment, part } from "./fragments.ts";
import { NO_NOTES, notesOf } from "./notes.ts";
import { tailOf } from "./tails.ts";
import type { YamlEntry, YamlScalar, YamlValue } from "./value.ts";

const RUN = {
  what: "run",
  example: "run: { activity: buy(quantity), done: -> SELLING }",
};

const isOutcomes = (key: string): boolean =>
  /^\s*(done|failed|unknown|partial)\s*(,|$)/.test(key);

/** `run`: one activity, or a list of them. */
export function runsOf(context: Context, entry: YamlEntry): readonly Run[] {
  return listOf(entry.value).flatMap((item) => {
    const run = runOf(context, item, entry.key.span);
    const first = item === entry.value ? entry.key : item;
    return run === null ? [] : placed(context, run, first, item);
  });
}

function runOf(context: Context, value: YamlValue, keyword: Span): Run | null {
  const { span } = value;
  if (value.kind !== "mapping") {
    const call = fragment(context, "call", value, {
      ...RUN,
      what: "an activity to run",
    });
    if (call === null) return null;
    const plain = { retry: null, backoff: null, timeout: null, arms: [] };
    const activity = { activity: call.name, args: call.args };
    return { kind: "run", ...activity, ...plain, keyword, span, ...NO_NOTES };
  }
  const arms: Arm[] = [];
  const known = knownKeys(context, value, "run", ({ key }) =>
    isOutcomes(key.text),
  );
  for (const entry of value.entries)
    if (isOutcomes(entry.key.text)) arms.push(...armOf(context, entry));
  if (known.backoff !== undefined && known.retry === undefined)
    missing(context, value, "retry", {
      what: "run with `backoff`",
      example: "{ activity: buy(quantity), retry: 2, backoff: 100ms }",
    });
  const call = callOf(
    context,
    value,
    "activity",
    known.activity,
    known.args,
    RUN,
  );
  if (call === null) return null;
  return {
    kind: "run",
    activity: call.name,
    args: call.args,
    retry: optional(context, known.retry),
    backoff:
      known.backoff === undefined
        ? null
        : backoff(context, known.backoff.value),
    timeout: optional(context, known.timeout),
    arms,
    keyword,
    span,
    ...notesOf(context, known),
  };
}

function armOf(context: Context, { key, value }: YamlEntry): readonly Arm[] {
  const outcomes = fragment(context, "outcomes", key, {
    what: "outcomes",
    example: "failed, unknown",
  });
  const noted = tailOf(context, value);
  return outcomes === null || noted === null
    ? []
    : [placed(context, { outcomes, ...noted }, key, value)];
}

function optional(
  context: Context,
  entry: YamlEntry | undefined,
): Expression | null {
  return entry === undefined ? null : expression(context, entry.value);
}

/** `100ms`, `100ms to 5s`, `[100ms, 5s]`. */
function backoff(context: Context, value: YamlValue): Run["backoff"] {
  const wanted = {
    what: "one or two durations",
    example: "backoff: [100ms, 5s]",
  };
  if (value.kind === "mapping") return misshapen(context, value, wanted);
  const [from, to, third] =
    value.kind === "list" ? value.items : splitAtTo(value);
  if (from === undefined || third !== undefined)
    return misshapen(context, value, wanted);
  const first = expression(context, from);
  const longest = to === undefined ? null : expression(context, to);
  return first === null ? null : { first, longest };
}

function splitAtTo(value: YamlScalar): readonly YamlScalar[] {
  const word = /\sto\s/.exec(value.text);
  if (word === null) return [value];
  const end = word.index + word[0].length;
  return [part(value, 0, word.index), part(value, end, value.text.length)];
}
