import {
  listOf,
  memberOf,
  type Json,
  type JsonObject,
  type Member,
} from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";
import type { Action, Delay, SentEvent } from "./machine.ts";

/** One action, or a list of them. */
export function readActions(
  json: Json | null,
  report: Remarks,
): readonly Action[] {
  return listOf(json).flatMap((each) => readAction(each, report) ?? []);
}

function readAction(json: Json, report: Remarks): Action | null {
  const { span } = json;
  if (json.kind === "text")
    return {
      kind: "named",
      type: json.value,
      params: null,
      anonymous: false,
      span,
    };
  const type = json.kind === "object" ? memberOf(json, "type") : null;
  if (json.kind === "object" && type?.kind === "text")
    return ofType(type.value, json, report);
  report.error(
    span,
    "an action is its name, or an object with a `type`",
    "what it does is no JSON: name it, and implement it under that name",
  );
  return null;
}

function ofType(
  written: string,
  object: JsonObject,
  report: Remarks,
): Action | null {
  const { span } = object;
  const isBuiltIn = /^@?xstate\./.test(written);
  const type = written.replace(/^@?xstate\./, "");
  const event = eventOf(part(object, "event"));
  if (event !== null && (isBuiltIn || type === "raise" || type === "emit"))
    return sending(type, object, event, report);
  if (!isBuiltIn)
    return {
      kind: "named",
      type: written,
      params: paramsOf(object),
      anonymous: false,
      span,
    };
  switch (type) {
    case "cancel": {
      const id = part(object, "sendId") ?? part(object, "id");
      if (id?.kind === "text") return { kind: "cancel", id: id.value, span };
      break;
    }
    case "assign": {
      const to = part(object, "context") ?? part(object, "assignment");
      if (to?.kind === "object" && to.members.length > 0)
        return { kind: "assign", fields: to.members, span };
      break;
    }
    case "spawnChild":
    case "spawn":
    case "stopChild":
    case "stop":
    case "start":
      report.lost(
        span,
        `\`${written}\` cannot be said`,
        "activities start when their state is entered and end when it is left: `invoke` it in a state",
      );
      return null;
    case "choose":
    case "pure":
    case "enqueueActions":
      report.lost(
        span,
        `\`${written}\` cannot be said`,
        "what is done does not depend on conditions here: give the transition several candidates with guards",
      );
      return null;
  }
  const params = paramsOf(object);
  return { kind: "named", type, params, anonymous: params === null, span };
}

/** Actions that send an event. */
function sending(
  type: string,
  object: JsonObject,
  event: SentEvent,
  report: Remarks,
): Action {
  const { span } = object;
  const to = part(object, "to");
  const toParent =
    type === "sendParent" || (to?.kind === "text" && to.value === "#_parent");
  if (type === "emit" || toParent) return { kind: "emit", event, span };
  const toSelf =
    type === "raise" ||
    (type === "send" &&
      (to === null ||
        to.kind === "null" ||
        (to.kind === "text" && to.value === "#_internal")));
  if (!toSelf)
    return {
      kind: "named",
      type,
      params: paramsOf(object),
      anonymous: false,
      span,
    };
  const delay = part(object, "delay");
  const id = part(object, "id");
  return {
    kind: "raise",
    event,
    delay: delay === null ? null : delayOf(delay, report),
    id: id?.kind === "text" ? id.value : null,
    span,
  };
}

/** Of the action itself, or of its `params`, where some tools write it. */
function part(object: JsonObject, key: string): Json | null {
  const params = memberOf(object, "params");
  return (
    memberOf(object, key) ??
    (params?.kind === "object" ? memberOf(params, key) : null)
  );
}

function eventOf(json: Json | null): SentEvent | null {
  if (json?.kind === "text")
    return { type: { text: json.value, span: json.span }, payload: [] };
  if (json?.kind !== "object") return null;
  const type = memberOf(json, "type");
  if (type?.kind !== "text") return null;
  return {
    type: { text: type.value, span: type.span },
    payload: json.members.filter(({ key }) => key !== "type"),
  };
}

/** `params`, or in the manner of version 4 all that stands beside the type. */
function paramsOf(object: JsonObject): Json | null {
  const params = memberOf(object, "params");
  if (params !== null) return params.kind === "null" ? null : params;
  const beside: readonly Member[] = object.members.filter(
    ({ key }) => key !== "type" && key !== "exec",
  );
  return beside.length === 0 ? null : { ...object, members: beside };
}

/** Milliseconds, or the name of a delay. */
export function delayOf(json: Json, report: Remarks): Delay | null {
  const { span } = json;
  if (json.kind === "number")
    return { kind: "time", milliseconds: json.value, span };
  if (json.kind === "text") return delayOfText(json.value, span);
  report.error(
    span,
    "a delay is a number of milliseconds or a name",
    "a function is no JSON: name the delay",
  );
  return null;
}

export function delayOfText(text: string, span: Delay["span"]): Delay {
  const number = Number(text);
  return Number.isFinite(number)
    ? { kind: "time", milliseconds: number, span }
    : { kind: "named", name: text, span };
}
