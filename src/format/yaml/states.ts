import type {
  Arm,
  EventReference,
  Expression,
  FromDeclaration,
  InitialTail,
  Run,
  StateDeclaration,
  StateItem,
  TimerItem,
} from "../../syntax/ast.ts";
import {
  printEffect,
  printExpression,
  printNames,
  printStatePath,
  printTargets,
} from "../../syntax/print.ts";
import type { Commentary } from "../comments/commentary.ts";
import { tailEntries, tailToYaml, textOrBranches } from "./transitions.ts";
import {
  byKey,
  commented,
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
export function statesToYaml(
  states: readonly StateDeclaration[],
  commentary: Commentary,
): Yaml {
  return new Map(
    states.map((state): Entry => [
      state.name.text,
      commented(state, stateToYaml(state, commentary), commentary),
    ]),
  );
}

function stateToYaml(state: StateDeclaration, commentary: Commentary): Yaml {
  const { modifiers, items } = state;
  const words = modifiers.map(({ word }) => word);
  const hasTail = items.some(({ kind }) => kind === "initial");
  const flags: readonly (Entry | null)[] =
    hasTail && words.includes("initial")
      ? [["modifiers", words]]
      : words.map((word): Entry => [word, true]);
  const keys = byKey(items, keyFor(items));
  const entries = [...keys.values()].map((group) =>
    itemsEntry(group, commentary),
  );
  const all = mapping(...notes(state), ...flags, ...entries);
  return all.size === 0 ? null : all;
}

/**
 * The key under which an item stands. Timers that are due at once fire in the order of the text: where those of one kind stand
 * between those of another, all of them stand in one list.
 */
export function keyFor(
  items: readonly StateItem[],
): (item: StateItem) => string {
  const timers = items.filter(isTimer).map(({ kind }) => kind);
  const changes = timers.filter((kind, index) => kind !== timers[index - 1]);
  const areMixed = new Set(changes).size < changes.length;
  return (item) => {
    if (item.kind === "state") return "states";
    return areMixed && isTimer(item) ? "timers" : item.kind;
  };
}

function isTimer(item: StateItem): item is TimerItem {
  return item.kind === "after" || item.kind === "at" || item.kind === "every";
}

/** Items that stand under one key. */
function itemsEntry(
  items: readonly StateItem[],
  commentary: Commentary,
): Entry | null {
  const [first] = items;
  if (first === undefined) return null;
  const of = <Kind extends StateItem["kind"]>(kind: Kind) =>
    items.filter(
      (item): item is Extract<StateItem, { kind: Kind }> => item.kind === kind,
    );
  switch (first.kind) {
    case "state":
      return ["states", statesToYaml(of("state"), commentary)];
    case "initial":
      return ["initial", commented(first, initialToYaml(first), commentary)];
    case "run": {
      const runs = of("run").map((run) =>
        commented(run, runToYaml(run, commentary), commentary),
      );
      return ["run", runs];
    }
    case "on": {
      const entries = of("on").map((on): Entry => [
        on.events.map(eventText).join(", "),
        commented(on, tailToYaml(on.tail, on, commentary), commentary),
      ]);
      return ["on", keyed(entries)];
    }
    case "after":
    case "at":
    case "every":
      return timersEntry(items.filter(isTimer), commentary);
    case "always":
      return ["always", alwaysToYaml(of("always"), commentary)];
    default: {
      const plain = items.length === 1 && !isNoted(first);
      const values = items.map((item) =>
        commented(item, callbacksOrTriggers(item, plain), commentary),
      );
      const isDeferral = first.kind === "defer" || first.kind === "ignore";
      return [first.kind, isDeferral && !plain ? values : oneOrMore(values)];
    }
  }
}

/** A mapping; a list of mappings of one entry where a key would stand twice. */
function keyed(entries: readonly Entry[]): Yaml {
  const values = new Map(entries);
  return values.size === entries.length
    ? values
    : entries.map((entry) => new Map([entry]));
}

function timersEntry(
  timers: readonly TimerItem[],
  commentary: Commentary,
): Entry | null {
  const entries = timers.map((timer): Entry => [
    printExpression(timer.time),
    commented(timer, tailToYaml(timer.tail, timer, commentary), commentary),
  ]);
  const [first] = timers;
  if (first === undefined) return null;
  if (timers.every(({ kind }) => kind === first.kind))
    return [first.kind, keyed(entries)];
  return [
    "timers",
    timers.map(({ kind }, index) => {
      const entry = entries[index];
      return new Map([[kind, new Map(entry === undefined ? [] : [entry])]]);
    }),
  ];
}

function alwaysToYaml(
  all: readonly Extract<StateItem, { kind: "always" }>[],
  commentary: Commentary,
): Yaml {
  const values = all.map((item) => {
    const value =
      all.length === 1
        ? tailToYaml(item.tail, item, commentary)
        : mapping(...notes(item), [
            "tail",
            textOrBranches(item.tail, commentary),
          ]);
    return commented(item, value, commentary);
  });
  return oneOrMore(values);
}

/** A text or a list of names where that is all; a mapping for each where there are several, or notes. */
function callbacksOrTriggers(item: StateItem, isPlain: boolean): Yaml {
  if (item.kind === "enter" || item.kind === "exit") {
    const effects = item.effects.map(printEffect);
    const actions = printNames(item.actions);
    const text = [actions, ...effects].filter(Boolean).join(" ");
    return isPlain ? text : mapping(...notes(item), ["callbacks", text]);
  }
  if (item.kind !== "defer" && item.kind !== "ignore") return null;
  const triggers = textsOf(item.triggers);
  return isPlain ? triggers : mapping(...notes(item), ["triggers", triggers]);
}

function optional(key: string, value: Expression | null): Entry | null {
  return value === null ? null : [key, scalar(printExpression(value))];
}

function runToYaml(run: Run, commentary: Commentary): Yaml {
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
    ...arms.map((arm) => armEntry(arm, commentary)),
  );
}

function armEntry(arm: Arm, commentary: Commentary): Entry {
  const outcomes = arm.outcomes.map(({ word }) => word).join(", ");
  const value = tailToYaml(arm.tail, arm, commentary);
  return [outcomes, commented(arm, value, commentary)];
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
export function fromToYaml(
  from: FromDeclaration,
  commentary: Commentary,
): Yaml {
  const { states, except, item } = from;
  const value = mapping(
    ...notes(from),
    ["states", statesText(states)],
    listed("except", except.map(printStatePath)),
    ...(item.kind === "on"
      ? [
          ["on", oneOrMore(item.events.map(eventText))] as const,
          ...tailEntries(item.tail, commentary),
        ]
      : [[item.kind, textsOf(item.triggers)] as const]),
  );
  return commented(from, value, commentary);
}

function statesText(states: FromDeclaration["states"]): Yaml {
  if (states.kind === "all") return "*";
  return states.kind === "modifier"
    ? states.modifier.word
    : states.paths.map(printStatePath);
}
