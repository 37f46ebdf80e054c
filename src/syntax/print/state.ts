import { STATE_MODIFIERS } from "../../../grammar/words.ts";
import type {
  Arm,
  EventReference,
  FromDeclaration,
  FromStates,
  InitialTail,
  Run,
  StateDeclaration,
  StateItem,
  StatePath,
  Tail,
} from "../ast.ts";
import { printPreamble } from "./documented.ts";
import { printExpression, printList, printStatePath } from "./expression.ts";
import { block, breakable, fits, spaced } from "./layout.ts";
import {
  printBranch,
  printConditionAndEffects,
  printEffect,
  printEnd,
  printNames,
  printTargets,
} from "./transition.ts";

type Lines = readonly string[];

/** A state with all that is in it; `depth`: how many levels it lies deep. */
export function printState(state: StateDeclaration, depth: number): Lines {
  const words = state.modifiers.map(({ word }) => word);
  const sorted = STATE_MODIFIERS.flatMap((modifier) =>
    words.filter((word) => word === modifier),
  );
  const head = [...sorted, "state", state.name.text].join(" ");
  if (state.items.length === 0) return [...printPreamble(state), head];
  return [
    ...printPreamble(state),
    ...block(head, printItems(state, depth + 1)),
  ];
}

/** Plain items line by line, those that are blocks with an empty line around. */
function printItems({ items }: StateDeclaration, depth: number): Lines {
  const groups: string[][] = [];
  let wasBlock = false;
  for (const item of items) {
    const lines = printItem(item, depth);
    const isBlock = item.kind === "state";
    const last = groups.at(-1);
    if (last === undefined || isBlock || wasBlock) groups.push([...lines]);
    else last.push(...lines);
    wasBlock = isBlock;
  }
  return spaced(groups);
}

function printItem(item: StateItem, depth: number): Lines {
  switch (item.kind) {
    case "state":
      return printState(item, depth);
    case "initial":
      return printInitial(item, depth);
    case "run":
      return printRun(item, depth);
    case "enter":
    case "exit": {
      const actions = printNames(item.actions);
      const parts = [actions, ...item.effects.map(printEffect)].filter(Boolean);
      return [...printPreamble(item), ...breakable(item.kind, parts, depth)];
    }
    case "on":
      return [
        ...printPreamble(item),
        ...printTailed(`on ${printEvents(item.events)}`, item.tail, depth),
      ];
    case "always":
      return [
        ...printPreamble(item),
        ...printTailed("always", item.tail, depth),
      ];
    case "after":
    case "at":
    case "every": {
      const head = `${item.kind} ${printExpression(item.time)}`;
      return [...printPreamble(item), ...printTailed(head, item.tail, depth)];
    }
    case "defer":
    case "ignore":
      return [
        ...printPreamble(item),
        `${item.kind} ${printNames(item.triggers)}`,
      ];
  }
}

/** What stands before a tail, and the tail: a choice in braces, a branch a line. */
function printTailed(head: string, tail: Tail, depth: number): Lines {
  if (tail.choice) {
    const lines = tail.branches.flatMap((branch) => {
      const [first = "", ...others] = printConditionAndEffects(branch);
      return breakable(first, [...others, printEnd(branch.end)], depth + 1);
    });
    return block(head, lines);
  }
  const parts = tail.branches.flatMap((branch) => [
    ...printConditionAndEffects(branch),
    printEnd(branch.end),
  ]);
  return breakable(head, parts, depth);
}

export function printInitial(initial: InitialTail, depth: number): Lines {
  const parts = [
    ...initial.effects.map(printEffect),
    `-> ${printTargets(initial.targets)}`,
  ];
  return [...printPreamble(initial), ...breakable("initial", parts, depth)];
}

function printRun(run: Run, depth: number): Lines {
  const parts = [`run ${run.activity.text}(${printList(run.args)})`];
  if (run.retry !== null) parts.push(`retry ${printExpression(run.retry)}`);
  if (run.backoff !== null) {
    const { first, longest } = run.backoff;
    parts.push(`backoff ${printExpression(first)}`);
    if (longest !== null) parts.push(`to ${printExpression(longest)}`);
  }
  if (run.timeout !== null)
    parts.push(`timeout ${printExpression(run.timeout)}`);
  const names = run.arms.map(printOutcomes);
  const column = Math.max(0, ...names.map(({ length }) => length));
  const arms = run.arms.flatMap((arm) => printArm(arm, column, depth + 1));
  return [...printPreamble(run), ...block(parts.join(" "), arms)];
}

/** The arms of a run have their tails in one column. */
function printArm(arm: Arm, column: number, depth: number): Lines {
  const outcomes = printOutcomes(arm);
  const padded = outcomes.padEnd(column);
  const [branch] = arm.tail.branches;
  const line =
    branch === undefined ? padded : `${padded} ${printBranch(branch)}`;
  const isPlain = !arm.tail.choice && fits(line, depth);
  const lines = isPlain ? [line] : printTailed(outcomes, arm.tail, depth);
  return [...printPreamble(arm), ...lines];
}

function printOutcomes({ outcomes }: Arm): string {
  return outcomes.map(({ word }) => word).join(", ");
}

function printEvents(events: readonly EventReference[]): string {
  return events
    .map((event) => (event.kind === "trigger" ? event.name.text : event.kind))
    .join(", ");
}

export function printFrom(from: FromDeclaration, depth: number): Lines {
  const except =
    from.except.length === 0 ? "" : ` except ${printPaths(from.except)}`;
  const states = `from ${printFromStates(from.states)}${except}`;
  const { item } = from;
  const lines =
    item.kind === "on"
      ? printTailed(
          `${states} on ${printEvents(item.events)}`,
          item.tail,
          depth,
        )
      : [`${states} ${item.kind} ${printNames(item.triggers)}`];
  return [...printPreamble(from), ...lines];
}

function printFromStates(states: FromStates): string {
  switch (states.kind) {
    case "all":
      return "*";
    case "modifier":
      return states.modifier.word;
    case "named":
      return printPaths(states.paths);
  }
}

function printPaths(paths: readonly StatePath[]): string {
  return paths.map(printStatePath).join(", ");
}
