import type {
  Always,
  Deferral,
  EventReference,
  Name,
  On,
} from "../../../syntax/index.ts";
import type { StateNode, Transition } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";
import { docsOf, type Branches } from "./branches.ts";
import { enteredBy } from "./entered.ts";
import { isWildcard, type Events } from "./events.ts";
import type { Handlers, Handling } from "./handlers.ts";
import { isIn, not, tailOf } from "./make.ts";
import type { Precedence } from "./precedence.ts";
import { isBelow } from "./nodes.ts";
import type { Tree } from "./tree.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { printExpression } from "../../../syntax/index.ts";
import type { Ids } from "./ids.ts";

/** `on`, `always`, and what a state puts off or drops. */
export interface StateReactions {
  readonly on: readonly (On | Deferral)[];
  readonly always: readonly Always[];
}

/** `on` and `always` of a state. */
export class Reactions {
  readonly #events: Events;
  readonly #handlers: Handlers;
  readonly #precedence: Precedence;
  readonly #branches: Branches;
  readonly #vocabulary: Vocabulary;
  readonly #tree: Tree;
  readonly #ids: Ids;
  readonly #report: Remarks;

  constructor(parts: {
    readonly events: Events;
    readonly handlers: Handlers;
    readonly precedence: Precedence;
    readonly branches: Branches;
    readonly vocabulary: Vocabulary;
    readonly tree: Tree;
    readonly ids: Ids;
    readonly report: Remarks;
  }) {
    this.#events = parts.events;
    this.#handlers = parts.handlers;
    this.#precedence = parts.precedence;
    this.#branches = parts.branches;
    this.#vocabulary = parts.vocabulary;
    this.#tree = parts.tree;
    this.#ids = parts.ids;
    this.#report = parts.report;
  }

  of(node: StateNode): StateReactions {
    const always = this.#always(node);
    return { on: this.#on(node), always: always === null ? [] : [always] };
  }

  /** In the order in which XState asks them. */
  #on(node: StateNode): readonly (On | Deferral)[] {
    for (const { descriptor } of node.on)
      if (isWildcard(descriptor.text)) this.#sayWhatItMeans(descriptor);
    return this.#handlers
      .of(node)
      .flatMap((handling) => this.#items(node, handling));
  }

  #items(node: StateNode, handling: Handling): readonly (On | Deferral)[] {
    const { descriptor, candidates } = handling;
    const last = candidates.findIndex(({ guard }) => guard === null);
    const tried = last === -1 ? candidates : candidates.slice(0, last + 1);
    const end = tried.at(-1);
    const drops = end !== undefined && isNothing(end);
    const real = drops ? tried.slice(0, -1) : candidates;
    const items: (On | Deferral)[] = [];
    if (real.length > 0)
      for (const events of this.#alike(node, handling, real))
        items.push(this.#onItem(node, events, handling, real));
    if (drops)
      items.push({
        kind: "ignore",
        triggers: this.#names(handling.events, descriptor.span),
        keyword: descriptor.span,
        doc: docsOf([end]),
        allows: [],
      });
    return items.filter(
      (item) => item.kind !== "on" || item.tail.branches.length > 0,
    );
  }

  #onItem(
    node: StateNode,
    events: readonly string[],
    { descriptor }: Handling,
    candidates: readonly Transition[],
  ): On {
    const { span } = descriptor;
    const [first = ""] = events;
    const branches = this.#branches.of(node, candidates, (transition) =>
      this.#precedence.conditionFor(node, first, transition),
    );
    return {
      kind: "on",
      events: this.#names(events, span).map((name): EventReference => ({
        kind: "trigger",
        name,
      })),
      tail: tailOf(branches, span),
      keyword: span,
      doc: docsOf(candidates),
      allows: [],
    };
  }

  /** A wildcard's events, those together for which the same conditions hold. */
  #alike(
    node: StateNode,
    { events }: Handling,
    candidates: readonly Transition[],
  ): readonly (readonly string[])[] {
    const groups = new Map<string, string[]>();
    for (const event of events) {
      const key = candidates
        .map((transition) => {
          const condition = this.#precedence.conditionFor(
            node,
            event,
            transition,
          );
          return condition === null ? "" : printExpression(condition);
        })
        .join(";");
      const same = groups.get(key);
      if (same === undefined) groups.set(key, [event]);
      else same.push(event);
    }
    return [...groups.values()];
  }

  #names(events: readonly string[], span: Name["span"]): readonly Name[] {
    return events.map((event) => this.#vocabulary.trigger(event, span));
  }

  #sayWhatItMeans({ text, span }: Handling["descriptor"]): void {
    const events = this.#events.matching(text);
    if (events.length === 0)
      this.#report.lost(
        span,
        `\`${text}\` means no event that is named anywhere`,
        "a spec declares its triggers: name in the configuration those that it shall take",
      );
    else
      this.#report.assumed(
        span,
        `\`${text}\` is ${events.length === 1 ? "the event" : "the events"} ${listed(events)}`,
        "a spec declares its triggers, and only events that the configuration names can be meant",
      );
  }

  /** One that leads nowhere or into its own state would go round for ever here; XState stops when nothing has changed. */
  #always(node: StateNode): Always | null {
    const candidates = node.always.filter((transition) => {
      const targets = (transition.targets ?? []).flatMap(
        (target) => this.#ids.resolve(target, node) ?? [],
      );
      if (targets.length === 0 && transition.targets !== null) return true;
      const away =
        targets.some((target) => target !== node && !isBelow(target, node)) &&
        !enteredBy(node, targets, this.#ids).has(node);
      if (away) return true;
      this.#report.lost(
        transition.span,
        transition.targets === null
          ? "an `always` without a target cannot be said"
          : "an `always` that leads back to its own state cannot be said",
        "here `always` is tried until none is taken, so that it would never end; in XState it is taken once, since it changes nothing",
      );
      return targets.some((target) => isBelow(target, node));
    });
    const branches = this.#branches.of(node, candidates, (transition) =>
      this.#notYetThere(node, transition),
    );
    const [first] = candidates;
    if (first === undefined || branches.length === 0) return null;
    return {
      kind: "always",
      tail: tailOf(branches, first.span),
      keyword: first.span,
      doc: docsOf(candidates),
      allows: [],
    };
  }

  #notYetThere(node: StateNode, { targets, span }: Transition) {
    const [target] = (targets ?? []).flatMap(
      (each) => this.#ids.resolve(each, node) ?? [],
    );
    return target !== undefined &&
      isBelow(target, node) &&
      target.kind !== "history"
      ? not(isIn(this.#tree.pathOf(target, span)))
      : null;
  }
}

/** An event that is taken and changes nothing. */
function isNothing({ targets, actions, guard }: Transition): boolean {
  return targets === null && actions.length === 0 && guard === null;
}

function listed(events: readonly string[]): string {
  const shown = events.slice(0, 8).map((event) => `\`${event}\``);
  const more = events.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
