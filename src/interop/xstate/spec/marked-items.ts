import type {
  Always,
  Deferral,
  EventReference,
  On,
  TimerItem,
} from "../../../syntax/index.ts";
import type { StateNode, Transition } from "../config/machine.ts";
import { OWN_EVENTS } from "../export/own-events.ts";
import { listOf, memberOf } from "../json/value.ts";
import { docsOf, type Branches } from "./branches.ts";
import { nameOf, tailOf, UNDOCUMENTED } from "./make.ts";
import type { StateReactions } from "./reactions.ts";
import type { StateTimers } from "./timers.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** One item of a state: the transitions that were its branches, and the events that had them in common. */
interface Item<Key> {
  readonly keys: Key[];
  readonly candidates: readonly Transition[];
}

/** Items as they stood in the spec from which `fsmc export` has made the configuration. */
export class MarkedItems {
  readonly #branches: Branches;
  readonly #vocabulary: Vocabulary;

  constructor(branches: Branches, vocabulary: Vocabulary) {
    this.#branches = branches;
    this.#vocabulary = vocabulary;
  }

  reactions(node: StateNode): StateReactions {
    const always = itemsOf([{ key: null, candidates: node.always }]);
    return {
      on: [...this.#on(node), ...ignored(node), ...deferred(node)],
      always: always.map(({ candidates }) => this.#always(node, candidates)),
    };
  }

  #on(node: StateNode): readonly On[] {
    const items = itemsOf<EventReference>([
      ...node.on.map(({ descriptor, candidates }) => ({
        key: eventOf(descriptor.text, descriptor.span),
        candidates: candidates.filter((each) => !isNothing(each)),
      })),
      ...node.onDone.slice(0, 1).map(({ span }) => ({
        key: { kind: "done", span } as const,
        candidates: node.onDone,
      })),
    ]);
    return items.map(({ keys, candidates }) => {
      const [first] = candidates;
      const span = first?.span ?? node.span;
      return {
        kind: "on",
        events: keys,
        tail: tailOf(this.#branches.of(node, candidates), span),
        keyword: span,
        doc: docsOf(candidates),
        allows: [],
      };
    });
  }

  #always(node: StateNode, candidates: readonly Transition[]): Always {
    const span = candidates[0]?.span ?? node.span;
    return {
      kind: "always",
      tail: tailOf(this.#branches.of(node, candidates), span),
      keyword: span,
      doc: docsOf(candidates),
      allows: [],
    };
  }

  timers(node: StateNode): StateTimers {
    const items = itemsOf(
      node.after.map((timer) => ({
        key: timer,
        candidates: timer.candidates,
      })),
    );
    return {
      enter: [],
      exit: [],
      items: items.flatMap(({ keys: [timer], candidates }): TimerItem[] => {
        if (timer === undefined) return [];
        const { span, delay } = timer;
        return [
          {
            ...this.#vocabulary.timer(delay),
            tail: tailOf(this.#branches.of(node, candidates), span),
            keyword: span,
            doc: docsOf(candidates),
            allows: [],
          },
        ];
      }),
    };
  }
}

/** Transitions of one number belong to one item, wherever they stand; those without one that stand together to another. */
function itemsOf<Key>(
  groups: readonly {
    readonly key: Key;
    readonly candidates: readonly Transition[];
  }[],
): readonly Item<Key>[] {
  const numbered = new Map<number, Item<Key>>();
  const items: (Item<Key> & { readonly number: number | null })[] = [];
  for (const { key, candidates } of groups) {
    const plain = candidates.filter((each) => numberOf(each) === null);
    if (plain.length > 0)
      items.push({ keys: [key], candidates: plain, number: null });
    const numbers = new Set(candidates.flatMap((each) => numberOf(each) ?? []));
    for (const number of numbers) {
      const known = numbered.get(number);
      if (known !== undefined) {
        known.keys.push(key);
        continue;
      }
      const own = candidates.filter((each) => numberOf(each) === number);
      const item = { keys: [key], candidates: own, number };
      numbered.set(number, item);
      items.push(item);
    }
  }
  return items.toSorted((a, b) =>
    a.number === null || b.number === null ? 0 : a.number - b.number,
  );
}

function numberOf({ marks }: Transition): number | null {
  const item = marks === null ? null : memberOf(marks, "item");
  return item?.kind === "number" ? item.value : null;
}

function eventOf(text: string, span: Transition["span"]): EventReference {
  if (text === OWN_EVENTS.error) return { kind: "error", span };
  if (text === OWN_EVENTS.recover) return { kind: "recover", span };
  return { kind: "trigger", name: nameOf(text, span) };
}

/** What stands for `ignore`; a numbered one is a `stay` that does nothing. */
function isNothing(transition: Transition): boolean {
  const { targets, actions, guard } = transition;
  return (
    targets === null &&
    actions.length === 0 &&
    guard === null &&
    numberOf(transition) === null
  );
}

function ignored(node: StateNode): readonly Deferral[] {
  const names = node.on
    .filter(({ candidates }) => candidates.some(isNothing))
    .map(({ descriptor }) => nameOf(descriptor.text, descriptor.span));
  return deferralOf("ignore", names);
}

function deferred({ marks }: StateNode): readonly Deferral[] {
  if (marks === null) return [];
  const names = listOf(memberOf(marks, "defer")).flatMap((name) =>
    name.kind === "text" ? [nameOf(name.value, name.span)] : [],
  );
  return deferralOf("defer", names);
}

function deferralOf(
  kind: Deferral["kind"],
  triggers: Deferral["triggers"],
): readonly Deferral[] {
  const [first] = triggers;
  return first === undefined
    ? []
    : [{ kind, triggers, keyword: first.span, ...UNDOCUMENTED }];
}
