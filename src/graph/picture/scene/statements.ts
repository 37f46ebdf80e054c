import type { State } from "../../../model/index.ts";
import { paragraph, type Paragraph, type Piece } from "../text/paragraph.ts";
import type { PutAsideInMany } from "./from-many.ts";
import { triggersOf, type Item, type Way } from "./items.ts";
import type { Statement } from "./scene.ts";
import { tailTextOf } from "./tail-text.ts";

/** A transition with its event: `QUOTE [spreadPays] / set spread = event.spread`. */
export function wholeStatement(item: Item, way: Way): Statement {
  const { mark, pieces } = tail(way, [{ text: item.event, tone: "strong" }]);
  return {
    text: { mark: item.mark ?? mark, pieces },
    title: way.text,
    branches: way.branches,
  };
}

/** One way out of a choice: its event stands before the choice. */
export function branchStatement(way: Way): Statement {
  return { text: tail(way, []), title: way.text, branches: way.branches };
}

/** What leads to a choice. */
export function eventStatement({ event, mark, ways }: Item): Statement {
  return {
    text: { mark, pieces: [{ text: event, tone: "strong" }] },
    title: ways.map(({ text }) => text).join("\n"),
    branches: [],
  };
}

/** A transition from many states: which they are comes first. */
export function anywhereStatement(
  states: string,
  item: Item,
  way: Way,
): Statement {
  const { text, ...rest } = wholeStatement(item, way);
  const from: Piece = { text: `from ${states} `, tone: "quiet" };
  return { ...rest, text: { ...text, pieces: [from, ...text.pieces] } };
}

/** What `from` has made many states defer or ignore. */
export function asideStatement({
  word,
  triggers,
  states,
}: PutAsideInMany): Statement {
  const names = states.map(({ path }) => path).join(", ");
  return {
    text: paragraph(
      { text: `in ${names}: `, tone: "quiet" },
      { text: `${word} ${triggers}`, tone: "plain" },
    ),
    title: `from ${names} ${word} ${triggers}`,
    branches: [],
  };
}

/** `limit 3 within 10m`: a policy, without where it leads. */
export function policyStatement(
  text: string,
  mark: Paragraph["mark"],
  branches: readonly number[],
): Statement {
  const arrow = text.lastIndexOf("->");
  const [word = "", ...others] = text.slice(0, arrow).trim().split(" ");
  return {
    text: {
      mark,
      pieces: [
        { text: `${word} `, tone: "strong" },
        { text: others.join(" "), tone: "plain" },
      ],
    },
    title: text,
    branches,
  };
}

/** What is done on entry and exit, worked on, and put aside in a state. */
export function bodyOf(state: State): readonly Statement[] {
  return [
    ...state.enter.map(({ text }) => wordFirst(text)),
    ...state.exit.map(({ text }) => wordFirst(text)),
    ...state.runs.map(({ text }) => {
      const said = wordFirst(text);
      return { ...said, text: { ...said.text, mark: "run" as const } };
    }),
  ];
}

/** What a state keeps for later, and what it drops. */
export function deferralsOf(
  state: Pick<State, "defers" | "ignores">,
): readonly Statement[] {
  return [
    ...(state.defers.length > 0
      ? [wordFirst(`defer ${triggersOf(state.defers)}`)]
      : []),
    ...(state.ignores.length > 0
      ? [wordFirst(`ignore ${triggersOf(state.ignores)}`)]
      : []),
  ];
}

/** What happens as a composite is entered by default; null where nothing does. */
export function initialStatement(text: string): Statement | null {
  if (text === "") return null;
  return {
    text: paragraph({ text: `/ ${text}`, tone: "quiet" }),
    title: text,
    branches: [],
  };
}

function wordFirst(text: string): Statement {
  const space = text.indexOf(" ");
  const word = text.slice(0, space + 1);
  return {
    text: paragraph(
      { text: word, tone: "quiet" },
      { text: text.slice(space + 1), tone: "plain" },
    ),
    title: text,
    branches: [],
  };
}

function tail(way: Way, before: readonly Piece[]): Paragraph {
  const { guard, effects } = tailTextOf(way.tail);
  const pieces = [...before];
  const space = (): string => (pieces.length > 0 ? " " : "");
  if (guard !== null)
    pieces.push({ text: `${space()}[${guard}]`, tone: "plain" });
  if (effects !== "")
    pieces.push({ text: `${space()}/ ${effects}`, tone: "quiet" });
  else if (way.branch.target === null)
    pieces.push({ text: `${space()}stay`, tone: "quiet" });
  if (way.branch.target?.reenter === true)
    pieces.push({ text: `${space()}reenter`, tone: "quiet" });
  return paragraph(...pieces);
}
