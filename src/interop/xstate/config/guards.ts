import { listOf, memberOf, type Json, type JsonObject } from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";
import type { Guard } from "./machine.ts";
import { mustBe } from "./shape.ts";

/** A guard by name, with params, or one that XState builds of others; null where there is none. */
export function readGuard(json: Json | null, report: Remarks): Guard | null {
  if (json === null || json.kind === "null") return null;
  const { span } = json;
  if (json.kind === "text")
    return { kind: "named", type: json.value, params: null, span };
  if (json.kind === "object") {
    const type = memberOf(json, "type");
    if (type?.kind === "text") return ofType(type.value, json, report);
  }
  report.error(
    span,
    "a guard is its name, or an object with a `type`",
    "a condition itself is no JSON: name it, and implement it under that name",
  );
  return null;
}

function ofType(
  written: string,
  object: JsonObject,
  report: Remarks,
): Guard | null {
  const { span } = object;
  const type = written.replace(/^@?xstate\.(?:guard[.:])?/, "");
  const parts = partsOf(object);
  switch (type) {
    case "and":
    case "or":
      if (parts === null) break;
      return {
        kind: type,
        of: parts.flatMap((part) => readGuard(part, report) ?? []),
        span,
      };
    case "not": {
      const [part] = parts ?? [];
      if (part === undefined) break;
      const of = readGuard(part, report);
      return of === null ? null : { kind: "not", of, span };
    }
    case "stateIn":
    case "in": {
      const params = memberOf(object, "params");
      const state =
        memberOf(object, "stateValue") ??
        memberOf(object, "state") ??
        (params?.kind === "object" ? memberOf(params, "stateValue") : params);
      if (state === null) break;
      if (state.kind === "text" || state.kind === "object")
        return { kind: "in", state, span };
      mustBe(state, "the state of `stateIn`", ["text", "object"], report);
      return null;
    }
  }
  const params = memberOf(object, "params");
  return { kind: "named", type: written, params, span };
}

/** What `and`, `or` and `not` are built of; null where the object has no such thing, so that the word is somebody's own. */
function partsOf(object: JsonObject): readonly Json[] | null {
  const params = memberOf(object, "params");
  const found =
    memberOf(object, "guards") ??
    memberOf(object, "guard") ??
    memberOf(object, "children") ??
    (params?.kind === "object"
      ? (memberOf(params, "guards") ?? memberOf(params, "guard"))
      : params?.kind === "list"
        ? params
        : null);
  return found === null ? null : listOf(found);
}
