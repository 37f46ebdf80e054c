import { listOf, memberOf, type Json, type JsonObject } from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";
import { checkKeys } from "./keys.ts";
import type { Invoke, Text } from "./machine.ts";
import { marksOf } from "./notes.ts";
import { asObject } from "./shape.ts";
import { readTransitions } from "./transitions.ts";

/** `invoke`: one, or a list of them. */
export function readInvokes(
  json: Json | null,
  report: Remarks,
): readonly Invoke[] {
  return listOf(json).flatMap((each) => readInvoke(each, report) ?? []);
}

function readInvoke(json: Json, report: Remarks): Invoke | null {
  if (json.kind === "text")
    return bare({ text: json.value, span: json.span }, json.span);
  const object = asObject(json, "an invoke", report);
  if (object === null) return null;
  checkKeys(object, "invoke", report);
  const source = sourceOf(object, report);
  if (source === null) return null;
  const id = memberOf(object, "id");
  const input = memberOf(object, "input") ?? memberOf(object, "data");
  if (input !== null && input.kind !== "object" && input.kind !== "null")
    report.lost(
      input.span,
      "an input that is no object cannot be said",
      'the arguments of an activity have names: make it { "name": … }',
    );
  return {
    source,
    id: id?.kind === "text" ? id.value : null,
    input: input?.kind === "object" ? input.members : [],
    onDone: readTransitions(memberOf(object, "onDone"), report),
    onError: readTransitions(memberOf(object, "onError"), report),
    ...markedArms(object, report),
    span: object.span,
  };
}

function markedArms(
  object: JsonObject,
  report: Remarks,
): Pick<Invoke, "errors" | "onUnknown" | "onPartial" | "marks"> {
  const marks = marksOf(object);
  const error = marks === null ? null : memberOf(marks, "error");
  const word = error?.kind === "text" ? error.value : null;
  const part = (key: string): Invoke["onError"] =>
    marks === null ? [] : readTransitions(memberOf(marks, key), report);
  return {
    errors:
      word === "failed" || word === "unknown" ? [word] : ["failed", "unknown"],
    onUnknown: part("unknown"),
    onPartial: part("partial"),
    marks,
  };
}

function sourceOf(object: JsonObject, report: Remarks): Text | null {
  const source = memberOf(object, "src");
  if (source?.kind === "text") return { text: source.value, span: source.span };
  if (source?.kind === "object") {
    const type = memberOf(source, "type");
    if (type?.kind === "text") return { text: type.value, span: type.span };
    report.lost(
      source.span,
      "a machine inside of `invoke` cannot be imported with it",
      "an activity is implemented in TypeScript: give the actor a name, and import its machine by itself",
    );
    return null;
  }
  const id = memberOf(object, "id");
  if (id?.kind === "text") return { text: id.value, span: id.span };
  report.error(
    { ...object.span, end: object.span.start + 1 },
    "an invoke names its actor in `src`",
    'without a name there is nothing to implement: { "src": "fetchPrice" }',
  );
  return null;
}

/** Version 4's `activities`: started on entry, stopped on exit, with nothing to tell. */
export function readActivities(
  json: Json | null,
  report: Remarks,
): readonly Invoke[] {
  return listOf(json).flatMap((each): readonly Invoke[] => {
    const type = each.kind === "object" ? memberOf(each, "type") : each;
    if (type?.kind === "text")
      return [bare({ text: type.value, span: type.span }, each.span)];
    report.error(
      each.span,
      "an activity is its name, or an object with a `type`",
      "what it does is no JSON: name it, and implement it under that name",
    );
    return [];
  });
}

function bare(source: Text, span: Invoke["span"]): Invoke {
  return {
    source,
    id: null,
    input: [],
    onDone: [],
    onError: [],
    errors: ["failed", "unknown"],
    onUnknown: [],
    onPartial: [],
    marks: null,
    span,
  };
}
