import type { Span } from "../../../source/index.ts";
import type { Effect, Expression } from "../../../syntax/index.ts";
import type { Step } from "../ecmascript/index.ts";
import type { Triggers } from "../events/triggers.ts";
import type { Remarks } from "../remarks.ts";
import {
  both,
  choose,
  isTruth,
  name,
  not,
  truth,
  type Condition,
} from "../terms/logic.ts";
import { namesIn } from "../terms/names-in.ts";
import type { Temporaries } from "../terms/temporaries.ts";
import type { Logs } from "./logs.ts";

/** What effects are made with. */
export interface Lowering {
  readonly triggers: Triggers;
  readonly logs: Logs;
  readonly temporaries: Temporaries;
  readonly remarks: Remarks;
}

/**
 * Steps as effects. Our effects know no `if`: under a condition an assignment gives the field its own value where the condition does
 * not hold, and an event is raised with whether it did.
 */
export function effectsOf(
  steps: readonly Step[],
  lowering: Lowering,
  condition: Condition = null,
): readonly Effect[] {
  if (isTruth(condition, false)) return [];
  return joined(
    steps.flatMap((step) => effectsOfStep(step, condition, lowering)),
  );
}

function effectsOfStep(
  step: Step,
  condition: Condition,
  lowering: Lowering,
): readonly Effect[] {
  switch (step.kind) {
    case "set":
      return step.assignments.map(({ field, value }) =>
        set(
          field.text,
          choose(condition, value, name(field.text, value.span)),
          step.span,
        ),
      );
    case "raise":
      return [raise(step, condition, lowering)];
    case "cancel":
      return cancel(step, condition, lowering);
    case "log":
      return log(step, condition, lowering);
    case "if":
      return branchEffects(step, condition, lowering);
  }
}

function set(field: string, value: Expression, span: Span): Effect {
  const assignments = [{ field: { text: field, span }, value }];
  return { kind: "set", assignments, span };
}

/** Consecutive `set`s as one. */
function joined(effects: readonly Effect[]): readonly Effect[] {
  const result: Effect[] = [];
  for (const effect of effects) {
    const last = result.at(-1);
    if (effect.kind === "set" && last?.kind === "set")
      result[result.length - 1] = {
        ...last,
        assignments: [...last.assignments, ...effect.assignments],
      };
    else result.push(effect);
  }
  return result;
}

function raise(
  step: Extract<Step, { kind: "raise" }>,
  condition: Condition,
  { triggers, temporaries }: Lowering,
): Effect {
  const { span } = step;
  const external = step.queue === "external";
  const variant = triggers.variant(
    step.event,
    condition !== null,
    step.delay === null ? null : step.sendid,
  );
  const taken = condition === null ? [] : [condition];
  const counted = triggers.counted(variant);
  const count =
    counted === null ? [] : [name(temporaries.counter(counted, span), span)];
  return {
    kind: "raise",
    trigger: { text: variant.trigger, span },
    args: [...taken, ...count, ...step.args],
    delay: step.delay ?? (external ? AT_ONCE(span) : null),
    span,
  };
}

/** What is sent waits for the end of the macrostep, behind all that was sent before. */
function AT_ONCE(span: Span): Expression {
  return { kind: "duration", milliseconds: 0, span };
}

function cancel(
  { sendid, span }: Extract<Step, { kind: "cancel" }>,
  condition: Condition,
  { triggers, temporaries }: Lowering,
): readonly Effect[] {
  if (condition !== null) {
    triggers.count(sendid);
    const field = temporaries.counter(sendid, span);
    const before = name(field, span);
    return [set(field, choose(condition, oneMore(before), before), span)];
  }
  return triggers.cancelledBy(sendid).map(({ trigger }) => ({
    kind: "cancel",
    name: { text: trigger, span },
    span,
  }));
}

function oneMore(left: Expression): Expression {
  const { span } = left;
  const right: Expression = { kind: "number", value: 1, span };
  return { kind: "binary", operator: "+", left, right, span };
}

function log(
  step: Extract<Step, { kind: "log" }>,
  condition: Condition,
  { logs, remarks }: Lowering,
): readonly Effect[] {
  if (condition === null) return [logs.emit(step)];
  remarks.assumed(
    "<log> under a condition is left out",
    "`emit` tells in any case, and effects have no branches; the machine does the same without it",
    step.span,
  );
  return [];
}

/** Every condition counts as it is before the first branch is taken. */
function branchEffects(
  step: Extract<Step, { kind: "if" }>,
  outer: Condition,
  lowering: Lowering,
): readonly Effect[] {
  const branches = exclusive(step, outer);
  const kept = isDisturbed(
    step,
    branches.map(({ condition }) => condition),
  );
  const before: Effect[] = [];
  const inside = branches.flatMap(({ condition, steps }) => {
    if (!kept || condition === null || condition.kind === "boolean")
      return effectsOf(steps, lowering, condition);
    const field = lowering.temporaries.numbered(
      "if",
      "Whether a condition held when it was asked, for effects that change what it reads.",
      step.span,
    );
    before.push(set(field, condition, step.span));
    return effectsOf(steps, lowering, name(field, step.span));
  });
  return [...before, ...inside];
}

/** Each branch with what has to hold for it and for no branch before it. */
function exclusive(
  { branches, span }: Extract<Step, { kind: "if" }>,
  outer: Condition,
): readonly {
  readonly condition: Condition;
  readonly steps: readonly Step[];
}[] {
  let otherwise: Condition = outer;
  return branches.map(({ condition, steps }) => {
    const own = both(otherwise, condition);
    otherwise = both(
      otherwise,
      condition === null ? truth(false, span) : not(condition),
    );
    return { condition: own, steps };
  });
}

/** Whether a branch changes what a condition reads, while something is still to come that depends on it. */
function isDisturbed(
  step: Extract<Step, { kind: "if" }>,
  conditions: readonly Condition[],
): boolean {
  const read = new Set(
    conditions.flatMap((each) => (each === null ? [] : [...namesIn(each)])),
  );
  const writes = leavesOf(step);
  return writes
    .slice(0, -1)
    .some((fields) => fields.some((field) => read.has(field)));
}

/** What each effect in a step writes, in order. */
function leavesOf(step: Step): readonly (readonly string[])[] {
  if (step.kind === "set")
    return step.assignments.map(({ field }) => [field.text]);
  if (step.kind === "if")
    return step.branches.flatMap(({ steps }) => steps.flatMap(leavesOf));
  return [[]];
}
