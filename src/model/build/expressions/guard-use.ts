import {
  guardReadsEvent,
  guardReadsField,
} from "../../../diagnostics/messages/meaning.ts";
import type { Span } from "../../../source/index.ts";
import type { Expression } from "../../model.ts";
import { sameType, typeText } from "../../type-relations.ts";
import type { EventField, GuardEntry } from "../names/entries.ts";
import type { Setting } from "./setting.ts";

/** A declared guard where it is used: what its expression reads of `event` must be there. */
export function checkGuardUse(
  entry: GuardEntry,
  args: readonly Expression[],
  span: Span,
  setting: Setting,
): Expression | null {
  const { event } = setting;
  const { guard } = entry;
  if (entry.expression !== null) {
    const body = entry.body();
    if (body === null) return null;
    for (const [name, field] of body.eventFields)
      if (!eventHas(name, field, guard.name, span, setting)) return null;
  }
  const triggers = event.kind === "triggers" ? event.triggers : [];
  return {
    kind: "guard",
    guard,
    args,
    triggers,
    type: { kind: "boolean" },
    span,
  };
}

function eventHas(
  name: string,
  { type, span: read }: EventField,
  guard: string,
  span: Span,
  { event, report, where }: Setting,
): boolean {
  if (event.kind === "any" || event.kind === "lost") return true;
  const place = {
    span,
    related: [{ message: `\`event.${name}\` is read here`, span: read }],
  };
  if (event.kind === "none") {
    report.add(place, guardReadsEvent({ guard, field: name, where }));
    return false;
  }
  for (const trigger of event.triggers) {
    const field = trigger.fields.find((each) => each.name === name);
    if (field !== undefined && sameType(field.type, type)) continue;
    if (!report.isSpoilt(trigger))
      report.add(
        place,
        guardReadsField({
          guard,
          field: name,
          trigger: trigger.name,
          type: typeText(type),
          found: field === undefined ? null : typeText(field.type),
        }),
      );
    return false;
  }
  return true;
}
