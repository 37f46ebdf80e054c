import type { Strategy } from "../../compile.ts";

/**
 * Fields that a volatile trigger changes where the machine stays: that is not
 * written down by itself, and comes with the next record.
 */
export function quietFields(strategy: Strategy): ReadonlySet<string> {
  const effects = strategy.states
    .flatMap(({ reactions }) => reactions)
    .filter(({ events }) =>
      events.some(
        (event) => event.kind === "trigger" && event.trigger.volatile,
      ),
    )
    .flatMap(({ branches }) => branches)
    .filter(({ target }) => target === null)
    .flatMap((branch) => branch.effects);
  const all = strategy.context.map(({ name }) => name);
  return new Set(
    effects.flatMap((effect) => {
      if (effect.kind === "set") return [effect.field.name];
      if (effect.kind !== "do") return [];
      return effect.action.writes?.map(({ name }) => name) ?? all;
    }),
  );
}
