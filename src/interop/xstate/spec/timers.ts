import type { Effect, On, TimerItem } from "../../../syntax/index.ts";
import type { StateNode, Timer } from "../config/machine.ts";
import { docsOf, type Branches } from "./branches.ts";
import type { Histories } from "./histories.ts";
import type { InternalEvents } from "./internal-events.ts";
import { tailOf, UNDOCUMENTED } from "./make.ts";
import type { Tree } from "./tree.ts";
import type { Vocabulary } from "./vocabulary.ts";

export interface StateTimers {
  readonly items: readonly (TimerItem | On)[];
  readonly enter: readonly Effect[];
  readonly exit: readonly Effect[];
}

/**
 * The timers of states. In a state that a history brings back, a timer goes on with the time that remained; XState's starts
 * anew, for it is an event that is raised with a delay on entry and taken back on exit. There it is written as that.
 */
export class Timers {
  readonly #tree: Tree;
  readonly #histories: Histories;
  readonly #internal: InternalEvents;
  readonly #branches: Branches;
  readonly #vocabulary: Vocabulary;

  constructor(parts: {
    readonly tree: Tree;
    readonly histories: Histories;
    readonly internal: InternalEvents;
    readonly branches: Branches;
    readonly vocabulary: Vocabulary;
  }) {
    this.#tree = parts.tree;
    this.#histories = parts.histories;
    this.#internal = parts.internal;
    this.#branches = parts.branches;
    this.#vocabulary = parts.vocabulary;
  }

  of(node: StateNode): StateTimers {
    const startAnew = this.#histories.bringsBack(node);
    const all = node.after.map((timer) =>
      startAnew ? this.#asRaise(node, timer) : this.#asTimer(node, timer),
    );
    return {
      items: all.flatMap(({ items }) => items),
      enter: all.flatMap(({ enter }) => enter),
      exit: all.flatMap(({ exit }) => exit),
    };
  }

  #asTimer(node: StateNode, timer: Timer): StateTimers {
    const { delay, span } = timer;
    const { branches, doc } = this.#tail(node, timer);
    if (branches.length === 0) return NONE;
    const tail = tailOf(branches, span);
    const { kind, time } = this.#vocabulary.timer(delay);
    const item = { kind, time, tail, keyword: span, doc } as const;
    return { ...NONE, items: [{ ...item, allows: [] }] };
  }

  #asRaise(node: StateNode, timer: Timer): StateTimers {
    const { delay, span } = timer;
    const { branches, doc } = this.#tail(node, timer);
    if (branches.length === 0) return NONE;
    const name = this.#tree.nameOf(node);
    const written = delay.kind === "named" ? delay.name : delay.milliseconds;
    const trigger = this.#vocabulary.ownTrigger(
      `${name}_after_${written}`,
      `The time in ${name} is over: raised there, and taken back when it is left.`,
      span,
    );
    return {
      enter: [
        {
          kind: "raise",
          trigger,
          args: [],
          delay: this.#vocabulary.delay(delay),
          span,
        },
      ],
      exit: [{ kind: "cancel", name: trigger, span }],
      items: [
        {
          kind: "on",
          events: [{ kind: "trigger", name: trigger }],
          tail: tailOf(branches, span),
          keyword: span,
          ...UNDOCUMENTED,
          doc,
        },
      ],
    };
  }

  #tail(node: StateNode, timer: Timer) {
    const candidates = this.#internal.onTime(node, timer.candidates);
    const branches = this.#branches.of(node, candidates);
    return { branches, doc: docsOf(candidates) };
  }
}

const NONE: StateTimers = { items: [], enter: [], exit: [] };
