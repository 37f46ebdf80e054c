import type { Span } from "../../../../source/index.ts";
import type { Holding } from "./flow.ts";
import { dataName } from "../names.ts";
import {
  depthOf,
  describe,
  join,
  NOTHING,
  sameShape,
  type Shape,
} from "../shapes/shape.ts";
import { UNDEFINED, type Constant } from "../constants/constant.ts";
import { unite, type Possible } from "../constants/possible.ts";
import { DEEPEST, EventKnowledge, type Origin } from "./event.ts";

/** A variable of the document: `<data>`, what `<foreach>` declares, a variable of a script. */
export interface Datum {
  readonly id: string;
  /** Of its field. */
  readonly name: string;
  readonly span: Span;
  shape: Shape;
  possible: Possible;
  /** Whether some expression reads it. */
  isRead: boolean;
}

export const EVENT_NAME = Symbol("the name of an event");

/** A field of payloads, by its name, or the name of the event itself. */
export type KeptPart = string | typeof EVENT_NAME;

/** A context field that keeps something of the last event, for those who read it when it is gone. */
export interface Kept {
  readonly field: string;
  /** Events of which somebody reads it. */
  readonly events: Set<string>;
}

/** What is known of the whole document, wherever one looks. It grows until a round of inference learns nothing new. */
export class Knowledge {
  readonly #data = new Map<string, Datum>();
  readonly #events = new Map<string, EventKnowledge>();
  readonly #shared = new Map<string, string>();
  readonly #kept = new Map<KeptPart, Kept>();
  /** Whether something was learnt since it was last set to false. */
  hasGrown = false;

  get data(): readonly Datum[] {
    return [...this.#data.values()];
  }

  get events(): readonly (readonly [string, EventKnowledge])[] {
    return [...this.#events];
  }

  datum(id: string): Datum | null {
    return this.#data.get(id) ?? null;
  }

  declare(id: string, span: Span): void {
    if (this.#data.has(id)) return;
    const names = new Set(this.data.map((each) => each.name));
    this.#data.set(id, {
      id,
      name: dataName(id, (name) => names.has(name)),
      span,
      shape: NOTHING,
      possible: [],
      isRead: false,
    });
  }

  /** That a datum may hold something. */
  learn(id: string, { shape, possible }: Holding): void {
    const datum = this.#data.get(id);
    if (datum === undefined) return;
    const joined = bounded(join(datum.shape, shape), datum.span);
    const united = unite(datum.possible, possible);
    const same =
      sameShape(joined, datum.shape) &&
      united?.length === datum.possible?.length;
    this.hasGrown ||= !same;
    datum.shape = joined;
    datum.possible = united;
  }

  /** That what one datum holds is a part of what another does: to change it in one changes it in both. */
  share(one: string, other: string): void {
    if (one === other) return;
    this.#shared.set(one, other);
    this.#shared.set(other, one);
  }

  /** Another datum that may hold the same object. */
  sharedWith(id: string): string | null {
    return this.#shared.get(id) ?? null;
  }

  event(name: string): EventKnowledge {
    const known = this.#events.get(name);
    if (known !== undefined) return known;
    const event = new EventKnowledge();
    this.#events.set(name, event);
    return event;
  }

  /** The context field that keeps something of events of that name. */
  keep(event: string, part: KeptPart): string {
    const known = this.#kept.get(part);
    if (known !== undefined) {
      this.hasGrown ||= !known.events.has(event);
      known.events.add(event);
      return known.field;
    }
    const names = new Set([
      ...this.data.map((each) => each.name),
      ...this.kept.map(([, { field }]) => field),
    ]);
    const wanted = part === EVENT_NAME ? "event_name" : `event_${part}`;
    const field = dataName(wanted, (each) => names.has(each));
    this.#kept.set(part, { field, events: new Set([event]) });
    this.hasGrown = true;
    return field;
  }

  get kept(): readonly (readonly [KeptPart, Kept])[] {
    return [...this.#kept];
  }

  learnEvent(name: string, data: Shape, origin: Origin): void {
    if (this.event(name).made(data, origin)) this.hasGrown = true;
  }

  /** A guess is kept until nothing else is left to learn. */
  learnUse(name: string, data: Shape, isGuess = false): void {
    const event = this.event(name);
    if (isGuess) event.guesses.push(data);
    else if (event.used(data)) this.hasGrown = true;
  }

  /** Takes guesses where nothing else has told; whether anything new is known then. */
  takeGuesses(): boolean {
    for (const [, event] of this.#events)
      for (const guess of event.guesses.splice(0))
        if (!event.isTold(guess) && event.used(guess)) this.hasGrown = true;
    return this.hasGrown;
  }
}

function bounded(shape: Shape, span: Span): Shape {
  if (depthOf(shape) <= DEEPEST) return shape;
  const side = { what: describe(shape.base), span };
  return { ...shape, base: { kind: "conflict", one: side, other: side } };
}

export function originOf(
  type: "internal" | "external" | "platform",
  details: Partial<Pick<Origin, "sendid" | "origin" | "origintype">>,
): Origin {
  const kind: Constant = { kind: "primitive", value: type };
  return {
    type: kind,
    sendid: UNDEFINED,
    origin: UNDEFINED,
    origintype: UNDEFINED,
    invokeid: UNDEFINED,
    ...details,
  };
}
