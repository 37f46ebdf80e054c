import { listOf, memberOf, type Json } from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";
import { delayOf, delayOfText } from "./actions.ts";
import type { Handler, Timer, Transition } from "./machine.ts";
import { mustBe } from "./shape.ts";
import { forbidden, readTransitions } from "./transitions.ts";

/** `on`: by event, or in the manner of version 4 a list of transitions that name theirs. */
export function readOn(json: Json | null, report: Remarks): readonly Handler[] {
  if (json === null || json.kind === "null") return [];
  if (json.kind === "object")
    return json.members.map(({ key, keySpan, value }) => ({
      descriptor: { text: key, span: keySpan },
      candidates:
        value.kind === "null"
          ? [forbidden(value.span)]
          : readTransitions(value, report),
    }));
  if (json.kind === "list")
    return json.items.flatMap((each): readonly Handler[] => {
      const event = each.kind === "object" ? memberOf(each, "event") : null;
      if (event?.kind === "text")
        return [
          {
            descriptor: { text: event.value, span: event.span },
            candidates: readTransitions(each, report),
          },
        ];
      report.error(
        each.span,
        "a transition in a list under `on` names its `event`",
        'write { "event": "GO", "target": "next" }, or `on` as an object by event',
      );
      return [];
    });
  mustBe(json, "`on`", ["object"], report);
  return [];
}

/** `after`: by delay, or in the manner of version 4 a list of transitions that name theirs. */
export function readAfter(
  json: Json | null,
  report: Remarks,
): readonly Timer[] {
  if (json === null || json.kind === "null") return [];
  if (json.kind === "object")
    return json.members.map(({ key, keySpan, value }) => ({
      delay: delayOfText(key, keySpan),
      candidates: readTransitions(value, report),
      span: keySpan,
    }));
  if (json.kind === "list")
    return listOf(json).flatMap((each): readonly Timer[] => {
      const written = each.kind === "object" ? memberOf(each, "delay") : null;
      const delay = written === null ? null : delayOf(written, report);
      if (written === null)
        report.error(
          each.span,
          "a transition in a list under `after` names its `delay`",
          'write { "delay": 1000, "target": "next" }, or `after` as an object by delay',
        );
      if (delay === null) return [];
      const candidates: readonly Transition[] = readTransitions(each, report);
      return [{ delay, candidates, span: delay.span }];
    });
  mustBe(json, "`after`", ["object"], report);
  return [];
}
