/** What is the same for all machines of a class, as data: names, numbers, and where in the spec they come from. */
import {
  domainOf,
  type Branch,
  type State,
  type Strategy,
  type Trigger,
  type Type,
} from "../model/index.ts";
import { timerFact } from "./facts.ts";
import { checkOf } from "./misfits.ts";
import { lastOf } from "./expressions.ts";
import { docComment } from "./layout/comment.ts";
import type { Doc } from "./layout/doc.ts";
import {
  array,
  assignment,
  atom,
  number,
  object,
  string,
  word,
  type Code,
} from "./layout/expression.ts";
import { regionsOf } from "./regions.ts";
import type { Unit } from "./unit.ts";

/** The runtime's surface that this generator writes for. */
export const SURFACE = 1;

export function descriptionName({ names }: Unit): string {
  return `description$${names.type}`;
}

export function descriptionTable(unit: Unit): Doc {
  const { strategy, runtime, names } = unit;
  const { root, states, triggers, errors, timeout } = strategy;
  const [initial] = root.initial.targets;
  const table = object(
    [
      ["type", string(strategy.name)],
      ["version", number(strategy.version)],
      ["hash", string(strategy.hash)],
      ["surface", number(SURFACE)],
      ["legs", array(strategy.legs.map((leg) => string(leg.name)))],
      ["states", listOf(states.map(stateRow))],
      [
        "regions",
        array(regionsOf(strategy).map((region) => number(region.index))),
      ],
      ["initial", number(initial === undefined ? 0 : topOf(initial).index)],
      ["branches", listOf(branchRows(unit))],
      ["timers", listOf(timerRows(strategy))],
      ["runs", listOf(runRows(unit))],
      ["triggers", atom(`${names.value}Triggers`)],
      ["emergencies", namesOf(triggers.filter((each) => each.emergency))],
      ...unlessEmpty(
        "suspends",
        triggers.filter((each) => each.suspend),
      ),
      ...unlessEmpty(
        "resumes",
        triggers.filter((each) => each.resume),
      ),
      ["errorState", stateNumber(errors?.target ?? null)],
      ["timeoutState", stateNumber(timeout?.target ?? null)],
    ],
    true,
  );
  return [
    docComment(
      `Names and numbers of ${strategy.name}; \`source\` is line:column in the spec.`,
    ),
    assignment(
      `const ${descriptionName(unit)}: ${runtime.type("Description")}`,
      "=",
      table,
    ),
    ";",
  ];
}

function namesOf(triggers: readonly Trigger[]): Code {
  return array(triggers.map((trigger) => string(trigger.name)));
}

function unlessEmpty(member: string, triggers: readonly Trigger[]) {
  return triggers.length === 0 ? [] : [[member, namesOf(triggers)] as const];
}

function listOf(rows: readonly Code[]): Code {
  return array(rows, rows.length > 1);
}

function topOf(state: State): State {
  const { parent } = state;
  return parent === null || parent.parent === null ? state : topOf(parent);
}

function stateNumber(state: State | null): Code {
  return state === null ? word("null") : number(state.index);
}

function stateRow(state: State): Code {
  const { parent } = state;
  return object([
    ["path", string(state.path)],
    ["last", number(lastOf(state))],
    [
      "parent",
      stateNumber(parent === null || parent.parent === null ? null : parent),
    ],
    ["isFinal", word(state.kind === "final" ? "true" : "false")],
    ["phase", phaseOf(state)],
    ...(state.exposed ? [["isExposed", word("true")] as const] : []),
  ]);
}

function phaseOf(state: State): Code {
  if (state.kind === "final" && state.depth === 0)
    return string(state.cancelled ? "cancelled" : "completed");
  return state.role === "normal" ? word("null") : string(state.role);
}

function branchRows({ steps, strategy, traits }: Unit): readonly Code[] {
  const place = ({ source, target }: Branch) => {
    if (!traits.isStatechart) return [];
    const domain =
      target === null ? null : (domainOf(source, target) ?? strategy.root);
    return [
      ["owner", number(source.index)],
      ["domain", domain === null ? word("null") : number(domain.index)],
    ] as const;
  };
  return steps.rows.map(({ branch, cause }) => {
    const { source, target, keyword } = branch;
    const { line, column } = keyword.file.position(keyword.start);
    const from = source.parent === null ? "" : source.path;
    return object([
      ["from", string(from)],
      ["trigger", string(cause)],
      ["to", string(target?.states[0]?.state.path ?? from)],
      ...place(branch),
      ["source", string(`${line}:${column}`)],
    ]);
  });
}

function timerRows(strategy: Strategy): readonly Code[] {
  return strategy.states.flatMap((state) =>
    state.timers.map((timer) =>
      object([
        ["kind", string(timer.kind)],
        ["state", number(state.index)],
        ["fact", string(timerFact(timer))],
      ]),
    ),
  );
}

function runRows(unit: Unit): readonly Code[] {
  return unit.strategy.states.flatMap((state) =>
    state.runs.map(({ index, activity }) => {
      const { name, words, legs, result, partial } = activity;
      return object(
        [
          ["index", number(index)],
          ["activity", string(name)],
          ["state", number(state.index)],
          ["words", array(words.map((each) => string(each)))],
          ["legs", array(legs.map((leg) => string(leg.name)))],
          ["result", checkOrNull(result, unit)],
          ["partial", checkOrNull(partial, unit)],
        ],
        true,
      );
    }),
  );
}

function checkOrNull(type: Type | null, unit: Unit): Code {
  return type === null ? word("null") : checkOf(type, unit);
}
