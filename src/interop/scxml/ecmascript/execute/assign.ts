import type { Span } from "../../../../source/index.ts";
import { refuses } from "../abrupt.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { coerced } from "../values/coerce.ts";
import { canBeKept, conflictIn, isLike } from "../shapes/shape.ts";
import { hintOf, words, type Value } from "../values/value.ts";
import type { Location } from "./locations.ts";
import type { Run } from "./run.ts";

/** Puts a value where a location says. */
export function assign(
  run: Run,
  location: Location,
  value: Value,
  span: Span,
): void {
  const { scope } = run;
  const { knowledge } = scope;
  const datum = knowledge.datum(location.id);
  if (datum === null) return;
  if (!location.isPart) hintOf(value, datum.shape);
  const holding = location.holding(value, scope);
  // An event, a function of the platform: nothing that a variable could keep.
  if (holding.shape.base.kind === "opaque" && holding.possible === null)
    words(holding);
  const { kind } = value.shape.base;
  if (value.origin !== null && (kind === "list" || kind === "record"))
    knowledge.share(location.id, value.origin);
  if (location.isPart) refuseShared(location, knowledge);
  run.put(location.id, holding);
  const isKept = canBeKept(datum.shape);
  // What nobody reads may hold what no type of ours does.
  if (!datum.isRead && (!isKept || holding.said.kind === "refused")) return;
  if (!isKept && conflictIn(datum.shape) === null) return;
  // At the start, before anything looks at the field: what comes behind is what it begins with.
  if (scope.isStart && !isLike(holding.shape, datum.shape)) return;
  const expression = coerced(holding, datum.shape, location.id);
  run.add({
    kind: "set",
    assignments: [
      { field: { text: datum.name, span: location.span }, value: expression },
    ],
    span,
  });
}

function refuseShared({ id, span }: Location, knowledge: Knowledge): void {
  const other = knowledge.sharedWith(id);
  if (other === null) return;
  throw refuses(
    `${id} and ${other} may be one object`,
    "records and lists of a spec are values: to change one changes no other",
    span,
  );
}
