import { memberOf, type JsonObject } from "../json/value.ts";
import type { Remarks } from "../../remarks.ts";
import type { Machine } from "./machine.ts";
import { NodeReader } from "./nodes.ts";
import { marksOf } from "./notes.ts";
import { asObject } from "./shape.ts";

/** A configuration, of either version, as one shape. */
export function readMachine(object: JsonObject, report: Remarks): Machine {
  const marks = marksOf(object);
  const root = new NodeReader(report, marks !== null).root(object);
  const context = memberOf(object, "context");
  const members =
    context === null || context.kind === "null"
      ? null
      : asObject(context, "`context`", report);
  return {
    root,
    id: root.id,
    context: members?.members ?? [],
    version: memberOf(object, "version"),
    marks,
  };
}
