/** `enter a, b effects` and `exit a, b effects` as statements. */
import type { Behaviour } from "../model/index.ts";
import type { Body } from "./body.ts";
import { actionStatement, effectStatement } from "./effects.ts";
import type { Doc } from "./layout/doc.ts";

/** What is put around a statement that may throw. */
export type Wrap = (statement: Doc) => Doc;

export const asIs: Wrap = (statement) => statement;

export function behaviourStatements(
  behaviours: readonly Behaviour[],
  body: Body,
  wrap: Wrap,
): readonly Doc[] {
  return behaviours.flatMap(({ actions, effects }) => [
    ...actions.map((action) =>
      wrap(actionStatement(action, body.parts.unit, "step")),
    ),
    ...effects.map((effect) => wrap(effectStatement(effect, body, "step"))),
  ]);
}
