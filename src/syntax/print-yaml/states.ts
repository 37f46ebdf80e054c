import type {
  Arm,
  Callbacks,
  Deferral,
  EventReference,
  Expression,
  FromDeclaration,
  InitialTail,
  Run,
  StateDeclaration,
  StateItem,
  TimerItem,
} from "../ast.ts";
import {
  printEffect,
  printExpression,
  printStatePath,
  printTail,
  printTargets,
} from "../print.ts";
import { tailEntries, tailToYaml } from "./transitions.ts";
import {
  isNoted,
  listed,
  mapping,
  notes,
  oneOrMore,
  scalar,
  textsOf,
  type Entry,
  type Yaml,
} from "./values.ts";

/** States by their names. */
export function statesToYaml(states: readonly StateDeclaration[]): Yaml {
  return new Map(
    states.map((state): Entry => [state.name.text, stateToYaml(state)]),
  );
}

function stateToYaml(state: StateDeclaration): Yaml {
  const { modifiers, items } = state;
  const words = modifiers.map(({ word }) => word);
  const runs = items.filter((item) => item.kind === "run");
  const tails = items.filter((item) => item.kind === "initial");
  const flags: readonly (Entry | null)[] =
    tails.length > 0 && words.includes("initial")
      ? [["modifiers", words]]
      : words.map((word): Entry => [word, true]);
  const children = items.filter((item) => item.kind === "state");
  return mapping(
    ...notes(state),
    ...flags,
    ...tails.map((tail): Entry => ["initial", initialToYaml(tail)]),
    callbacks("enter", items),
    callbacks("exit", items),
    keyed(
      "on",
      items
        .filter((item) => item.kind === "on")
        .map((on) => [eventsText(on.events), tailToYaml(on.tail, on)]),
    ),
    always(items),
    ...(["after", "at", "every"] as const).map((kind) => timers(kind, items)),
    listed("run", runs.map(runToYaml)),
    deferrals("defer", items),
    deferrals("ignore", items),
    children.length === 0 ? null : ["states", statesToYaml(children)],
  );
}

function timers(
  kind: TimerItem["kind"],
  items: readonly StateItem[],
): Entry | null {
  const all = items.filter((item): item is TimerItem => item.kind === kind);
  return keyed(
    kind,
    all.map((timer) => [
      printExpression(timer.time),
      tailToYaml(timer.tail, timer),
    ]),
  );
}

/** A mapping; a list of mappings of one entry where a key would stand twice. */
function keyed(key: string, entries: readonly Entry[]): Entry | null {
  if (entries.length === 0) return null;
  const values = new Map(entries);
  return values.size === entries.length
    ? [key, values]
    : [key, entries.map((entry) => new Map([entry]))];
}

function always(items: readonly StateItem[]): Entry | null {
  const all = items.filter((item) => item.kind === "always");
  const [only, second] = all;
  if (only === undefined) return null;
  if (second === undefined) return ["always", tailToYaml(only.tail, only)];
  return [
    "always",
    all.map((item) => mapping(...notes(item), ["tail", printTail(item.tail)])),
  ];
}

/** A text where that is all; a mapping for each where there are several, or notes. */
function callbacks(
  kind: Callbacks["kind"],
  items: readonly StateItem[],
): Entry | null {
  const all = items.filter((item): item is Callbacks => item.kind === kind);
  if (all.length === 0) return null;
  const plain = all.length === 1 && !all.some(isNoted);
  const values = all.map((item): Yaml => {
    const effects = item.effects.map(printEffect);
    const actions = textsOf(item.actions).join(", ");
    const text = [actions, ...effects].filter(Boolean).join(" ");
    return plain ? text : mapping(...notes(item), ["callbacks", text]);
  });
  return [kind, oneOrMore(values)];
}

function deferrals(
  kind: Deferral["kind"],
  items: readonly StateItem[],
): Entry | null {
  const all = items.filter((item): item is Deferral => item.kind === kind);
  const [only, second] = all;
  if (only === undefined) return null;
  if (second === undefined && !isNoted(only))
    return [kind, textsOf(only.triggers)];
  return [
    kind,
    all.map((item) =>
      mapping(...notes(item), ["triggers", textsOf(item.triggers)]),
    ),
  ];
}

function optional(key: string, value: Expression | null): Entry | null {
  return value === null ? null : [key, scalar(printExpression(value))];
}

function runToYaml(run: Run): Yaml {
  const { activity, args, retry, backoff, timeout, arms } = run;
  const call = `${activity.text}(${args.map(printExpression).join(", ")})`;
  return mapping(
    ...notes(run),
    ["activity", call],
    optional("retry", retry),
    backoff === null
      ? null
      : [
          "backoff",
          oneOrMore(
            [backoff.first, backoff.longest].flatMap((time) =>
              time === null ? [] : scalar(printExpression(time)),
            ),
          ),
        ],
    optional("timeout", timeout),
    ...arms.map(armEntry),
  );
}

function armEntry(arm: Arm): Entry {
  const outcomes = arm.outcomes.map(({ word }) => word).join(", ");
  return [outcomes, tailToYaml(arm.tail, arm)];
}

function eventsText(events: readonly EventReference[]): string {
  return events.map(eventText).join(", ");
}

function eventText(event: EventReference): string {
  return event.kind === "trigger" ? event.name.text : event.kind;
}

/** An initial tail as text, or as a mapping where it has notes. */
export function initialToYaml(initial: InitialTail): Yaml {
  const parts = [
    ...initial.effects.map(printEffect),
    `-> ${printTargets(initial.targets)}`,
  ];
  const text = parts.join(" ");
  return isNoted(initial) ? mapping(...notes(initial), ["tail", text]) : text;
}

/** One `from`. */
export function fromToYaml(from: FromDeclaration): Yaml {
  const { states, except, item } = from;
  return mapping(
    ...notes(from),
    ["states", statesText(states)],
    listed("except", except.map(printStatePath)),
    ...(item.kind === "on"
      ? [
          ["on", oneOrMore(item.events.map(eventText))] as const,
          ...tailEntries(item.tail),
        ]
      : [[item.kind, textsOf(item.triggers)] as const]),
  );
}

function statesText(states: FromDeclaration["states"]): Yaml {
  if (states.kind === "all") return "*";
  return states.kind === "modifier"
    ? states.modifier.word
    : states.paths.map(printStatePath);
}
