/** The words of a strategy: its states, triggers and outputs, as values and as types. */
import { hardline, type Doc } from "./layout/doc.ts";
import { union } from "./layout/statement.ts";
import { constArray } from "./types.ts";
import type { Unit } from "./unit.ts";

export function vocabulary(unit: Unit): readonly Doc[] {
  const { strategy, names } = unit;
  const words = (name: string, type: string, members: readonly string[]) => [
    "export ",
    constArray(`${names.value}${name}`, members),
    hardline,
    union(`export type ${names.type}${type}`, [
      `(typeof ${names.value}${name})[number]`,
    ]),
  ];
  const { states, triggers, outputs } = strategy;
  return [
    words(
      "States",
      "State",
      states.map((state) => state.path),
    ),
    words(
      "Triggers",
      "Trigger",
      triggers.map((trigger) => trigger.name),
    ),
    ...(outputs.length === 0
      ? []
      : [
          words(
            "Outputs",
            "OutputName",
            outputs.map((output) => output.name),
          ),
        ]),
  ];
}
