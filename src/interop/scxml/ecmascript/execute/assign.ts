import type { Span } from "../../../../source/index.ts";
import { coerced } from "../shapes/coerce.ts";
import { canBeKept, conflictIn } from "../shapes/shape.ts";
import type { Value } from "../values/value.ts";
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
  const holding = location.holding(value, scope);
  knowledge.learn(location.id, holding);
  run.flow.set(location.id, {
    shape: holding.shape,
    possible: holding.possible,
  });
  const isKept = canBeKept(datum.shape);
  // What nobody reads may hold what no type of ours does.
  if (!datum.isRead && (!isKept || holding.said.kind === "refused")) return;
  if (!isKept && conflictIn(datum.shape) === null) return;
  const expression = coerced(holding, datum.shape);
  run.add({
    kind: "set",
    assignments: [
      { field: { text: datum.name, span: location.span }, value: expression },
    ],
    span,
  });
}
