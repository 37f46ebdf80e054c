import type { Branch, Effect, Name } from "../../syntax/ast.ts";
import {
  printConditionAndEffects,
  printEffect,
  printEnd,
} from "../../syntax/print.ts";
import type { Part } from "./layout.ts";

/** An effect, where it may be broken: between what is set or done. */
export function partOf(effect: Effect): Part {
  switch (effect.kind) {
    case "set": {
      const each = effect.assignments.map((assignment) =>
        printEffect({ ...effect, assignments: [assignment] }),
      );
      return each.map((text, index) =>
        index === 0 ? text : text.slice("set ".length),
      );
    }
    case "do": {
      const [first, ...others] = partsOf(effect.actions);
      return [`do ${first ?? ""}`, ...others];
    }
    default:
      return [printEffect(effect)];
  }
}

/** A branch from its condition to its end. */
export function branchParts(branch: Branch): readonly Part[] {
  const condition = printConditionAndEffects({ ...branch, effects: [] });
  return [
    ...condition.map((text) => [text]),
    ...branch.effects.map(partOf),
    [printEnd(branch.end)],
  ];
}

/** Names, between which a line may be broken. */
export function partsOf(names: readonly Name[]): Part {
  return names.map(({ text }) => text);
}
