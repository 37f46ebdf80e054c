import { listOf, memberOf, type Json, type JsonObject } from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";
import { readActions } from "./actions.ts";
import { readGuard } from "./guards.ts";
import { checkKeys } from "./keys.ts";
import type { Guard, Text, Transition } from "./machine.ts";
import { docOf, marksOf } from "./notes.ts";
import { asBoolean, asText, mustBe } from "./shape.ts";

/** What stands for an event that is taken and changes nothing: no one further out hears of it. */
export function forbidden(span: Transition["span"]): Transition {
  return {
    targets: null,
    guard: null,
    actions: [],
    reenter: null,
    doc: null,
    marks: null,
    span,
  };
}

/** A target, a transition, or a list of either, tried in their order. */
export function readTransitions(
  json: Json | null,
  report: Remarks,
): readonly Transition[] {
  if (json === null || json.kind === "null") return [];
  const items = json.kind === "list" ? json.items : [json];
  return items.flatMap((each) => readTransition(each, report) ?? []);
}

function readTransition(json: Json, report: Remarks): Transition | null {
  const plain = forbidden(json.span);
  switch (json.kind) {
    case "null":
      return plain;
    case "text":
      return { ...plain, targets: readTargets(json, report) };
    case "object":
      return readObject(json, plain, report);
    default:
      mustBe(json, "a transition", ["text", "object"], report);
      return null;
  }
}

function readObject(
  json: JsonObject,
  plain: Transition,
  report: Remarks,
): Transition {
  checkKeys(json, "transition", report);
  const reenter = asBoolean(memberOf(json, "reenter"), "`reenter`", report);
  const internal = asBoolean(memberOf(json, "internal"), "`internal`", report);
  const marks = marksOf(json);
  return {
    ...plain,
    targets: readTargets(memberOf(json, "target"), report),
    guard: guardOf(json, report),
    actions: readActions(memberOf(json, "actions"), report),
    reenter: reenter ?? (internal === null ? null : !internal),
    doc: docOf(json, false),
    marks,
  };
}

/** `guard` or `cond`, and `in`. */
function guardOf(json: JsonObject, report: Remarks): Guard | null {
  const guard = readGuard(
    memberOf(json, "guard") ?? memberOf(json, "cond"),
    report,
  );
  const state = memberOf(json, "in");
  if (state === null || state.kind === "null") return guard;
  if (state.kind !== "text" && state.kind !== "object") {
    mustBe(state, "`in`", ["text", "object"], report);
    return guard;
  }
  const inside: Guard = { kind: "in", state, span: state.span };
  return guard === null
    ? inside
    : { kind: "and", of: [inside, guard], span: guard.span };
}

/** Null where it leads nowhere. */
export function readTargets(
  json: Json | null,
  report: Remarks,
): readonly Text[] | null {
  const targets = listOf(json).flatMap((each): readonly Text[] => {
    const text = asText(each, "a target", report);
    return text === null || text.value === ""
      ? []
      : [{ text: text.value, span: text.span }];
  });
  return targets.length === 0 ? null : targets;
}
