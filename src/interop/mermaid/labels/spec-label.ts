import type { Branch, On, StateItem, Tail } from "../../../syntax/index.ts";
import { printExpression } from "../../../syntax/index.ts";
import { parseItem } from "../fragments.ts";
import { NO_HEAD, type Head, type Label } from "../label.ts";

/** `on A, B`, `after 5s`, `always`, and how the transition goes on. */
const ITEM = /^(?:on|always|after|at|every)\b/;
const ARM = /^(?<activity>\w+) (?<arm>(?:done|failed|unknown|partial)\b.*)$/su;

/** A label that is a transition of `.fsm` without its target; null where it is not. */
export function readSpecLabel(text: string): Label | null {
  const item = ITEM.test(text) ? parseItem(withEnd(text)) : null;
  return item === null ? null : readItem(item, text);
}

/**
 * The same in a diagram of somebody else: words that only look like it are none.
 *
 * @param ends whether the state that it leaves has states inside, for whose end it can wait
 */
export function readForeignSpecLabel(
  text: string,
  ends: boolean,
): Label | null {
  const item = ITEM.test(text) ? parseItem(withEnd(text)) : null;
  if (item === null || /\bstay$/.test(text)) return null;
  const isTimer =
    item.kind === "after" || item.kind === "every" || item.kind === "at";
  const isTime =
    isTimer && item.time.kind === "duration" && item.time.milliseconds > 0;
  const waits =
    item.kind === "on" && item.events.some(({ kind }) => kind === "done");
  return (isTimer && !isTime) || (waits && !ends) ? null : readItem(item, text);
}

function readItem(item: StateItem, text: string): Label | null {
  switch (item.kind) {
    case "on":
      return labelOf(headOf(item), item.tail, text);
    case "always":
      return labelOf(
        { kind: "item", text: "always", triggers: [] },
        item.tail,
        text,
      );
    case "after":
    case "at":
    case "every": {
      const head = `${item.kind} ${printExpression(item.time)}`;
      return labelOf(
        { kind: "item", text: head, triggers: [] },
        item.tail,
        text,
      );
    }
    default:
      return null;
  }
}

/** `buy done set x = result`: the outcome of an activity. */
export function readArm(text: string): Label | null {
  const found = ARM.exec(text);
  const { activity, arm } = found?.groups ?? {};
  if (activity === undefined || arm === undefined) return null;
  const run = parseItem(`run ${activity}() { ${withEnd(arm)} }`);
  if (run?.kind !== "run") return null;
  const [only, another] = run.arms;
  if (only === undefined || another !== undefined) return null;
  const outcomes = only.outcomes.map(({ word }) => word);
  return labelOf({ kind: "arm", activity, outcomes }, only.tail, text);
}

/** `when g do a`, `else`, `set x = 1`: a branch alone. */
export function readBranch(text: string): Label | null {
  const item = /^else\b/.test(text)
    ? parseItem(`always { when true stay ${withEnd(text)} }`)
    : parseItem(`always ${withEnd(text)}`);
  if (item?.kind !== "always") return null;
  const { branches } = item.tail;
  const tail = { ...item.tail, branches: branches.slice(-1), choice: false };
  return labelOf(NO_HEAD, tail, text);
}

function headOf({ events }: On): Head {
  const names = events.map((event) =>
    event.kind === "trigger" ? event.name.text : event.kind,
  );
  const triggers = events.flatMap((event) =>
    event.kind === "trigger" ? [event.name.text] : [],
  );
  return { kind: "item", text: `on ${names.join(", ")}`, triggers };
}

function labelOf(head: Head, tail: Tail, text: string): Label | null {
  const [branch, another] = tail.branches;
  if (branch === undefined || another !== undefined || tail.choice) return null;
  const reenters = /\breenter$/.test(text);
  return { head, way: { ...wayOf(branch), reenters } };
}

function wayOf({ guard, otherwise, effects, end }: Branch): Label["way"] {
  const stays = end.kind === "stay";
  return { guard, otherwise, effects, stays, reenters: false };
}

/** A target stands at the arrow's head, not in its label. */
function withEnd(text: string): string {
  if (/\bstay$/.test(text)) return text;
  return `${text.replace(/\s*\breenter$/, "")} -> TARGET`;
}
