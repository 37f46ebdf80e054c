import type { Document } from "./document/document.ts";
import {
  dataModelOf,
  type DataModel,
  type OutsideEvent,
  type Step,
} from "./ecmascript/index.ts";
import { Places } from "./content/places.ts";
import { CurrentEvents } from "./events/current.ts";
import { DoneEvents } from "./events/done.ts";
import { Listeners, Vocabulary } from "./events/listeners.ts";
import { mentionedEvents } from "./events/mentioned.ts";
import type { Remarks } from "./remarks.ts";
import { statePath } from "./terms/logic.ts";
import { Entries } from "./states/entry.ts";
import type { StateTree } from "./states/state-tree.ts";

/** A document with all that is known of it before anything is written. */
export interface Plan {
  readonly document: Document;
  readonly tree: StateTree;
  readonly entries: Entries;
  readonly dones: DoneEvents;
  readonly listeners: Listeners;
  /** The names of all events that may occur, as the document has them. */
  readonly events: ReadonlySet<string>;
  readonly vocabulary: Vocabulary;
  readonly places: Places;
  readonly dataModel: DataModel;
  /** Everything that the document raises and takes back, wherever. */
  readonly steps: readonly Step[];
}

/** Names that come to light only when content is worked out (`eventexpr`) are few: so many rounds are plenty. */
const ROUNDS = 4;

export function planOf(
  document: Document,
  tree: StateTree,
  outside: readonly OutsideEvent[],
  remarks: Remarks,
): Plan | null {
  const entries = new Entries(tree, remarks);
  const listeners = new Listeners(tree.states);
  const dones = new DoneEvents(tree.states, listeners);
  const events = new Set([
    ...mentionedEvents(tree.states),
    ...dones.heard(),
    ...outside.map(({ event }) => event),
  ]);
  for (let round = 1; ; round += 1) {
    const vocabulary = new Vocabulary(events);
    if (isTooMuch(tree, vocabulary, remarks)) return null;
    const current = new CurrentEvents(tree, entries, vocabulary, events);
    const places = new Places(tree, entries, dones, vocabulary, current);
    const dataModel = dataModelOf(
      dataDocument(document, tree, places, outside),
    );
    const steps = [...allSteps(dataModel, places, tree)];
    const known = events.size;
    for (const step of steps) if (step.kind === "raise") events.add(step.event);
    if (events.size === known || round === ROUNDS)
      return {
        document,
        tree,
        entries,
        dones,
        listeners,
        events,
        vocabulary,
        places,
        dataModel,
        steps,
      };
  }
}

/** A spec names every event that a transition hears. No document that people write comes near. */
const MOST_HEARD = 200_000;

function isTooMuch(
  { states }: StateTree,
  vocabulary: Vocabulary,
  remarks: Remarks,
): boolean {
  let heard = 0;
  for (const { element } of states)
    for (const transition of element.transitions) {
      heard += vocabulary.atMost(transition);
      if (heard <= MOST_HEARD) continue;
      remarks.error(
        `the transitions up to this one hear more than ${MOST_HEARD} events, each counted for each`,
        "a spec names every event where it is heard, so this one would be too large to read",
        transition.span,
      );
      return true;
    }
  return false;
}

function dataDocument(
  document: Document,
  tree: StateTree,
  { blocks, conditions }: Places,
  outside: readonly OutsideEvent[],
) {
  return {
    span: document.root.span,
    datamodel: document.datamodel,
    name: document.name,
    binding: document.binding,
    data: [tree.root, ...tree.states].flatMap((node) =>
      node.element.data.map((data) => ({
        ...data,
        state: node === tree.root ? null : (node.id ?? node.name),
      })),
    ),
    scripts: document.scripts,
    blocks,
    conditions,
    outside,
    state: (id: string, span: Document["root"]["span"]) => {
      const node = tree.state(id);
      return node === null ? null : statePath(node.name, span);
    },
  } satisfies Parameters<typeof dataModelOf>[0];
}

/** What all content does, each once for every event that it hears: the names that it raises may depend on that. */
function* allSteps(
  dataModel: DataModel,
  places: Places,
  tree: StateTree,
): Generator<Step> {
  yield* nested(dataModel.start.steps);
  for (const { id, name } of tree.states)
    yield* nested(dataModel.bind(id ?? name).steps);
  for (const { content, at } of places.blocks) {
    const { event } = at;
    const each =
      event.kind === "bound" && event.names.length > 1
        ? event.names.map((one) => ({ event: { ...event, names: [one] } }))
        : [at];
    for (const where of each)
      yield* nested(dataModel.block(content, where).steps);
  }
  for (const { cond, at } of places.conditions) {
    const outcome = dataModel.condition(cond, at);
    if (outcome.kind === "raises-error")
      yield dataModel.platformError(outcome.event, outcome.span);
  }
}

function* nested(steps: readonly Step[]): Generator<Step> {
  for (const step of steps) {
    yield step;
    if (step.kind === "if")
      for (const branch of step.branches) yield* nested(branch.steps);
  }
}
