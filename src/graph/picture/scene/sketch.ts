import type { State, Target } from "../../../model/index.ts";
import type {
  AnywhereFigure,
  Arrow,
  Figure,
  PseudoFigure,
  Statement,
} from "./scene.ts";

/** Where a figure belongs. */
export interface Place {
  /** The state around it; null for the top level. */
  readonly into: State | null;
  /** The child of that state which it follows; null for before all of them. */
  readonly behind: State | null;
}

/** What a scene is put together in: figures by the state that they lie in, arrows by where they lead. */
export class Sketch {
  readonly #inside = new Map<State | null, Figure[]>();
  readonly #behind = new Map<State, Figure[]>();
  readonly #arrows = new Map<string, Arrow>();
  readonly #histories = new Map<string, PseudoFigure>();
  #forks = 0;

  /** The figures inside a state, or at the top level, that stand before its children. */
  pseudoIn(state: State | null): readonly Figure[] {
    return this.#inside.get(state) ?? [];
  }

  /** The figures that stand behind a state, in the same parent: the layout keeps this order where it can. */
  pseudoBehind(state: State): readonly Figure[] {
    return this.#behind.get(state) ?? [];
  }

  get arrows(): readonly Arrow[] {
    return [...this.#arrows.values()];
  }

  put(figure: PseudoFigure | AnywhereFigure, { into, behind }: Place): string {
    if (behind === null)
      this.#inside.set(into, [...(this.#inside.get(into) ?? []), figure]);
    else this.#behind.set(behind, [...this.pseudoBehind(behind), figure]);
    return figure.id;
  }

  /** Transitions that lead the same way share an arrow. */
  arrow(
    from: string,
    to: string,
    statements: readonly Statement[],
    dashed = false,
  ): void {
    const id = `${from}>${to}`;
    const known = this.#arrows.get(id);
    const all = [...(known?.statements ?? []), ...statements];
    this.#arrows.set(id, { id, from, to, statements: all, dashed });
  }

  /**
   * The figure that a transition leads to: a state, a history, or a bar from which several are entered.
   *
   * @param beside where the bar lies, if there has to be one
   */
  end(targets: Target["states"], beside: Place): string {
    const ends = targets.map(({ state, history }) =>
      history === "none" ? idOf(state) : this.#history(state, history),
    );
    const [only, another] = ends;
    if (only !== undefined && another === undefined) return only;
    this.#forks += 1;
    const names = targets.map(({ state }) => state.path).join(", ");
    const fork = this.put(
      {
        kind: "fork",
        id: `fork${this.#forks}`,
        title: `enters ${names} at once`,
      },
      beside,
    );
    for (const each of ends) this.arrow(fork, each, []);
    return fork;
  }

  #history(state: State, history: "shallow" | "deep"): string {
    const id = `${idOf(state)}.${history}`;
    if (!this.#histories.has(id)) {
      const figure = {
        kind: `${history}-history`,
        id,
        title: TITLES[history](state.path),
      } as const;
      this.#histories.set(id, figure);
      this.put(figure, { into: state, behind: null });
    }
    return id;
  }
}

export function idOf({ index }: State): string {
  return `state${index}`;
}

const TITLES = {
  shallow: (path: string) =>
    `history ${path}: the child that was active last, else the initial one`,
  deep: (path: string) =>
    `deep history ${path}: all that was active in it last, else its initial child`,
} as const;
