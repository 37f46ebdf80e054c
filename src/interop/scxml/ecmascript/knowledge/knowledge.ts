import type { Span } from "../../../../source/index.ts";
import type { Holding } from "../flow.ts";
import { dataName } from "../names.ts";
import {
  depthOf,
  describe,
  join,
  NOTHING,
  sameShape,
  type Shape,
} from "../shapes/shape.ts";
import { UNDEFINED, type Constant } from "../values/constant.ts";
import { unite, type Possible } from "../values/possible.ts";
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

/** What is known of the whole document, wherever one looks. It grows until a round of inference learns nothing new. */
export class Knowledge {
  readonly #data = new Map<string, Datum>();
  readonly #events = new Map<string, EventKnowledge>();
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

  event(name: string): EventKnowledge {
    const known = this.#events.get(name);
    if (known !== undefined) return known;
    const event = new EventKnowledge();
    this.#events.set(name, event);
    return event;
  }

  /** The context field that keeps a field of an event's payload. */
  keep(name: string, part: string): string {
    const { kept } = this.event(name);
    const known = kept.get(part);
    if (known !== undefined) return known;
    const names = new Set([
      ...this.data.map((each) => each.name),
      ...this.events.flatMap(([, event]) => [...event.kept.values()]),
    ]);
    const field = dataName(`${name}_${part}`, (each) => names.has(each));
    kept.set(part, field);
    this.hasGrown = true;
    return field;
  }

  learnEvent(name: string, data: Shape, origin: Origin): void {
    if (this.event(name).made(data, origin)) this.hasGrown = true;
  }

  learnUse(name: string, data: Shape): void {
    if (this.event(name).used(data)) this.hasGrown = true;
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
