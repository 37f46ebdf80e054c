import { at, type Diagnostic } from "../diagnostics/index.ts";
import {
  unused as finding,
  type Declaration,
} from "../diagnostics/messages/reach.ts";
import type { Model, Strategy } from "../model/index.ts";
import type { Span } from "../source/index.ts";
import { isOwnText } from "./analysis/own-text.ts";
import { usesIn, type Uses } from "./analysis/uses.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM213, but for the `@allow` that silences nothing, which `settle` finds. Params count as read where a TypeScript guard, action
 * or activity gets them, the context where a guard or action does. A context field that is set and not read is FSM214's.
 * Only the strategy's own text is judged.
 */
export const unused: Rule = {
  name: "unused",
  *check({ model, strategy }) {
    const uses = usesIn(strategy);
    for (const [kind, name, span] of candidates(strategy, uses))
      if (isOwnText(span, strategy, model))
        yield at({ span }, finding(kind, name));
  },
};

export function unusedImports(model: Model): readonly Diagnostic[] {
  return model.imports
    .filter(({ used }) => !used)
    .map(({ name, span }) => at({ span }, finding("import", name)));
}

type Candidate = readonly [Declaration, string, Span];

interface Named {
  readonly name: string;
  readonly span: Span;
}

function without<Each extends Named>(
  kind: Declaration,
  declared: readonly Each[],
  used: ReadonlySet<Each>,
): readonly Candidate[] {
  return declared
    .filter((each) => !used.has(each))
    .map(({ name, span }) => [kind, name, span]);
}

function candidates(strategy: Strategy, uses: Uses): readonly Candidate[] {
  return [
    ...without("guard", strategy.guards, uses.guards),
    ...without("action", strategy.actions, uses.actions),
    ...without("activity", strategy.activities, uses.activities),
    ...without("output", strategy.outputs, uses.outputs),
    ...without("type", strategy.records, uses.records),
    ...without("enum", strategy.enums, uses.enums),
    ...(uses.callbacksReadParams
      ? []
      : without("param", strategy.params, uses.params)),
    ...(uses.callbacksReadContext
      ? []
      : without("context field", strategy.context, uses.fields)),
  ];
}
