/** What a diagram of a strategy shows, whatever it is drawn with. */
import type { State } from "../model/index.ts";

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

/** Where a composite begins: its initial targets; a parallel state in all its regions. */
export function initialOf(state: State): readonly State[] {
  if (state.kind === "composite") return state.initial.targets;
  return state.kind === "parallel" ? state.children : [];
}
