/** The arrows of a drawing, with the little figures that they divide and join at. */
import type { State, Strategy, TargetState } from "../model/index.ts";
import type { Ids } from "./ids.ts";
import {
  labelOf,
  stayLine,
  transitionsOf,
  type Transition,
  type Way,
} from "./transitions.ts";

export type End =
  | { readonly kind: "state"; readonly state: State }
  | { readonly kind: "pseudo"; readonly id: string }
  | { readonly kind: "history"; readonly target: TargetState };

/** In the order in which the transitions of a state are tried. */
export type Step =
  | {
      readonly kind: "arrow";
      readonly from: End;
      readonly to: End;
      readonly label: string;
    }
  /** A line in a state that it stays in. */
  | { readonly kind: "stay"; readonly state: State; readonly text: string };

/** `<<choice>>`: where a transition divides by conditions. `<<fork>>`: from where several states are entered. */
export interface Pseudo {
  readonly kind: "choice" | "fork";
  readonly id: string;
  /** The state in which it is drawn: never a parallel one, whose children are regions. */
  readonly inside: State | null;
}

export interface Arrows {
  readonly steps: readonly Step[];
  readonly pseudos: readonly Pseudo[];
}

export function arrowsOf(strategy: Strategy, ids: Ids): Arrows {
  const drawing = new Drawing(ids);
  for (const state of strategy.states)
    for (const transition of transitionsOf(state))
      drawing.add(state, transition);
  return drawing;
}

class Drawing implements Arrows {
  readonly steps: Step[] = [];
  readonly pseudos: Pseudo[] = [];
  readonly #ids: Ids;

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  add(state: State, transition: Transition): void {
    const line = stayLine(transition);
    const hasChildren = state.kind === "composite" || state.kind === "parallel";
    const from: End = { kind: "state", state };
    const [way, another] = transition.ways;
    if (line !== null && !hasChildren)
      this.steps.push({ kind: "stay", state, text: line });
    else if (way !== undefined && another === undefined && !isElse(way))
      this.#arrow(from, state, way, labelOf(transition, way));
    else {
      const choice = this.#pseudo("choice", state);
      const label = transition.head;
      this.steps.push({ kind: "arrow", from, to: choice, label });
      for (const each of transition.ways)
        this.#arrow(choice, state, each, each.text);
    }
  }

  #arrow(from: End, source: State, way: Way, label: string): void {
    const [target, another] = way.targets;
    const single: End =
      target === undefined ? { kind: "state", state: source } : endOf(target);
    if (another === undefined) {
      this.steps.push({ kind: "arrow", from, to: single, label });
      return;
    }
    const fork = this.#pseudo("fork", source);
    this.steps.push({ kind: "arrow", from, to: fork, label });
    for (const each of way.targets)
      this.steps.push({
        kind: "arrow",
        from: fork,
        to: endOf(each),
        label: "",
      });
  }

  #pseudo(kind: Pseudo["kind"], source: State): End {
    let inside: State | null = source.parent;
    while (inside?.kind === "parallel") inside = inside.parent;
    const id = this.#ids.beside(source, kind);
    this.pseudos.push({ kind, id, inside });
    return { kind: "pseudo", id };
  }
}

function isElse({ branch }: Way): boolean {
  return branch.otherwise;
}

function endOf(target: TargetState): End {
  return target.history === "none"
    ? { kind: "state", state: target.state }
    : { kind: "history", target };
}

/** The composites that some arrow enters by history, with how. */
export function historiesIn(
  steps: readonly Step[],
): ReadonlyMap<State, ReadonlySet<TargetState["history"]>> {
  const found = new Map<State, Set<TargetState["history"]>>();
  for (const step of steps) {
    if (step.kind !== "arrow" || step.to.kind !== "history") continue;
    const { state, history } = step.to.target;
    found.set(state, (found.get(state) ?? new Set()).add(history));
  }
  return found;
}
