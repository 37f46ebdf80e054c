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
} from "../../syntax/ast.ts";
import {
  printBranch,
  printExpression,
  printList,
  printNames,
  printStatePath,
  printTargets,
} from "../../syntax/print.ts";
import type { Commentary } from "../comments/commentary.ts";
import { annotated, printComments } from "./annotated.ts";
import { branchParts, partOf, partsOf } from "./effects.ts";
import type { Lines } from "../lines.ts";
import { block, breakable, fits, spaced } from "./layout.ts";

/** A state with all that is in it; `depth`: how many levels it lies deep. */
export function printState(
  state: StateDeclaration,
  depth: number,
  commentary: Commentary,
): Lines {
  const words = state.modifiers.map(({ word }) => word);
  const sorted = STATE_MODIFIERS.flatMap((modifier) =>
    words.filter((word) => word === modifier),
  );
  const head = [...sorted, "state", state.name.text].join(" ");
  const end = printComments(commentary.end(state));
  const isEmpty = state.items.length === 0 && end.length === 0;
  const lines = isEmpty
    ? [head]
    : block(head, [...printItems(state, depth + 1, commentary), ...end]);
  return annotated(state, lines, commentary, "first");
}

/** Plain items line by line, those that are blocks with an empty line around. */
function printItems(
  { items }: StateDeclaration,
  depth: number,
  commentary: Commentary,
): Lines {
  const groups: string[][] = [];
  let wasBlock = false;
  for (const item of items) {
    const lines = printItem(item, depth, commentary);
    const isBlock = item.kind === "state";
    const last = groups.at(-1);
    if (last === undefined || isBlock || wasBlock) groups.push([...lines]);
    else last.push(...lines);
    wasBlock = isBlock;
  }
  return spaced(groups);
}

function printItem(
  item: StateItem,
  depth: number,
  commentary: Commentary,
): Lines {
  switch (item.kind) {
    case "state":
      return printState(item, depth, commentary);
    case "initial":
      return printInitial(item, depth, commentary);
    case "run":
      return printRun(item, depth, commentary);
    case "enter":
    case "exit": {
      const actions = partsOf(item.actions);
      const effects = item.effects.map(partOf);
      const parts = actions.length === 0 ? effects : [actions, ...effects];
      return annotated(item, breakable(item.kind, parts, depth), commentary);
    }
    case "on":
      return printTailed(
        item,
        `on ${printEvents(item.events)}`,
        item.tail,
        depth,
        commentary,
      );
    case "always":
      return printTailed(item, "always", item.tail, depth, commentary);
    case "after":
    case "at":
    case "every": {
      const head = `${item.kind} ${printExpression(item.time)}`;
      return printTailed(item, head, item.tail, depth, commentary);
    }
    case "defer":
    case "ignore":
      return annotated(
        item,
        [`${item.kind} ${printNames(item.triggers)}`],
        commentary,
      );
  }
}

type Tailed = Arm | FromDeclaration | Extract<StateItem, { tail: Tail }>;

/** What stands before a tail, and the tail: a choice in braces, a branch a line. */
function printTailed(
  part: Tailed,
  head: string,
  tail: Tail,
  depth: number,
  commentary: Commentary,
): Lines {
  if (tail.choice) {
    const lines = tail.branches.flatMap((branch) => {
      const [[first = ""] = [], ...parts] = branchParts(branch);
      return annotated(branch, breakable(first, parts, depth + 1), commentary);
    });
    const end = printComments(commentary.end(part));
    return annotated(
      part,
      block(head, [...lines, ...end]),
      commentary,
      "first",
    );
  }
  const parts = tail.branches.flatMap(branchParts);
  return annotated(part, breakable(head, parts, depth), commentary);
}

export function printInitial(
  initial: InitialTail,
  depth: number,
  commentary: Commentary,
): Lines {
  const parts = [
    ...initial.effects.map(partOf),
    [`-> ${printTargets(initial.targets)}`],
  ];
  return annotated(initial, breakable("initial", parts, depth), commentary);
}

function printRun(run: Run, depth: number, commentary: Commentary): Lines {
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
  const arms = run.arms.flatMap((arm) =>
    printArm(arm, column, depth + 1, commentary),
  );
  const end = printComments(commentary.end(run));
  const lines = block(parts.join(" "), [...arms, ...end]);
  return annotated(run, lines, commentary, "first");
}

/** The arms of a run have their tails in one column. */
function printArm(
  arm: Arm,
  column: number,
  depth: number,
  commentary: Commentary,
): Lines {
  const outcomes = printOutcomes(arm);
  const padded = outcomes.padEnd(column);
  const [branch] = arm.tail.branches;
  const line =
    branch === undefined ? padded : `${padded} ${printBranch(branch)}`;
  return !arm.tail.choice && fits(line, depth)
    ? annotated(arm, [line], commentary)
    : printTailed(arm, outcomes, arm.tail, depth, commentary);
}

function printOutcomes({ outcomes }: Arm): string {
  return outcomes.map(({ word }) => word).join(", ");
}

function printEvents(events: readonly EventReference[]): string {
  return events
    .map((event) => (event.kind === "trigger" ? event.name.text : event.kind))
    .join(", ");
}

export function printFrom(
  from: FromDeclaration,
  depth: number,
  commentary: Commentary,
): Lines {
  const except =
    from.except.length === 0 ? "" : ` except ${printPaths(from.except)}`;
  const states = `from ${printFromStates(from.states)}${except}`;
  const { item } = from;
  if (item.kind !== "on") {
    const line = `${states} ${item.kind} ${printNames(item.triggers)}`;
    return annotated(from, [line], commentary);
  }
  const head = `${states} on ${printEvents(item.events)}`;
  return printTailed(from, head, item.tail, depth, commentary);
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
