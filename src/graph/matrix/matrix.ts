/** What each state does with each trigger: the table that somebody signs before a strategy trades. */
import {
  isDescendant,
  isLeaf,
  selfAndAncestors,
  type Branch,
  type Event,
  type Reaction,
  type State,
  type Strategy,
} from "../../model/index.ts";
import { textOf } from "../../source/index.ts";

/**
 * - `taken`: whatever the data are
 * - `guarded`: where a guard holds
 * - `deferred`: kept until the configuration has changed
 * - `ignored`: dropped on purpose
 * - `dropped`: nothing is said of it
 * - `ended`: the run is over
 */
export type Verdict =
  "taken" | "guarded" | "deferred" | "ignored" | "dropped" | "ended";

/** One branch, in the order in which they are tried. */
export interface Way {
  /** As it is written; null: always. */
  readonly guard: string | null;
  /** `-> A, B`, `stay`. */
  readonly to: string;
  /** The state around that it is inherited from; null: it stands at the state itself. */
  readonly around: string | null;
  /** Where the text is that `extends` brought, as `file:line`; null: own text. */
  readonly parent: string | null;
  /** Written by a `from`. */
  readonly byFrom: boolean;
}

export interface Cell {
  readonly verdict: Verdict;
  readonly ways: readonly Way[];
  /** What happens when no guard holds; null: one always does. */
  readonly otherwise: "deferred" | "ignored" | "dropped" | null;
  /** The state around that defers or ignores; null: the state itself, or none. */
  readonly otherwiseOf: string | null;
}

export interface Column {
  readonly name: string;
  /** `emergency`, `critical`; `internal` for what is no trigger. */
  readonly notes: readonly string[];
}

export interface Row {
  readonly state: string;
  readonly notes: readonly string[];
  /** One a column. */
  readonly cells: readonly Cell[];
}

export interface Matrix {
  readonly strategy: string;
  readonly version: number;
  /** The spec. */
  readonly file: string;
  /** Of its meaning: the same in both spellings, whatever its layout. */
  readonly hash: string;
  readonly columns: readonly Column[];
  /** States that can be active without an active child, in document order. */
  readonly rows: readonly Row[];
  readonly hasRegions: boolean;
  /** As `.fsm` text; null: nobody counts errors. */
  readonly errorPolicy: string | null;
  readonly guards: readonly NamedGuard[];
}

/** What a name in a guard stands for. */
export interface NamedGuard {
  readonly name: string;
  /** Null: TypeScript. */
  readonly expression: string | null;
}

/** Triggers in the order of their declarations; then `error` and `recover`, where anything is said of them. */
export function matrixOf(strategy: Strategy): Matrix {
  const events = [
    ...strategy.triggers.map((trigger): Event => ({
      kind: "trigger",
      trigger,
    })),
    ...(["error", "recover"] as const)
      .filter((kind) =>
        strategy.states.some(({ reactions }) =>
          reactions.some(({ events }) =>
            events.some((each) => each.kind === kind),
          ),
        ),
      )
      .map((kind): Event => ({ kind })),
  ];
  return {
    strategy: strategy.name,
    version: strategy.version,
    file: strategy.span.file.path,
    hash: strategy.hash,
    columns: events.map(columnOf),
    rows: strategy.states.filter(isLeaf).map((leaf) => ({
      state: leaf.path,
      notes: notesOn(leaf),
      cells: events.map((event) => cellOf(leaf, event)),
    })),
    hasRegions: strategy.states.some(({ kind }) => kind === "parallel"),
    errorPolicy: strategy.errors?.text ?? null,
    guards: strategy.guards.map(({ name, text }) => ({
      name,
      expression: text === null ? null : clean(text),
    })),
  };
}

function columnOf(event: Event): Column {
  if (event.kind !== "trigger")
    return { name: event.kind, notes: ["internal"] };
  const { trigger } = event;
  const notes = (
    ["critical", "emergency", "suspend", "resume", "volatile"] as const
  ).filter((each) => trigger[each]);
  return { name: trigger.name, notes };
}

function notesOn(leaf: State): readonly string[] {
  const around = selfAndAncestors(leaf);
  return [
    ...(leaf.modifiers.includes("initial") ? ["initial"] : []),
    ...(leaf.kind === "final"
      ? [leaf.cancelled ? "final cancelled" : "final"]
      : []),
    ...(leaf.exposed ? ["exposed"] : []),
    ...(["error", "suspended"] as const).filter((role) =>
      around.some((each) => each.role === role),
    ),
    ...(leaf.parent !== null && leaf.parent.parent !== null
      ? [`in ${leaf.parent.path}`]
      : []),
  ];
}

function cellOf(leaf: State, event: Event): Cell {
  const nothing = { ways: [], otherwise: null, otherwiseOf: null };
  if (leaf.kind === "final" && leaf.depth === 0)
    return { verdict: "ended", ...nothing };
  const active = selfAndAncestors(leaf);
  if (event.kind === "error" && active.some(({ role }) => role === "error"))
    return rest([], "dropped", null);
  const ways: Way[] = [];
  for (const state of active) {
    for (const reaction of state.reactions.filter((each) =>
      answers(each, event, leaf),
    ))
      for (const branch of reaction.branches) {
        ways.push(wayOf(branch, reaction, state, leaf));
        if (branch.guard === null)
          return {
            verdict: ways.length === 1 ? "taken" : "guarded",
            ways,
            otherwise: null,
            otherwiseOf: null,
          };
      }
    const put = putAside(state, event);
    if (put !== null) return rest(ways, put, around(state, leaf));
  }
  return rest(ways, "dropped", null);
}

function rest(
  ways: readonly Way[],
  otherwise: "deferred" | "ignored" | "dropped",
  otherwiseOf: string | null,
): Cell {
  const verdict = ways.length > 0 ? "guarded" : otherwise;
  return { verdict, ways, otherwise, otherwiseOf };
}

/** What `from *` writes is not there while its target is active. */
function answers(
  { events, unlessActive }: Reaction,
  event: Event,
  leaf: State,
): boolean {
  const isThere =
    unlessActive === null ||
    !(unlessActive === leaf || isDescendant(leaf, unlessActive));
  return isThere && events.some((each) => isSame(each, event));
}

function isSame(a: Event, b: Event): boolean {
  return a.kind === "trigger" && b.kind === "trigger"
    ? a.trigger === b.trigger
    : a.kind === b.kind;
}

function putAside(state: State, event: Event): "deferred" | "ignored" | null {
  if (event.kind !== "trigger") return null;
  const { trigger } = event;
  if (state.defers.some((each) => each.trigger === trigger)) return "deferred";
  return state.ignores.some((each) => each.trigger === trigger)
    ? "ignored"
    : null;
}

function wayOf(
  branch: Branch,
  { origin, keyword }: Reaction,
  state: State,
  leaf: State,
): Way {
  const { guard, otherwise, target } = branch;
  const { line } = keyword.file.position(keyword.start);
  const states = (target?.states ?? []).map(({ state: to, history }) =>
    history === "none"
      ? to.path
      : `${history === "deep" ? "deep " : ""}history ${to.path}`,
  );
  return {
    guard:
      guard === null
        ? otherwise
          ? "else"
          : null
        : `when ${clean(textOf(guard.span))}`,
    to:
      target === null
        ? "stay"
        : `-> ${states.join(", ")}${target.reenter ? " reenter" : ""}`,
    around: around(state, leaf),
    parent: origin === "inherited" ? `${keyword.file.path}:${line}` : null,
    byFrom: textOf(keyword) === "from",
  };
}

/** On one line, and nothing in it that a terminal or a browser would obey, such as a change of the direction of writing. */
function clean(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\p{Cc}\p{Cf}]/gu, "\uFFFD");
}

function around(state: State, leaf: State): string | null {
  return state === leaf ? null : state.path;
}
