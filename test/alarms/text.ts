/** Changes of a spec's text by the places that its model knows. */
import type { Branch, State } from "../../src/model/index.ts";
import type { Span } from "../../src/source/index.ts";
import type { Ground } from "./ground.ts";

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with all of the edits, which do not overlap. */
export function changed(text: string, ...edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (before, { start, end, text: put }) =>
        before.slice(0, start) + put + before.slice(end),
      text,
    );
}

/** Whether a place is in the machine's own text: what it inherits from another file is not. */
export function isOwn({ file }: Span): boolean {
  return file.path === "machine.fsm";
}

export function replaced({ start, end }: Span, text: string): Edit {
  return { start, end, text };
}

export function before({ start }: Span, text: string): Edit {
  return { start, end: start, text };
}

/** A member of the strategy, in front of all others. */
export function member({ text, strategy }: Ground, put: string): Edit {
  const start = text.indexOf("{", strategy.span.end) + 1;
  return { start, end: start, text: `\n  ${put}\n` };
}

/** An item of a state, in front of all others. */
export function item({ text }: Ground, state: State, put: string): Edit {
  const start = state.span.end;
  const open = /^\s*\{/.exec(text.slice(start));
  if (open === null) return { start, end: start, text: ` { ${put} }` };
  const within = start + open[0].length;
  return { start: within, end: within, text: ` ${put}\n` };
}

/** The whole item of some branches: from its keyword on, with the braces of a choice. */
export function whole(
  { text }: Ground,
  keyword: Span,
  branches: readonly Branch[],
): Edit {
  const start = keyword.start;
  let end = Math.max(...branches.map(({ span }) => span.end));
  const choice = /\{\s*(?:when|else)\b/.exec(
    text.slice(start, Math.min(...branches.map(({ span }) => span.end))),
  );
  if (choice !== null) end = text.indexOf("}", end) + 1;
  return { start, end, text: "" };
}
