import type { Span } from "../../../../source/index.ts";
import type { Expression } from "../../../../syntax/index.ts";
import { refuses } from "../abrupt.ts";
import { memberValue } from "../evaluate/members.ts";
import type { EventKnowledge, Origin } from "../knowledge/event.ts";
import { coerced } from "../values/coerce.ts";
import { payloadOf, type PayloadPart } from "../knowledge/payload.ts";
import { literal } from "../words/literal.ts";
import * as say from "../words/say.ts";
import type { Value } from "../values/value.ts";

/** What an event that is raised with a value carries: as many as its trigger has fields. */
export function payloadArguments(
  event: EventKnowledge,
  data: Value | null,
  origin: Origin,
  span: Span,
): readonly Expression[] {
  return payloadOf(event, span).map((part) =>
    argument(part, data, origin, span),
  );
}

/** Of an event without data. */
export function originArguments(
  event: EventKnowledge,
  origin: Origin,
  span: Span,
): readonly Expression[] {
  return payloadOf(event, span).map((part) =>
    argument(part, null, origin, span),
  );
}

function argument(
  { of, shape }: PayloadPart,
  data: Value | null,
  origin: Origin,
  span: Span,
): Expression {
  switch (of.kind) {
    case "meta":
      return literal(origin[of.meta], span);
    case "data":
      return data === null ? say.nothing(span) : coerced(data, shape);
    case "member": {
      if (data === null) return say.nothing(span);
      const member = memberValue(data, of.key, span);
      if (member === null)
        throw refuses(
          `${of.key} of what is sent`,
          "an event's payload is known field by field",
          span,
        );
      return coerced(member, shape);
    }
  }
}
