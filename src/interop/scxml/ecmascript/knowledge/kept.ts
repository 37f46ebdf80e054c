import type { Span } from "../../../../source/index.ts";
import type {
  Assignment,
  Expression,
  FieldDeclaration,
} from "../../../../syntax/index.ts";
import { EVENT_NAME, type KeptPart, type Knowledge } from "./knowledge.ts";
import type { Step } from "../result.ts";
import * as say from "../words/say.ts";
import { payloadOf } from "./payload.ts";
import {
  canBeKept,
  describe,
  join,
  mayBeAbsent,
  NOTHING,
  scalar,
  type Shape,
} from "../shapes/shape.ts";
import { keyOf, type Types } from "../shapes/types.ts";

/** The context fields that keep what events carried, for those who read it when the event is gone. */
export function keptFields(
  knowledge: Knowledge,
  types: Types,
  span: Span,
): readonly FieldDeclaration[] {
  return knowledge.kept.flatMap(([part, { field }]) => {
    const shape = keptShape(part, knowledge, span);
    const type = types.node(shape, field);
    if (type === null) return [];
    const first = beginning(shape, span);
    const isOptional = first === null && type.kind !== "optional";
    const what = part === EVENT_NAME ? "is called" : `carried as ${part}`;
    return [
      {
        kind: "field",
        name: { text: field, span },
        type: isOptional ? { kind: "optional", of: type, span } : type,
        default: first,
        doc: `What the last event ${what}.`,
        allows: [],
      },
    ];
  });
}

/** What every transition that an event triggers does first. */
export function keptSteps(
  event: string,
  knowledge: Knowledge,
  span: Span,
): readonly Step[] {
  const assignments = knowledge.kept.flatMap(
    ([part, { field, events }]): readonly Assignment[] => {
      const isKept = canBeKept(keptShape(part, knowledge, span));
      if (!events.has(event) || !isKept) return [];
      const value =
        part === EVENT_NAME
          ? say.string(event, span)
          : say.member(say.name("event", span), part, span);
      return [{ field: { text: field, span }, value }];
    },
  );
  return assignments.length === 0 ? [] : [{ kind: "set", assignments, span }];
}

/** Of what is kept of all events of which somebody reads it. */
export function keptShape(
  part: KeptPart,
  knowledge: Knowledge,
  span: Span,
): Shape {
  if (part === EVENT_NAME) return scalar("string", span);
  const kept = knowledge.kept.find(([each]) => each === part)?.[1];
  const shapes = [...(kept?.events ?? [])].flatMap((event) =>
    payloadOf(knowledge.event(event), span)
      .filter(({ name }) => name === part)
      .map(({ shape }) => shape),
  );
  return shapes.reduce(joinAlike, NOTHING);
}

/** Records of other fields are not put together again where they are kept. */
function joinAlike(one: Shape, other: Shape): Shape {
  const joined = join(one, other);
  const isAlike = [one, other].every(
    ({ base }) => base.kind === "none" || keyOf(base) === keyOf(joined.base),
  );
  if (isAlike || !("span" in one.base) || !("span" in other.base))
    return joined;
  return {
    ...joined,
    base: {
      kind: "conflict",
      one: { what: describe(one.base), span: one.base.span },
      other: { what: "another of other members", span: other.base.span },
    },
  };
}

/** Something of the type, which nobody reads before an event has brought another; null where only null is at hand. */
function beginning(shape: Shape, span: Span): Expression | null {
  if (mayBeAbsent(shape)) return null;
  switch (shape.base.kind) {
    case "number":
      return say.number(0, span);
    case "string":
      return say.string("", span);
    case "boolean":
      return say.boolean(false, span);
    case "list":
      return { kind: "list", items: [], span };
    default:
      return null;
  }
}
