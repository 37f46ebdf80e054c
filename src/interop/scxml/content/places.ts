import type { At, Block, Condition, Content } from "../ecmascript/index.ts";
import type { DoneEvents } from "../events/done.ts";
import { START, type Current, type CurrentEvents } from "../events/current.ts";
import type { Vocabulary } from "../events/listeners.ts";
import type { TransitionElement } from "../document/document.ts";
import type { Entries } from "../states/entry.ts";
import type { StateNode, StateTree } from "../states/state-tree.ts";

const UNKNOWN: At = { event: { kind: "unknown" } };
const UNBOUND: At = { event: { kind: "unbound" } };

/** Where a block of content stands, and what is known there. */
export interface Place extends Block {
  readonly node: StateNode;
}

/** All content of a document, with what is known of the event where it runs. */
export class Places {
  /** What runs once and first comes first, in the order in which it does. */
  readonly blocks: readonly Place[];
  readonly conditions: readonly Condition[];
  readonly #at = new Map<readonly Content[], At>();
  readonly #vocabulary: Vocabulary;
  readonly #current: CurrentEvents;
  readonly #ends = new Map<string, readonly Content[]>();

  constructor(
    tree: StateTree,
    entries: Entries,
    dones: DoneEvents,
    vocabulary: Vocabulary,
    current: CurrentEvents,
  ) {
    this.#vocabulary = vocabulary;
    this.#current = current;
    const nodes = [tree.root, ...tree.states];
    const first = this.#atStart(tree, entries, dones);
    const later = nodes.flatMap((node) => [
      ...this.#entryBlocks(node, dones, atCurrent(current.atEntry(node))),
      ...blocksAt(
        node,
        node.element.onexit,
        atCurrent(current.atExit(node), false),
      ),
      ...node.element.transitions.flatMap((transition) =>
        blocksAt(
          node,
          [transition.content],
          this.atTransition(node, transition),
        ),
      ),
    ]);
    const known = new Set(first.map(({ content }) => content));
    this.blocks = [
      ...first,
      ...later.filter(({ content }) => !known.has(content)),
    ];
    for (const { content, at } of this.blocks) this.#at.set(content, at);
    this.conditions = nodes.flatMap((node) =>
      node.element.transitions.flatMap((transition) =>
        transition.cond === null
          ? []
          : [
              {
                cond: transition.cond,
                at: this.atTransition(node, transition),
              },
            ],
      ),
    );
  }

  at(content: readonly Content[]): At {
    return this.#at.get(content) ?? UNKNOWN;
  }

  /** Where a transition looks at its condition and runs its content, for all events that it hears. */
  atTransition(node: StateNode, transition: TransitionElement): At {
    return transition.events.length > 0
      ? atEvents(this.#vocabulary.heardBy(transition))
      : atCurrent(this.#current.atTransition(node, transition));
  }

  /** What tells of the end of a state where a final state is entered; the same whenever it is asked. */
  ending(final: StateNode, of: StateNode): readonly Content[] {
    const key = `${final.name} ${of.name}`;
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    const data = final.parent === of ? final.element.donedata : null;
    const content: readonly Content[] = [
      {
        kind: "done",
        state: of.id ?? of.name,
        params: data?.params ?? [],
        content: data?.content ?? null,
        span: data?.span ?? final.element.span,
      },
    ];
    this.#ends.set(key, content);
    return content;
  }

  /** As far as what runs at the start runs never again: then the values that all data begin with are known there. */
  #atStart(
    tree: StateTree,
    entries: Entries,
    dones: DoneEvents,
  ): readonly Place[] {
    const again = new Set(
      tree.states.flatMap((node) =>
        node.element.transitions.flatMap((transition) => [
          ...entries.mayEnter(node, transition),
        ]),
      ),
    );
    const places: Place[] = [];
    for (const node of [tree.root, ...entries.atStart()]) {
      const blocks = this.#entryBlocks(node, dones, UNBOUND);
      if (again.has(node) && blocks.length > 0) break;
      if (!again.has(node)) places.push(...blocks);
    }
    return places;
  }

  #entryBlocks(node: StateNode, dones: DoneEvents, at: At): readonly Place[] {
    const { element } = node;
    return blocksAt(
      node,
      [
        ...element.onentry,
        ...(element.initial === null ? [] : [element.initial.content]),
        ...element.histories.map(({ content }) => content),
        ...dones.raisedBy(node).map(({ of }) => this.ending(node, of)),
      ],
      at,
    );
  }
}

function blocksAt(
  node: StateNode,
  blocks: readonly (readonly Content[])[],
  at: At,
): readonly Place[] {
  return blocks
    .filter((content) => content.length > 0)
    .map((content) => ({ node, content, at }));
}

/** Where `event.x` cannot be read. `kept`: the effects of the transition that it triggered have run. */
function atCurrent(current: Current, kept = true): At {
  if (current.size === 0 || current.has(START)) return UNKNOWN;
  const names = [...current];
  return { event: { kind: "bound", names, readable: false, kept } };
}

export function atEvents(names: readonly string[]): At {
  if (names.length === 0) return UNKNOWN;
  return { event: { kind: "bound", names, readable: true } };
}
