import type { Condition } from "../terms/logic.ts";
import { both, either, isActive, truth } from "../terms/logic.ts";
import type { StateNode } from "../states/state-tree.ts";
import type { Listeners } from "./listeners.ts";

/** `done.state.ID` of a state that ends when a final state is entered. */
export interface Ending {
  readonly of: StateNode;
  readonly event: string;
  /** Whether it has ended with that; null: in any case. */
  readonly condition: Condition;
}

export function doneEvent({ id, name }: StateNode): string {
  return `done.state.${id ?? name}`;
}

/** The states whose end somebody hears, and how they are told of it. */
export class DoneEvents {
  readonly #listeners: Listeners;
  /** The final states that may end each state. */
  readonly #finals = new Map<StateNode, StateNode[]>();
  readonly #told = new Map<StateNode, "by-on-done" | "by-raise" | null>();

  constructor(nodes: readonly StateNode[], listeners: Listeners) {
    this.#listeners = listeners;
    for (const final of nodes)
      for (const { of } of endingsOf(final)) {
        const known = this.#finals.get(of);
        if (known === undefined) this.#finals.set(of, [final]);
        else known.push(final);
      }
  }

  /**
   * `by-on-done`: nobody but the state itself hears it, and there are no data to tell. `by-raise`: the final states raise it, so that it
   * takes the place in the queue that it has in SCXML. Null: nobody hears it.
   */
  told(of: StateNode): "by-on-done" | "by-raise" | null {
    const known = this.#told.get(of);
    if (known !== undefined) return known;
    const told = this.#find(of);
    this.#told.set(of, told);
    return told;
  }

  /** What a final state raises, in order, behind its own `<onentry>`. */
  raisedBy(final: StateNode): readonly Ending[] {
    return endingsOf(final).filter(({ of }) => this.told(of) === "by-raise");
  }

  /** Every event that somebody hears. */
  heard(): readonly string[] {
    return [...this.#finals.keys()]
      .filter((node) => this.told(node) !== null)
      .map((node) => doneEvent(node));
  }

  #find(of: StateNode): "by-on-done" | "by-raise" | null {
    const finals = this.#finals.get(of) ?? [];
    if (finals.length === 0) return null;
    const listeners = this.#listeners.to(doneEvent(of));
    if (listeners.length === 0) return null;
    const own = listeners.every(({ node }) => node === of);
    const plain = finals.every(
      ({ element, parent }) => element.donedata === null || parent !== of,
    );
    // Told by a raise, the parallel state around it would hear of its end first.
    const around = of.parent;
    const inOrder =
      around?.element.kind !== "parallel" || this.told(around) !== "by-raise";
    return own && plain && inOrder ? "by-on-done" : "by-raise";
  }
}

/** The compound state that a final state ends, and the parallel state around that if all of its regions have ended. */
function endingsOf(final: StateNode): readonly Ending[] {
  const { parent, element } = final;
  if (element.kind !== "final" || parent === null || parent.parent === null)
    return [];
  const ended = { of: parent, event: doneEvent(parent), condition: null };
  const around = parent.parent;
  if (around.element.kind !== "parallel") return [ended];
  const others = around.children.filter((region) => region !== parent);
  const condition = others.reduce<Condition>(
    (all, region) => both(all, hasEnded(region)),
    null,
  );
  return [ended, { of: around, event: doneEvent(around), condition }];
}

/** `isInFinalState` */
function hasEnded(node: StateNode): NonNullable<Condition> {
  const { element, children } = node;
  const never = truth(false, element.span);
  if (element.kind === "parallel")
    return (
      children.reduce<Condition>(
        (all, child) => both(all, hasEnded(child)),
        null,
      ) ?? never
    );
  return children
    .filter((child) => child.element.kind === "final")
    .map((child) => isActive(child.name, child.element.span))
    .reduce((some, each) => either(some, each), never);
}
