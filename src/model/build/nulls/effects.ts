import type { Action, Behaviour, Effect, Expression } from "../../model.ts";
import { mayBeNull } from "../../type-relations.ts";
import type { Field, Type } from "../../types.ts";
import { Facts } from "./facts.ts";
import { narrow } from "./narrow.ts";
import type { Narrowing, Use } from "./narrowing.ts";
import { isOfField } from "./paths.ts";

/** Effects with the facts worked in, and what is known behind them. */
export interface Narrowed<Part> {
  readonly part: Part;
  readonly facts: Facts;
}

/** One after the other: each sees what those before have set. */
export function narrowEffects(
  effects: readonly Effect[],
  before: Facts,
  narrowing: Narrowing,
): Narrowed<readonly Effect[]> {
  let facts = before;
  const part = effects.map((effect) => {
    const narrowed = narrowEffect(effect, facts, narrowing);
    ({ facts } = narrowed);
    return narrowed.part;
  });
  return { part, facts };
}

/** Of `enter` and `exit`: the callbacks, then the effects. */
export function narrowBehaviour(
  { actions, effects }: Behaviour,
  before: Facts,
  narrowing: Narrowing,
): Narrowed<readonly Effect[]> {
  let facts = before;
  for (const action of actions) facts = afterAction(action, facts);
  return narrowEffects(effects, facts, narrowing);
}

function narrowEffect(
  effect: Effect,
  facts: Facts,
  narrowing: Narrowing,
): Narrowed<Effect> {
  switch (effect.kind) {
    case "set": {
      const { field } = effect;
      const optional = mayBeNull(field.type);
      const use = { text: `\`${field.name}\` takes no null`, member: null };
      const need = optional ? "none" : "required";
      const value = narrow(effect.value, facts, need, use, narrowing);
      const others = facts.filter((path) => !isOfField(path, field.name));
      const known = optional && !value.nullable;
      return {
        part: { ...effect, value: value.expression },
        facts: known ? others.and(Facts.of([[field.name, false]])) : others,
      };
    }
    case "do":
      return { part: effect, facts: afterAction(effect.action, facts) };
    case "raise": {
      const args = narrowArguments(
        effect.args,
        effect.trigger.fields,
        facts,
        narrowing,
      );
      const use = { text: "a delay is a duration", member: null };
      const delay =
        effect.delay &&
        narrow(effect.delay, facts, "required", use, narrowing).expression;
      return { part: { ...effect, args, delay }, facts };
    }
    case "emit": {
      const { fields } = effect.output;
      const args = narrowArguments(effect.args, fields, facts, narrowing);
      return { part: { ...effect, args }, facts };
    }
    default:
      return { part: effect, facts };
  }
}

export function narrowArguments(
  args: readonly Expression[],
  fields: readonly Field[],
  facts: Facts,
  narrowing: Narrowing,
): readonly Expression[] {
  return args.map((arg, index) => {
    const field = fields[index];
    if (field === undefined) return arg;
    const use: Use = { text: `\`${field.name}\` takes no null`, member: null };
    return narrow(arg, facts, needOf(field.type), use, narrowing).expression;
  });
}

function needOf(type: Type): "required" | "none" {
  return mayBeNull(type) ? "none" : "required";
}

/**
 * Its patch may set to null what its `writes` names. Of an action that does not say what it writes that is not assumed: it
 * would make every callback that only notes something an error. Should it do so, the use fails as a `present` check.
 */
function afterAction({ writes }: Action, facts: Facts): Facts {
  if (writes === null) return facts.fromOutside();
  return facts.filter(
    (path) => !writes.some((field) => isOfField(path, field.name)),
  );
}
