import type { Span } from "../../../../source/index.ts";
import type { Expression, FieldDeclaration } from "../../../../syntax/index.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Step } from "../result.ts";
import * as say from "../values/say.ts";
import { payloadOf, type PayloadPart } from "./payload.ts";
import { mayBeAbsent, type Shape } from "./shape.ts";
import type { Types } from "./types.ts";

/** The context fields that keep what events carried, for those who read it when the event is gone. */
export function keptFields(
  knowledge: Knowledge,
  types: Types,
  span: Span,
): readonly FieldDeclaration[] {
  return knowledge.events.flatMap(([event]) =>
    keptParts(event, knowledge, span).flatMap(({ part, field }) => {
      const type = types.node(part.shape, `${event} ${part.name}`);
      if (type === null) return [];
      const first = beginning(part.shape, span);
      const isOptional = first === null && type.kind !== "optional";
      return [
        {
          kind: "field",
          name: { text: field, span },
          type: isOptional ? { kind: "optional", of: type, span } : type,
          default: first,
          doc: `What the last ${event} carried as ${part.name}.`,
          allows: [],
        },
      ];
    }),
  );
}

/** What every transition that an event triggers does first. */
export function keptSteps(
  event: string,
  knowledge: Knowledge,
  span: Span,
): readonly Step[] {
  const assignments = keptParts(event, knowledge, span).map(
    ({ part, field }) => ({
      field: { text: field, span },
      value: say.member(say.name("event", span), part.name, span),
    }),
  );
  return assignments.length === 0 ? [] : [{ kind: "set", assignments, span }];
}

function keptParts(
  event: string,
  knowledge: Knowledge,
  span: Span,
): readonly { readonly part: PayloadPart; readonly field: string }[] {
  const known = knowledge.event(event);
  return payloadOf(known, span).flatMap((part) => {
    const field = known.kept.get(part.name);
    return field === undefined ? [] : [{ part, field }];
  });
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
