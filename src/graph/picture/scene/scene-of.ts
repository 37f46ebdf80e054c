import {
  childrenOf,
  isDescendant,
  type Initial,
  type State,
  type Strategy,
  type Target,
} from "../../../model/index.ts";
import { drawAnywhere } from "./draw-anywhere.ts";
import {
  putAsideInMany,
  writtenIntoMany,
  type PutAsideInMany,
  type WrittenIntoMany,
} from "./from-many.ts";
import { itemsOf, type Item, type Way } from "./items.ts";
import type { Figure, Scene, Statement } from "./scene.ts";
import { idOf, Sketch, type Place } from "./sketch.ts";
import {
  asideStatement,
  bodyOf,
  branchStatement,
  deferralsOf,
  eventStatement,
  initialStatement,
  wholeStatement,
} from "./statements.ts";

/** All that a picture of a strategy shows: each state and each transition once. */
export function sceneOf(strategy: Strategy): Scene {
  const scene = new SceneBuilder(strategy);
  return scene.build();
}

class SceneBuilder {
  readonly #strategy: Strategy;
  readonly #sketch = new Sketch();
  readonly #bodies = new Map<State, Statement[]>();
  readonly #many: readonly WrittenIntoMany[];
  readonly #asideInMany: readonly PutAsideInMany[];

  constructor(strategy: Strategy) {
    this.#strategy = strategy;
    this.#many = writtenIntoMany(strategy);
    this.#asideInMany = putAsideInMany(strategy);
  }

  build(): Scene {
    const { root, states } = this.#strategy;
    this.#begin(root.initial, null);
    for (const state of states) this.#drawState(state);
    const notes = [
      ...drawAnywhere(this.#strategy, this.#many, this.#sketch),
      ...this.#asideInMany.map(asideStatement),
    ];
    return {
      strategy: this.#strategy,
      figures: this.#figuresIn(null),
      arrows: this.#sketch.arrows,
      notes,
    };
  }

  #figuresIn(state: State | null): readonly Figure[] {
    const children = childrenOf(state ?? this.#strategy.root);
    return [
      ...this.#sketch.pseudoIn(state),
      ...children.flatMap((child): Figure[] => [
        {
          kind: "state",
          id: idOf(child),
          title: titleOf(child),
          state: child,
          body: this.#bodies.get(child) ?? [],
          children: this.#figuresIn(child),
        },
        ...this.#sketch.pseudoBehind(child),
      ]),
    ];
  }

  /** The dot, and where a composite begins when nothing more is said. */
  #begin(initial: Initial, composite: State | null): void {
    const { targets, text } = initial;
    if (targets.length === 0) return; // of an abstract strategy
    const id = `${composite === null ? "top" : idOf(composite)}.initial`;
    const path = composite?.path ?? this.#strategy.name;
    const dot = this.#sketch.put(
      { kind: "initial", id, title: `where ${path} begins` },
      { into: composite, behind: null },
    );
    const ends = targets.map((state) => ({
      state,
      history: "none" as const,
      span: initial.span,
    }));
    const end = this.#sketch.end(ends, { into: composite, behind: null });
    const statement = initialStatement(text);
    this.#sketch.arrow(dot, end, statement === null ? [] : [statement]);
  }

  #drawState(state: State): void {
    const many = new Set(this.#many.flatMap(({ items }) => items.map(keyOf)));
    const body = [...bodyOf(state)];
    this.#bodies.set(state, body);
    for (const item of itemsOf(state))
      if (!(item.from !== null && many.has(keyOf(item))))
        this.#drawItem(state, item, body);
    body.push(...deferralsOf(this.#ownDeferrals(state)));
    if (state.kind === "composite") this.#begin(state.initial, state);
  }

  #drawItem(state: State, item: Item, body: Statement[]): void {
    const leaving = item.ways.filter(({ branch }) => branch.target !== null);
    const staying = item.ways.filter(({ branch }) => branch.target === null);
    const inside = leaving.every(({ branch }) =>
      isInside(state, branch.target),
    );
    const beside: Place = inside
      ? { into: state, behind: null }
      : { into: parentOf(state), behind: state };
    body.push(...staying.map((way) => wholeStatement(item, way)));
    const [only, another] = leaving;
    if (only === undefined) return;
    if (another === undefined) {
      const statement = wholeStatement(item, only);
      if (leavesAndReturns(state, only.branch.target))
        this.#drawAround(state, only, beside, statement);
      else this.#draw(idOf(state), only, beside, statement);
      return;
    }
    const choice = this.#sketch.put(
      {
        kind: "choice",
        id: `choice${only.branch.index}`,
        title: item.ways.map(({ text }) => text).join("\n"),
      },
      beside,
    );
    this.#sketch.arrow(idOf(state), choice, [eventStatement(item)]);
    for (const way of leaving)
      this.#draw(choice, way, beside, branchStatement(way));
  }

  #draw(
    from: string,
    { branch }: Way,
    beside: Place,
    statement: Statement,
  ): void {
    const end = this.#sketch.end(branch.target?.states ?? [], beside);
    this.#sketch.arrow(from, end, [statement]);
  }

  /** Out of a composite and back into it: by a point outside, else it would look as if it stayed inside. */
  #drawAround(
    state: State,
    { branch }: Way,
    beside: Place,
    statement: Statement,
  ): void {
    const point = this.#sketch.put(
      {
        kind: "junction",
        id: `junction${branch.index}`,
        title: statement.title,
      },
      beside,
    );
    this.#sketch.arrow(idOf(state), point, [statement]);
    const end = this.#sketch.end(branch.target?.states ?? [], beside);
    this.#sketch.arrow(point, end, []);
  }

  #ownDeferrals(state: State): Pick<State, "defers" | "ignores"> {
    const told = (word: "defer" | "ignore"): boolean =>
      this.#asideInMany.some(
        (each) => each.word === word && each.states.includes(state),
      );
    return {
      defers: state.defers.filter(
        ({ origin }) => origin !== "from" || !told("defer"),
      ),
      ignores: state.ignores.filter(
        ({ origin }) => origin !== "from" || !told("ignore"),
      ),
    };
  }
}

function keyOf({ from, event }: Item): string {
  return JSON.stringify([from?.keyword.file.path, from?.keyword.start, event]);
}

/** A composite's transition to its own descendants does not leave it. */
function isInside(state: State, target: Target | null): boolean {
  return target !== null && !target.reenter && leadsBelow(state, target);
}

function leavesAndReturns(state: State, target: Target | null): boolean {
  return target !== null && target.reenter && leadsBelow(state, target);
}

function leadsBelow(state: State, { states }: Target): boolean {
  return states.every(
    ({ state: to, history }) =>
      isDescendant(to, state) || (history !== "none" && to === state),
  );
}

function parentOf({ parent }: State): State | null {
  return parent?.parent === null ? null : parent;
}

function titleOf(state: State): string {
  const words = state.modifiers.join(" ");
  const head = `${words === "" ? "" : `${words} `}state ${state.path}`;
  return state.doc === null ? head : `${head}\n${state.doc}`;
}
