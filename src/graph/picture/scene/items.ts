/** Whatever may happen in a state, in one shape, in the order in which it is tried. */
import type { Branch, Deferral, Run, State } from "../../../model/index.ts";
import type { Span } from "../../../source/index.ts";
import type { Mark } from "../text/paragraph.ts";

/** One `on`, `always`, timer or arm. */
export interface Item {
  /** What it waits for: `QUOTE`, `after 5s`, `buy failed, unknown`. */
  readonly event: string;
  readonly mark: Mark | null;
  readonly ways: readonly Way[];
  /** The states that a `from` names, as written, and its keyword; null for a state's own. */
  readonly from: { readonly states: string; readonly keyword: Span } | null;
}

/** A branch, or several that one text has made. */
export interface Way {
  readonly branch: Branch;
  readonly branches: readonly number[];
  /** The text behind the event: guard, effects and end. */
  readonly tail: string;
  readonly text: string;
}

export function itemsOf(state: State): readonly Item[] {
  return [
    ...state.reactions.map(({ text, keyword, branches }) => {
      const from = /^from (.*?) on /s.exec(text);
      return {
        event: text.slice(from?.[0].length ?? "on ".length),
        mark: null,
        ways: waysOf(branches, text),
        from: from?.[1] === undefined ? null : { states: from[1], keyword },
      };
    }),
    ...state.always.map(({ text, branches }) => ({
      event: text,
      mark: null,
      ways: waysOf(branches, text),
      from: null,
    })),
    ...state.timers.map(({ text, branches }) => ({
      event: text,
      mark: "clock" as const,
      ways: waysOf(branches, text),
      from: null,
    })),
    ...state.runs.flatMap(armsOf),
  ];
}

/** A state's own `defer` or `ignore`, each trigger once. */
export function triggersOf(deferrals: readonly Deferral[]): string {
  return [...new Set(deferrals.map(({ trigger }) => trigger.name))].join(", ");
}

function waysOf(branches: readonly Branch[], head: string): readonly Way[] {
  return branches.map((branch) => ({
    branch,
    branches: [branch.index],
    tail: branch.text.slice(head.length).trim(),
    text: branch.text,
  }));
}

/** One text for several outcomes has made as many arms, which say the same. */
function armsOf({ arms, activity }: Run): readonly Item[] {
  const first = arms.filter(
    ({ text }, index) => index === arms.findIndex((arm) => arm.text === text),
  );
  return first.map(({ text, branches }) => {
    const twins = arms.filter((arm) => arm.text === text);
    return {
      event: `${activity.name} ${text}`,
      mark: null,
      from: null,
      ways: waysOf(branches, text).map((way, index) => ({
        ...way,
        text: `${activity.name} ${way.text}`,
        branches: twins.flatMap((arm) => arm.branches[index]?.index ?? []),
      })),
    };
  });
}
