import type { Span } from "../../../source/index.ts";
import {
  printExpression,
  type EventReference,
  type Expression,
} from "../../../syntax/index.ts";
import type { Lowering } from "../content/lower.ts";
import { doneEvent } from "../events/done.ts";
import type { Variant } from "../events/triggers.ts";
import type { Plan } from "../plan.ts";
import type { StateNode } from "../states/state-tree.ts";
import { both, eventField, name, type Condition } from "../terms/logic.ts";

export interface Heard {
  readonly references: readonly EventReference[];
  /** Whether the event has happened at all; null: whenever a trigger comes. */
  readonly happened: Condition;
}

/** The triggers that stand for events, and `done`; in groups by what tells whether they have happened. */
export function heardAs(
  node: StateNode,
  events: readonly string[],
  plan: Plan,
  lowering: Lowering,
): readonly Heard[] {
  const { span } = node.element;
  const heard = events.flatMap((event): Heard[] =>
    event === doneEvent(node) && plan.dones.told(node) === "by-on-done"
      ? [{ references: [{ kind: "done", span }], happened: null }]
      : lowering.triggers
          .of(event)
          .map((variant) => heardVariant(variant, span, lowering)),
  );
  const groups = Map.groupBy(heard, ({ happened }) =>
    happened === null ? "" : printExpression(happened),
  );
  return [...groups.values()].map((group) => ({
    references: group.flatMap(({ references }) => references),
    happened: group[0]?.happened ?? null,
  }));
}

function heardVariant(
  variant: Variant,
  span: Span,
  { triggers, temporaries }: Lowering,
): Heard {
  const reference = { text: variant.trigger, span };
  const own = (field: "taken" | "count") =>
    eventField(triggers.fieldName(variant.event, field), span);
  const taken = variant.conditional ? own("taken") : null;
  const sendid = triggers.counted(variant);
  return {
    references: [{ kind: "trigger", name: reference }],
    happened:
      sendid === null
        ? taken
        : both(
            taken,
            equal(own("count"), name(temporaries.counter(sendid, span), span)),
          ),
  };
}

function equal(left: Expression, right: Expression): Expression {
  return { kind: "binary", operator: "==", left, right, span: left.span };
}
