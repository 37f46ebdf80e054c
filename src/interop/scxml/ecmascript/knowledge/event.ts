import {
  depthOf,
  join,
  NOTHING,
  sameShape,
  type Shape,
} from "../shapes/shape.ts";
import type { Constant } from "../values/constant.ts";
import { unite, type Possible } from "../values/possible.ts";

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
  /** Whether something new was learnt. */
  made(data: Shape, origin: Origin): boolean {
    this.isMade = true;
    let isNew = this.used(data);
    for (const name of META) {
      const before = this.meta[name];
      const after = unite(before, [origin[name]]);
      isNew ||= before !== null && after?.length !== before.length;
      this.meta[name] = after;
    }
    return isNew;
  }

  /** That its data are used as if they had a shape. */
  used(data: Shape): boolean {
    const joined = join(this.data, data);
    if (sameShape(joined, this.data) || depthOf(joined) > DEEPEST) return false;
    this.data = joined;
    return true;
  }
}

/** Lists and records in each other that grow with each round of inference have no type. */
export const DEEPEST = 6;
