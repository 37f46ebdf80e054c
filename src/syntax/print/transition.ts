import type { Branch, Effect, End, Name, Tail, Target } from "../ast.ts";
import { printExpression, printList, printStatePath } from "./expression.ts";

/** `when g set x = 1 -> A`, or the whole choice, on one line. */
export function printTail({ choice, branches }: Tail): string {
  const text = branches.map(printBranch).join(" ");
  return choice ? `{ ${text} }` : text;
}

export function printBranch(branch: Branch): string {
  return [...printConditionAndEffects(branch), printEnd(branch.end)].join(" ");
}

/** The parts of a branch before its end, each on one line. */
export function printConditionAndEffects({
  guard,
  otherwise,
  effects,
}: Branch): readonly string[] {
  const condition = guard === null ? [] : [`when ${printExpression(guard)}`];
  const others = otherwise ? ["else"] : condition;
  return [...others, ...effects.map(printEffect)];
}

export function printEnd(end: End): string {
  if (end.kind === "stay") return "stay";
  const targets = `-> ${printTargets(end.targets)}`;
  return end.reenter === null ? targets : `${targets} reenter`;
}

export function printTargets(targets: readonly Target[]): string {
  return targets.map(printTarget).join(", ");
}

const HISTORY = { none: "", shallow: "history ", deep: "deep history " };

export function printTarget({ history, path }: Target): string {
  return HISTORY[history] + printStatePath(path);
}

export function printEffect(effect: Effect): string {
  switch (effect.kind) {
    case "set": {
      const assignments = effect.assignments.map(
        ({ field, value }) => `${field.text} = ${printExpression(value)}`,
      );
      return `set ${assignments.join(", ")}`;
    }
    case "do":
      return `do ${printNames(effect.actions)}`;
    case "raise": {
      const { trigger, args, delay } = effect;
      const raised = `raise ${printCall(trigger, args)}`;
      return delay === null
        ? raised
        : `${raised} delay ${printExpression(delay)}`;
    }
    case "cancel":
      return `cancel ${effect.name.text}`;
    case "emit":
      return `emit ${printCall(effect.output, effect.args)}`;
    case "flat":
      return ["flat", printNames(effect.legs)].filter(Boolean).join(" ");
  }
}

export function printNames(names: readonly Name[]): string {
  return names.map(({ text }) => text).join(", ");
}

function printCall(name: Name, args: Parameters<typeof printList>[0]): string {
  return args.length === 0 ? name.text : `${name.text}(${printList(args)})`;
}
