/** Conditions over every kind of value that a guard can read, mixed as traders mix them. */
import type { Dice } from "../support/dice.ts";
import type { Value } from "../interpreter/evaluate.ts";

/** What the conditions are about. */
export const DECLARATIONS = `
  enum Side { BUY, SELL, NONE }
  type Fill = { price: number, quantity: number, fee: number? }
  param limit: number = 2
  param patience: duration = 2s
  param venue: string = "north"
  context {
    held: number = 1
    last: number?
    side: Side = Side.BUY
    other: Side?
    armed: boolean = true
    ready: boolean?
    fill: Fill?
    symbol: string = "x"
    since: instant?
    tries: number = 0
  }
  trigger T(bid: number, ask: number, on: string, took: duration, urgent: boolean)
  guard wide(fee: number, times: number) = event.ask - event.bid > times * fee
  guard known = last != null and fill != null
  guard same(to: Side) = side == to or other == to
`;

/** Values to try: bounds of the conditions, what lies between them, and nothing. */
export const POOLS: Readonly<Record<string, readonly Value[]>> = {
  "param limit": [-1, 0, 0.5, 1, 2, 3],
  "param patience": [0, 500, 1000, 1500, 2000, 5000],
  "param venue": ["north", "south", "x", ""],
  "context held": [-2, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 6],
  "context last": [null, -1, 0, 0.5, 1, 2, 3],
  "context side": ["BUY", "SELL", "NONE"],
  "context other": [null, "BUY", "SELL", "NONE"],
  "context armed": [true, false],
  "context ready": [null, true, false],
  "context fill": [
    null,
    { price: 1, quantity: 0, fee: null },
    { price: 0.5, quantity: 2, fee: 1 },
    { price: -1, quantity: -2, fee: 0 },
    { price: 3, quantity: 1, fee: null },
  ],
  "context symbol": ["x", "north", "", "other"],
  "context since": [null, 0, 1000, 2000, 5000],
  "context tries": [0, 1, 2, 3],
  bid: [-1, 0, 0.5, 1, 2, 3],
  ask: [-1, 0, 0.5, 1, 2, 3, 4],
  on: ["north", "south", "x", "", "other"],
  took: [0, 500, 1000, 2000, 5000],
  urgent: [true, false],
};

export function randomCondition(dice: Dice, depth: number): string {
  const part = (): string => randomCondition(dice, depth - 1);
  if (depth > 0)
    return one(dice, [
      () => `(${part()} and ${part()})`,
      () => `(${part()} and ${part()})`,
      () => `(${part()} or ${part()})`,
      () => `not (${part()})`,
      () => `(armed ? ${part()} : ${part()})`,
    ]);
  return one(dice, [
    () => `${number(dice, 1)} ${order(dice)} ${number(dice, 1)}`,
    () => `${number(dice, 1)} ${order(dice)} ${number(dice, 1)}`,
    () => `${duration(dice)} ${order(dice)} ${duration(dice)}`,
    () => `last ${equality(dice)} null`,
    () => `last ${equality(dice)} ${whole(dice)}`,
    () => `(last != null and last ${order(dice)} ${number(dice, 0)})`,
    () => `(fill != null and fill.price ${order(dice)} ${number(dice, 0)})`,
    () => `fill?.quantity ${equality(dice)} ${whole(dice)}`,
    () => `fill?.fee ${equality(dice)} null`,
    () => `fill ${equality(dice)} null`,
    () => `side ${equality(dice)} ${side(dice)}`,
    () => `other ${equality(dice)} ${side(dice)}`,
    () => `other ${equality(dice)} side`,
    () => `ready ${equality(dice)} ${dice.pick(["true", "false", "null"])}`,
    () => `armed ${equality(dice)} event.urgent`,
    () => "armed",
    () => "event.urgent",
    () => `${text(dice)} ${equality(dice)} ${text(dice)}`,
    () => `length(symbol) ${order(dice)} ${whole(dice)}`,
    () => `(since != null and now - since ${order(dice)} ${duration(dice)})`,
    () => `wide(${number(dice, 0)}, ${whole(dice)})`,
    () => "known",
    () => `same(${side(dice)})`,
  ]);
}

function number(dice: Dice, depth: number): string {
  const part = (): string => number(dice, depth - 1);
  const leaf = (): string =>
    one(dice, [
      () => whole(dice),
      () => "limit",
      () => "held",
      () => "event.bid",
      () => "event.ask",
      () => "(last ?? 1)",
      () => "(fill?.price ?? 0)",
      () => "(fill?.fee ?? fill?.quantity ?? 0)",
      () => "tries",
    ]);
  if (depth <= 0 || dice.chance(0.4)) return leaf();
  return one(dice, [
    () => `(${part()} + ${part()})`,
    () => `(${part()} - ${part()})`,
    () => `${dice.pick(["2", "0.5", "-1"])} * ${part()}`,
    () => `${part()} / 2`,
    () => `${part()} / ${part()}`,
    () => `${part()} mod 2`,
    () => `${part()} * ${part()}`,
    () => `min(${part()}, ${part()})`,
    () => `max(${part()}, ${part()}, 0)`,
    () => `abs(${part()})`,
    () => `clamp(${part()}, -1, 1)`,
    () => `floor(${part()})`,
    () => `(armed ? ${part()} : ${part()})`,
    () => `event.took / 1s`,
  ]);
}

function duration(dice: Dice): string {
  return one(dice, [
    () => "patience",
    () => "event.took",
    () => "1s",
    () => "500ms",
    () => "2 * event.took",
    () => "patience + 1s",
    () => "max(patience, event.took)",
  ]);
}

function text(dice: Dice): string {
  return one(dice, [
    () => "venue",
    () => "event.on",
    () => "symbol",
    () => '"north"',
    () => '"x"',
  ]);
}

function side(dice: Dice): string {
  return `Side.${dice.pick(["BUY", "SELL", "NONE"])}`;
}

function whole(dice: Dice): string {
  return dice.pick(["-1", "0", "1", "2", "0.5"]);
}

function order(dice: Dice): string {
  return dice.pick(["<", "<=", ">", ">=", "==", "!="]);
}

function equality(dice: Dice): string {
  return dice.pick(["==", "!="]);
}

function one(dice: Dice, ways: readonly (() => string)[]): string {
  return (dice.pick(ways) ?? (() => "armed"))();
}
