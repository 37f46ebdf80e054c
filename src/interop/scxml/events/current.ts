import type { TransitionElement } from "../document/document.ts";
import type { Entries } from "../states/entry.ts";
import { domainOf } from "../states/entry.ts";
import {
  isWithin,
  type StateNode,
  type StateTree,
} from "../states/state-tree.ts";
import type { Vocabulary } from "./listeners.ts";

/** The events of which one is `_event`; `START`: none has been processed yet. */
export type Current = ReadonlySet<string>;

/** No event is called so. */
export const START = "";

interface Source {
  readonly node: StateNode;
  readonly transition: TransitionElement;
  readonly enters: ReadonlySet<StateNode>;
  /** Null: it leaves nothing. */
  readonly domain: StateNode | null;
}

/** Larger documents are not looked at so closely. */
const MOST_STATES = 1_000;

/**
 * Which event may be the current one where states are entered and left and where no event is waited for: every transition hands on its
 * events to what it enters and leaves, an eventless one those that its own state was entered with.
 */
export class CurrentEvents {
  readonly #sources: readonly Source[];
  readonly #entry = new Map<StateNode, Set<string>>();
  readonly #vocabulary: Vocabulary;
  readonly #any: Current;
  readonly #isKnown: boolean;

  constructor(
    tree: StateTree,
    entries: Entries,
    vocabulary: Vocabulary,
    events: ReadonlySet<string>,
  ) {
    this.#vocabulary = vocabulary;
    this.#any = new Set([START, ...events]);
    const small = tree.states.length <= MOST_STATES;
    this.#sources = (small ? tree.states : []).flatMap((node) =>
      node.element.transitions.map((transition) => {
        const destinations = entries.destinations(transition.targets);
        return {
          node,
          transition,
          enters: entries.mayEnter(node, transition),
          domain:
            destinations.length === 0
              ? null
              : domainOf(node, transition, destinations),
        };
      }),
    );
    for (const node of [tree.root, ...entries.atStart()])
      this.#entry.set(node, new Set([START]));
    while (this.#spread());
    this.#isKnown = small;
  }

  /** When a state is entered. */
  atEntry(node: StateNode): Current {
    return this.#isKnown ? (this.#entry.get(node) ?? new Set()) : this.#any;
  }

  /** When it is left. */
  atExit(node: StateNode): Current {
    return new Set(
      this.#sources
        .filter(({ domain }) => domain !== null && isWithin(node, domain))
        .flatMap((source) => [...this.#of(source)]),
    );
  }

  /** When an eventless transition is looked at. One that has a condition may wait for it through any events. */
  atTransition(node: StateNode, { cond }: TransitionElement): Current {
    return cond === null ? this.atEntry(node) : this.#any;
  }

  #of({ node, transition }: Source): Current {
    return transition.events.length > 0
      ? new Set(this.#vocabulary.heardBy(transition))
      : this.atTransition(node, transition);
  }

  /** Whether anything was not known before. */
  #spread(): boolean {
    let changed = false;
    for (const source of this.#sources) {
      const current = this.#of(source);
      for (const node of source.enters) {
        const known = this.#entry.get(node) ?? new Set();
        const before = known.size;
        for (const event of current) known.add(event);
        this.#entry.set(node, known);
        changed ||= known.size > before;
      }
    }
    return changed;
  }
}
