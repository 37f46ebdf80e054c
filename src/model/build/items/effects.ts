import { cancelBoth } from "../../../diagnostics/messages/meaning.ts";
import { join } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Effect } from "../../model.ts";
import { checkArguments } from "../expressions/calls.ts";
import { checkExpression } from "../expressions/check.ts";
import type { Setting } from "../expressions/setting.ts";
import {
  findAction,
  findField,
  findLeg,
  findOutput,
  findTrigger,
  reportUnknown,
} from "../names/find.ts";

/** Effects one by one: `set a = 1, b = 2` and `do f, g` are two each. What is in error is left out. */
export function buildEffects(
  texts: readonly Ast.Effect[],
  setting: Setting,
): readonly Effect[] {
  return texts.flatMap((text) => buildEffect(text, setting));
}

function buildEffect(text: Ast.Effect, setting: Setting): readonly Effect[] {
  switch (text.kind) {
    case "set":
      return text.assignments.flatMap((each) => assignment(each, setting));
    case "do":
      return text.actions.flatMap((name) => {
        const action = findAction(name, setting);
        return action === null ? [] : [{ kind: "do", action, span: name.span }];
      });
    case "raise":
      return raise(text, setting);
    case "cancel":
      return cancel(text.name, setting);
    case "emit":
      return emit(text, setting);
    default:
      return flat(text, setting);
  }
}

function assignment(
  { field: name, value: text }: Ast.Assignment,
  setting: Setting,
): readonly Effect[] {
  const field = findField(name, setting);
  if (field === null) return [];
  const value = checkExpression(text, field.type, setting);
  if (value === null) return [];
  return [{ kind: "set", field, value, span: join(name.span, text.span) }];
}

function raise(
  text: Extract<Ast.Effect, { kind: "raise" }>,
  setting: Setting,
): readonly Effect[] {
  const trigger = findTrigger(text.trigger, setting);
  const delay =
    text.delay && checkExpression(text.delay, { kind: "duration" }, setting);
  if (trigger === null || setting.report.isSpoilt(trigger)) return [];
  const { name, fields, span: declared } = trigger;
  const args = checkArguments(
    { name, fields, declared },
    text.args,
    text.trigger.span,
    setting,
    checkExpression,
  );
  if (args === null) return [];
  return [{ kind: "raise", trigger, args, delay, span: text.span }];
}

function emit(
  text: Extract<Ast.Effect, { kind: "emit" }>,
  setting: Setting,
): readonly Effect[] {
  const output = findOutput(text.output, setting);
  if (output === null || setting.report.isSpoilt(output)) return [];
  const { name, fields, span: declared } = output;
  const args = checkArguments(
    { name, fields, declared },
    text.args,
    text.output.span,
    setting,
    checkExpression,
  );
  if (args === null) return [];
  return [{ kind: "emit", output, args, span: text.span }];
}

/** A trigger: its delayed raises; an activity: its order. */
function cancel(name: Ast.Name, setting: Setting): readonly Effect[] {
  const { names, report } = setting;
  const event = names.event(name.text);
  const callable = names.callable(name.text);
  const { span } = name;
  if (event?.kind === "trigger" && callable?.kind === "activity") {
    report.add(
      {
        span,
        related: [
          { message: "the trigger", span: event.span },
          { message: "the activity", span: callable.span },
        ],
      },
      cancelBoth({ name: name.text }),
    );
    return [];
  }
  if (event?.kind === "trigger")
    return [{ kind: "cancel-raise", trigger: event.trigger, span }];
  if (callable?.kind === "activity")
    return [{ kind: "cancel-run", activity: callable.activity, span }];
  const known = [
    ...names.eventNames("trigger"),
    ...names.callableNames("activity"),
  ];
  reportUnknown(name, "trigger or activity", known, null, setting);
  return [];
}

function flat(
  text: Extract<Ast.Effect, { kind: "flat" }>,
  setting: Setting,
): readonly Effect[] {
  const named = text.legs.flatMap((leg) => findLeg(leg, setting) ?? []);
  if (text.legs.length > 0 && named.length === 0) return [];
  const legs = text.legs.length > 0 ? named : setting.names.legs();
  return [{ kind: "flat", legs, span: text.span }];
}
