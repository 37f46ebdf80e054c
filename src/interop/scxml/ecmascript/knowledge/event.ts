import {
  ABSENT,
  depthOf,
  join,
  NOTHING,
  sameShape,
  type Shape,
} from "../shapes/shape.ts";
import type { Constant } from "../constants/constant.ts";
import { unite, type Possible } from "../constants/possible.ts";

/** What `_event` says beside its name and data (SCXML 1.0, section 5.10.1). */
export const META = [
  "type",
  "sendid",
  "origin",
  "origintype",
  "invokeid",
] as const;

export type Meta = (typeof META)[number];

export function isMeta(name: string): name is Meta {
  return META.some((each) => each === name);
}

/** Who has made an event. */
export type Origin = Readonly<Record<Meta, Constant>>;

/** What is known of all events of one name. */
export class EventKnowledge {
  /** Of `_event.data`; undefined where some carry none. */
  data: Shape = NOTHING;
  /** Whether the document, or what is known of the outside, makes such events at all. */
  isMade = false;
  readonly meta: Record<Meta, Possible> = {
    type: [],
    sendid: [],
    origin: [],
    origintype: [],
    invokeid: [],
  };
  /** What some expression asks for. */
  readonly asked = new Set<Meta | "data">();
  /** What its data may be used as, where nothing else tells. */
  readonly guesses: Shape[] = [];

  /** Whether something new was learnt. */
  made(data: Shape, origin: Origin): boolean {
    this.isMade = true;
    let isNew = this.#join(data, ABSENT);
    for (const name of META) {
      const before = this.meta[name];
      const after = unite(before, [origin[name]]);
      isNew ||= before !== null && after?.length !== before.length;
      this.meta[name] = after;
    }
    return isNew;
  }

  /** Whether it is known already of what kind the data that are guessed are. */
  isTold({ base }: Shape): boolean {
    const known = this.data.base;
    if (base.kind !== "record" || known.kind !== "record")
      return known.kind !== "none";
    return [...base.fields.keys()].every((key) => {
      const field = known.fields.get(key);
      return field !== undefined && field.base.kind !== "none";
    });
  }

  /** That its data are used as if they had a shape. */
  used(data: Shape): boolean {
    return this.#join(data, NOTHING);
  }

  #join(data: Shape, lacking: Shape): boolean {
    const joined = join(this.data, data, lacking);
    if (sameShape(joined, this.data) || depthOf(joined) > DEEPEST) return false;
    this.data = joined;
    return true;
  }
}

/** Lists and records in each other that grow with each round of inference have no type. */
export const DEEPEST = 6;
