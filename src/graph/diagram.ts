/** What a diagram of a strategy shows, whatever it is drawn with. */
import type {
  Branch,
  Reaction,
  State,
  Strategy,
  TargetState,
} from "../model/index.ts";

/** One arrow. */
export interface Edge {
  readonly from: State;
  readonly to: State;
  /** Other than `none`: it leads to what was last active in `to`. */
  readonly history: TargetState["history"];
  /** The transition as the spec has it, without its target. */
  readonly label: string;
}

/** How a state is told apart from others; the first that fits. */
export type Look = "error" | "suspended" | "final" | "exposed" | "plain";

export const LOOKS: readonly Look[] = [
  "error",
  "suspended",
  "final",
  "exposed",
  "plain",
];

export function lookOf(state: State): Look {
  if (state.role !== "normal") return state.role;
  if (state.kind === "final") return "final";
  return state.exposed ? "exposed" : "plain";
}

/** What is said about a state beside its name: `exposed, error`. */
export function wordsOf(state: State): readonly string[] {
  return [
    ...(state.exposed ? ["exposed"] : []),
    ...(state.role === "normal" ? [] : [state.role]),
    ...(state.kind === "final" && state.cancelled ? ["cancelled"] : []),
  ];
}

/** Every arrow of the strategy, in the order of the states and of their text. */
export function edgesOf(strategy: Strategy): readonly Edge[] {
  return strategy.states.flatMap((state) =>
    withoutTwins(
      branchesOf(state).flatMap(({ branch, prefix }) =>
        edgesTo(state, branch, prefix),
      ),
    ),
  );
}

/** One arm for two outcomes makes two arrows that say the same. */
function withoutTwins(edges: readonly Edge[]): readonly Edge[] {
  return edges.filter(
    ({ to, history, label }, index) =>
      index ===
      edges.findIndex(
        (each) =>
          each.to === to && each.history === history && each.label === label,
      ),
  );
}

/** What happens inside a state, line by line, as the spec has it. */
export function linesOf(state: State, strategy: Strategy): readonly string[] {
  return [
    ...state.enter.flatMap(({ actions }) => named("enter", actions)),
    ...state.exit.flatMap(({ actions }) => named("exit", actions)),
    ...state.runs.map((run) => run.text),
    ...branchesOf(state)
      .filter(({ branch }) => branch.target === null)
      .map(({ branch, prefix }) => prefix + branch.text),
    ...named(
      "defer",
      state.defers.map(({ trigger }) => trigger),
    ),
    ...named(
      "ignore",
      state.ignores.map(({ trigger }) => trigger),
    ),
    ...policyLines(state, strategy),
  ];
}

/** The composites that some arrow enters by history, with how. */
export function historiesOf(
  edges: readonly Edge[],
): ReadonlyMap<State, ReadonlySet<Edge["history"]>> {
  const found = new Map<State, Set<Edge["history"]>>();
  for (const { to, history } of edges) {
    if (history === "none") continue;
    found.set(to, (found.get(to) ?? new Set()).add(history));
  }
  return found;
}

/** Where a composite begins: its initial targets; a parallel state in all its regions. */
export function initialOf(state: State): readonly State[] {
  if (state.kind === "composite") return state.initial.targets;
  return state.kind === "parallel" ? state.children : [];
}

interface Labelled {
  readonly branch: Branch;
  /** What must stand before the branch's own text to tell where it belongs: `buy ` before an arm. */
  readonly prefix: string;
}

function branchesOf(state: State): readonly Labelled[] {
  return [
    ...labelled([...state.reactions, ...state.always, ...state.timers], ""),
    ...state.runs.flatMap(({ activity, arms }) =>
      labelled(arms, `${activity.name} `),
    ),
  ];
}

function labelled(
  items: readonly Pick<Reaction, "branches">[],
  prefix: string,
): readonly Labelled[] {
  return items.flatMap(({ branches }) =>
    branches.map((branch) => ({ branch, prefix })),
  );
}

function edgesTo(from: State, branch: Branch, prefix: string): readonly Edge[] {
  const label = prefix + withoutEnd(branch.text);
  return (branch.target?.states ?? []).map(({ state, history }) => ({
    from,
    to: state,
    history,
    label,
  }));
}

/** The text of a transition up to its arrow: an arrow in a string is not its last. */
function withoutEnd(text: string): string {
  const arrow = text.lastIndexOf("->");
  return arrow < 0 ? text : text.slice(0, arrow).trimEnd();
}

function named(
  word: string,
  things: readonly { readonly name: string }[],
): string[] {
  if (things.length === 0) return [];
  return [`${word} ${things.map(({ name }) => name).join(", ")}`];
}

/** The error policy and the time-out have no state of their own to start at: their target says that they lead there. */
function policyLines(state: State, strategy: Strategy): string[] {
  const { errors, timeout } = strategy;
  return [
    ...(errors?.target === state ? ["after too many errors"] : []),
    ...(timeout?.target === state ? ["after the strategy's timeout"] : []),
  ];
}
