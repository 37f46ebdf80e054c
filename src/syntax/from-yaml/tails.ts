import type { Branch, End, Tail, Target } from "../ast.ts";
import { at } from "../../diagnostics/index.ts";
import { notAllowed } from "../../diagnostics/messages/syntax.ts";
import { missingKey, notTogether } from "../../diagnostics/messages/yaml.ts";
import { join, type Span } from "../../source/index.ts";
import { knownKeys, misshapen, placed, type Context } from "./context.ts";
import { effectsOf } from "./effects.ts";
import { expression, fragment, part } from "./fragments.ts";
import { NO_NOTES, notesOf, type Notes } from "./notes.ts";
import {
  booleanOf,
  type YamlEntry,
  type YamlList,
  type YamlValue,
} from "./value.ts";

export interface NotedTail extends Notes {
  readonly tail: Tail;
}

const TAIL = {
  what: "a transition",
  example: "{ when: ready, set: { x: 1 }, to: BUYING }",
};

/** The keys that a tail has, also where others stand beside them. */
export interface TailKeys {
  readonly when?: YamlEntry;
  readonly set?: YamlEntry;
  readonly do?: YamlEntry;
  readonly raise?: YamlEntry;
  readonly cancel?: YamlEntry;
  readonly emit?: YamlEntry;
  readonly flat?: YamlEntry;
  readonly to?: YamlEntry;
  readonly reenter?: YamlEntry;
  readonly tail?: YamlEntry;
  readonly doc?: YamlEntry;
  readonly allow?: YamlEntry;
}

/** A tail: `.fsm` text, a mapping, or a list of branches. Null with a report. */
export function tailOf(context: Context, value: YamlValue): NotedTail | null {
  if (value.kind !== "mapping") {
    const tail = shortTail(context, value);
    return tail === null ? null : { tail, ...NO_NOTES };
  }
  return tailOfKeys(
    context,
    knownKeys(context, value, "tailDetail"),
    value.span,
  );
}

/** @param span the mapping that has the keys */
export function tailOfKeys(
  context: Context,
  keys: TailKeys,
  span: Span,
): NotedTail | null {
  const notes = notesOf(context, keys);
  if (keys.tail === undefined) {
    const branch = branchOf(context, keys, null, span);
    if (branch === null) return null;
    return { tail: { choice: false, branches: [branch], span }, ...notes };
  }
  const { when, set, do: actions, raise, cancel, emit, flat, to } = keys;
  const second = [when, set, actions, raise, cancel, emit, flat, to].find(
    (entry) => entry !== undefined,
  );
  if (second !== undefined) {
    const finding = notTogether("tail", second.key.text);
    context.report(at({ span: second.key.span }, finding));
  }
  const tail = shortTail(context, keys.tail.value);
  return tail === null ? null : { tail, ...notes };
}

function shortTail(context: Context, value: YamlValue): Tail | null {
  if (value.kind === "list") return choiceOf(context, value);
  return fragment(context, "tail", value, TAIL);
}

const BRANCH = {
  what: "a branch of a choice",
  example: "[{ when: ready, to: BUYING }, { else: true, to: stay }]",
};

function choiceOf(context: Context, list: YamlList): Tail | null {
  if (list.items.length === 0) return misshapen(context, list, BRANCH);
  const branches = list.items.flatMap((item) => {
    const branch = choiceBranch(context, item);
    return branch === null ? [] : placed(context, branch, item);
  });
  if (branches.length < list.items.length) return null;
  if (branches.every(({ otherwise }) => otherwise)) {
    const message = "a choice begins with a branch that has a condition";
    const help = "give a branch a condition with `when`, or write no list";
    context.report(at({ span: list.span }, notAllowed(message, help)));
  }
  for (const { otherwise, guard, span } of branches) {
    if (otherwise || guard !== null) continue;
    const example = "[{ when: a, to: A }, { else: true, to: B }]";
    const finding = missingKey("when", "branch of a choice", example);
    context.report(at({ span }, finding));
  }
  for (const { otherwise, span } of branches.slice(0, -1)) {
    if (!otherwise) continue;
    const help = "`else` is the last branch: no other is looked at after it";
    const finding = notAllowed("a branch follows `else`", help);
    context.report(at({ span }, finding));
  }
  return { choice: true, branches, span: list.span };
}

function choiceBranch(context: Context, value: YamlValue): Branch | null {
  if (value.kind === "list") return misshapen(context, value, BRANCH);
  if (value.kind === "mapping") {
    const keys = knownKeys(context, value, "branch");
    return branchOf(context, keys, keys.else ?? null, value.span);
  }
  const word = /^\s*else\b/.exec(value.text)?.[0] ?? "";
  const rest = part(value, word.length, value.text.length);
  const branch = fragment(context, "branch", rest, BRANCH);
  return branch === null || word === ""
    ? branch
    : { ...branch, otherwise: true, span: value.span };
}

function branchOf(
  context: Context,
  keys: TailKeys,
  otherwise: YamlEntry | null,
  span: Span,
): Branch | null {
  if (otherwise !== null && booleanOf(otherwise.value) !== true)
    misshapen(context, otherwise.value, {
      what: "true",
      example: "else: true",
    });
  if (otherwise !== null && keys.when !== undefined) {
    const finding = notTogether("when", "else");
    context.report(at({ span: otherwise.key.span }, finding));
  }
  const guard =
    keys.when === undefined ? null : expression(context, keys.when.value);
  const effects = effectsOf(context, keys);
  const end = endOf(context, keys, span);
  if (end === null || (keys.when !== undefined && guard === null)) return null;
  return { guard, otherwise: otherwise !== null, effects, end, span };
}

const TO = { what: "a target", example: "to: BUYING" };

/** `to` and `reenter`; without `to` the machine stays. */
function endOf(context: Context, keys: TailKeys, span: Span): End | null {
  if (keys.to === undefined) return { kind: "stay", span };
  const end = targetsOf(context, keys.to.value);
  if (end === null || end.kind === "stay" || keys.reenter === undefined)
    return end;
  const { key, value } = keys.reenter;
  const again = booleanOf(value);
  if (again === null)
    misshapen(context, value, { what: "true", example: "reenter: true" });
  return again === true ? { ...end, reenter: key.span } : end;
}

/** What `to:` holds: text, or a list of targets. */
export function targetsOf(context: Context, value: YamlValue): End | null {
  if (value.kind !== "list") return fragment(context, "end", value, TO);
  const targets: Target[] = [];
  for (const item of value.items) {
    const end = fragment(context, "end", item, TO);
    if (end === null) return null;
    if (end.kind === "stay") return misshapen(context, value, TO);
    targets.push(...end.targets);
  }
  const [first] = targets;
  const last = targets.at(-1);
  if (first === undefined || last === undefined)
    return misshapen(context, value, TO);
  return {
    kind: "go",
    targets,
    reenter: null,
    span: join(first.span, last.span),
  };
}
