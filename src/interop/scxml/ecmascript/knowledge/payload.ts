import { META, type EventKnowledge, type Meta } from "./event.ts";
import { fieldName } from "../names.ts";
import {
  canBeKept,
  join,
  NOTHING,
  shapeOf,
  type Shape,
} from "../shapes/shape.ts";
import type { Span } from "../../../../source/index.ts";

/** A field of the trigger that stands for an event. */
export interface PayloadPart {
  readonly name: string;
  readonly shape: Shape;
  readonly of:
    /** `_event.data` itself. */
    | { readonly kind: "data" }
    /** `_event.data.KEY`. */
    | { readonly kind: "member"; readonly key: string }
    /** `_event.sendid` and the like, where they differ from event to event. */
    | { readonly kind: "meta"; readonly meta: Meta };
}

/** What such an event has to carry: its data, flat, and its origin, as far as some expression asks for them. */
export function payloadOf(
  event: EventKnowledge,
  span: Span,
): readonly PayloadPart[] {
  const parts: PayloadPart[] = [];
  const add = (wanted: string, shape: Shape, of: PayloadPart["of"]) => {
    let name = fieldName(wanted);
    while (parts.some((part) => part.name === name)) name += "_";
    parts.push({ name, shape, of });
  };
  const { data } = event;
  if (!event.asked.has("data")) {
    // Nobody would miss them.
  } else if (data.base.kind === "record") {
    for (const [key, shape] of data.base.fields) {
      if (!canBeKept(shape)) continue;
      const own = {
        ...shape,
        undefined: shape.undefined || data.undefined || data.null,
      };
      add(key, own, { kind: "member", key });
    }
  } else if (canBeKept(data)) add("data", data, { kind: "data" });
  for (const meta of META) {
    const possible = event.meta[meta];
    if (!event.asked.has(meta) || possible?.length === 1) continue;
    const shape = (possible ?? [])
      .map((constant) => shapeOf(constant, span))
      .reduce((one, other) => join(one, other), NOTHING);
    if (canBeKept(shape)) add(meta, shape, { kind: "meta", meta });
  }
  return parts;
}
