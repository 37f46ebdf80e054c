import type { Behaviour, Effect, Expression } from "../../../model/index.ts";
import type { Losses } from "./losses.ts";
import type { JsonRecord, JsonValue } from "./marks.ts";
import { textOf } from "./text.ts";

type Set = Extract<Effect, { readonly kind: "set" }>;

/**
 * Effects as actions. What XState has itself is an action of its own type with `params`, which one implementation serves; what it
 * has not is an action whose name is the effect's text.
 */
export function actionsOf(
  effects: readonly Effect[],
  losses: Losses,
): readonly JsonValue[] {
  const actions: JsonValue[] = [];
  let sets: Set[] = [];
  const flush = (): void => {
    const [first] = sets;
    if (first === undefined) return;
    const text = sets
      .map(({ field, value }) => `${field.name} = ${textOf(value)}`)
      .join(", ");
    actions.push(named(`set ${text}`, first, losses));
    sets = [];
  };
  for (const effect of effects)
    if (effect.kind === "set") sets.push(effect);
    else {
      flush();
      actions.push(actionOf(effect, losses));
    }
  flush();
  return actions;
}

/** All that a state does on entry or exit. */
export function behavioursOf(
  behaviours: readonly Behaviour[],
  losses: Losses,
): readonly JsonValue[] {
  return behaviours.flatMap(({ actions, effects }) => [
    ...actions.map(({ name }) => name),
    ...actionsOf(effects, losses),
  ]);
}

function actionOf(effect: Exclude<Effect, Set>, losses: Losses): JsonValue {
  switch (effect.kind) {
    case "do":
      return effect.action.name;
    case "raise": {
      const { trigger, args, delay } = effect;
      // XState takes the id of a delayed one, by which it is cancelled, from the code alone.
      if (args.length === 0 && delay === null)
        return builtIn("xstate.raise", { event: { type: trigger.name } });
      const wait = delay === null ? "" : ` delay ${textOf(delay)}`;
      return named(`raise ${call(trigger.name, args)}${wait}`, effect, losses);
    }
    case "cancel-raise":
      return builtIn("xstate.cancel", { sendId: effect.trigger.name });
    case "cancel-run":
      return named(`cancel ${effect.activity.name}`, effect, losses);
    case "emit": {
      const { output, args } = effect;
      if (args.length === 0)
        return builtIn("xstate.emit", { event: { type: output.name } });
      return named(`emit ${call(output.name, args)}`, effect, losses);
    }
    case "flat": {
      const legs = effect.legs.map(({ name }) => name).join(", ");
      return named(`flat ${legs}`.trimEnd(), effect, losses);
    }
  }
}

function builtIn(type: string, params: JsonRecord): JsonRecord {
  return { type, params };
}

function named(text: string, { span }: Effect, losses: Losses): string {
  losses.add(
    span,
    `\`${text}\` is an action of that name: XState does what is implemented under it`,
  );
  return text;
}

function call(name: string, args: readonly Expression[]): string {
  return args.length === 0 ? name : `${name}(${args.map(textOf).join(", ")})`;
}
