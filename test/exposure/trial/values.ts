/** Values of a spec's types, as a market, a venue or a callback might bring them. */
import {
  partsOf,
  type Expression,
  type Field,
  type Strategy,
  type Type,
} from "../../../src/model/index.ts";
import type { Dice } from "../../support/dice.ts";

export type Value =
  | number
  | string
  | boolean
  | null
  | readonly Value[]
  | { readonly [name: string]: Value };

type Fields = readonly Pick<Field, "name" | "type">[];

/** Numbers that a guard of any spec may stand between. */
const USUAL = [0, 0.001, 0.5, 1, 2, 3, 10, 1_000, -1];

export interface Circumstances {
  readonly dice: Dice;
  readonly now: number;
  /** What a number is now; null: whatever the dice say. */
  readonly usual: number | null;
}

export class Values {
  readonly #constants: readonly number[];

  constructor(strategy: Strategy) {
    this.#constants = [...new Set([...USUAL, ...constantsOf(strategy)])];
  }

  payload(fields: Fields, around: Circumstances): Value {
    return fields.length === 0 ? null : this.record(fields, around);
  }

  record(fields: Fields, around: Circumstances): Value {
    return Object.fromEntries(
      fields.map(({ name, type }) => [name, this.of(type, around)]),
    );
  }

  of(type: Type, around: Circumstances): Value {
    const { dice, now, usual } = around;
    switch (type.kind) {
      case "number":
      case "duration":
        return usual ?? this.number(dice);
      case "instant":
        return now + dice.whole(-1, 1) * this.number(dice);
      case "string":
        return dice.pick(["a", "b", ""]);
      case "boolean":
        return dice.chance(0.5);
      case "null":
        return null;
      case "enum":
        return dice.pick(type.enum.members) ?? "";
      case "record":
        return this.record(type.record.fields, around);
      case "list": {
        const length = dice.whole(0, 2);
        return Array.from({ length }, () => this.of(type.of, around));
      }
      case "optional":
        return dice.chance(0.2) ? null : this.of(type.of, around);
      case "imported":
        return {};
    }
  }

  number(dice: Dice): number {
    const constant = dice.pick(this.#constants) ?? 0;
    const kind = dice.fraction();
    if (kind < 0.5) return constant;
    if (kind < 0.7) return constant * 2;
    if (kind < 0.8) return constant / 2;
    return constant + (dice.pick(this.#constants) ?? 0);
  }
}

function constantsOf({ branches, guards, params }: Strategy) {
  return [
    ...branches.flatMap(({ guard }) => numbersIn(guard)),
    ...guards.flatMap(({ expression }) => numbersIn(expression)),
    ...params.flatMap((param) => numbersIn(param.default)),
  ];
}

function numbersIn(expression: Expression | null): readonly number[] {
  if (expression === null) return [];
  if (expression.kind === "number" || expression.kind === "duration")
    return [expression.value];
  return partsOf(expression).flatMap(numbersIn);
}
