import type { Action, Effect, Trigger, Output } from "../model/index.ts";
import type { Body } from "./body.ts";
import { carriedCode } from "./expressions.ts";
import type { Doc } from "./layout/doc.ts";
import {
  array,
  atom,
  call,
  object,
  string,
  word,
  type Code,
} from "./layout/expression.ts";
import { assign, statement } from "./layout/statement.ts";
import { actionName } from "./function-names.ts";
import { memberName } from "./names.ts";
import type { Unit } from "./unit.ts";

export function effectStatement(effect: Effect, body: Body, step: string): Doc {
  const { scope, parts } = body;
  switch (effect.kind) {
    case "set": {
      const { field, value } = effect;
      return assign(
        `this.draft.${memberName(field.name)}`,
        carriedCode(value, `set ${field.name}`, scope),
      );
    }
    case "do":
      return actionStatement(effect.action, parts.unit, step);
    case "raise": {
      const { trigger, args, delay } = effect;
      const payload = payloadCode(trigger, args, `raise ${trigger.name}`, body);
      return delay === null
        ? statement(call("this.raise", [string(trigger.name), payload]))
        : statement(
            call("this.raiseLater", [
              string(trigger.name),
              payload,
              body.code(delay),
            ]),
          );
    }
    case "cancel-raise":
      return statement(call("this.withdraw", [string(effect.trigger.name)]));
    case "cancel-run":
      return statement(call("this.cancelRuns", [string(effect.activity.name)]));
    case "emit": {
      const { output, args } = effect;
      const payload = payloadCode(output, args, `emit ${output.name}`, body);
      return statement(
        call("this.emit", [
          object(
            [
              ["name", string(output.name)],
              ["payload", payload],
              ["time", call("this.now", [])],
              ["machine", atom("this.id")],
            ],
            true,
          ),
        ]),
      );
    }
    case "flat": {
      const { legs } = effect;
      const all = legs.length > 0 ? legs : parts.unit.strategy.legs;
      return statement(
        call("this.flat", [array(all.map((leg) => string(leg.name)))]),
      );
    }
  }
}

/** `do$note(this.callbacks, this.draft, step);` */
export function actionStatement(action: Action, unit: Unit, step: string): Doc {
  return statement(
    call(actionName(action, unit), [
      atom("this.callbacks"),
      atom("this.draft"),
      atom(step),
    ]),
  );
}

function payloadCode(
  { fields }: Trigger | Output,
  args: readonly Parameters<typeof carriedCode>[0][],
  place: string,
  { scope }: Body,
): Code {
  if (fields.length === 0) return word("null");
  return object(
    fields.flatMap((field, index) => {
      const arg = args[index];
      return arg === undefined
        ? []
        : [[memberName(field.name), carriedCode(arg, place, scope)] as const];
    }),
  );
}
