/** Random expressions of a wanted type, valid by construction, as `.fsm` text. */
import type { Dice } from "./dice.ts";

export type Wanted =
  "number" | "boolean" | "string" | "duration" | "instant" | "Side" | "Fill?";

export interface Around {
  /** Fields of `event` that may be read here, by type. */
  readonly event: readonly { readonly name: string; readonly type: Wanted }[];
  readonly result: boolean;
  /** Of an arm; of `on error` only what does not depend on who words the message. */
  readonly error: "none" | "arm" | "reaction";
  /** Whether `now`, `elapsed`, `halted`, guards and context may be read: not in constants. */
  readonly live: boolean;
  /** Names of states for `in(…)`. */
  readonly states: readonly string[];
  /** How often what may not be a finite number is not avoided: where much happens in one step, each would fail. */
  readonly wild: number;
}

export const CONSTANT: Around = {
  event: [],
  result: false,
  error: "none",
  live: false,
  states: [],
  wild: 1,
};

export function expression(
  dice: Dice,
  type: Wanted,
  around: Around,
  depth = 2,
): string {
  const make = (wanted: Wanted): string =>
    expression(dice, wanted, around, depth - 1);
  const leaves = leavesOf(dice, type, around);
  const wild = around.live && dice.chance(around.wild);
  if (depth <= 0 || dice.chance(0.35)) return dice.pick(leaves) ?? "null";
  switch (type) {
    case "number":
      return (
        dice.pick([
          () =>
            `(${make("number")} ${dice.pick(["+", "-", "*"])} ${make("number")})`,
          () =>
            wild
              ? `(${make("number")} ${dice.pick(["/", "mod"])} ${make("number")})`
              : "n2",
          // Often zero by zero, which no field may hold.
          () => (wild ? `((n2 - n2) / (${make("number")} - n0))` : "4"),
          () => `-${dice.pick(leaves) ?? "1"}`,
          () =>
            `${dice.pick(["min", "max"])}(${make("number")}, ${make("number")})`,
          () =>
            `${dice.pick(["abs", "floor", "ceil", "round"])}(${make("number")})`,
          () => `clamp(${make("number")}, 0, 50)`,
          () => `(${make("boolean")} ? ${make("number")} : ${make("number")})`,
          () => `length(${make("string")})`,
          () => (around.live ? "(f0?.price ?? n0)" : "1.5"),
          () => (around.live ? "(f0 != null ? f0.quantity : 0)" : "2"),
          () => (around.live ? "(list[floor(n0)] ?? 3)" : "3"),
          () => `(${make("duration")} / 10ms)`,
          () => (wild ? "(elapsed / (d0 - 20ms))" : "5"),
        ])() ?? "0"
      );
    case "boolean":
      return (
        dice.pick([
          () =>
            `(${make("number")} ${dice.pick(["<", "<=", ">", ">=", "==", "!="])} ${make("number")})`,
          () =>
            `(${make("boolean")} ${dice.pick(["and", "or"])} ${make("boolean")})`,
          () => `not ${make("boolean")}`,
          () =>
            `(${make("string")} ${dice.pick(["==", "!="])} ${make("string")})`,
          () => `(${make("Side")} ${dice.pick(["==", "!="])} ${make("Side")})`,
          () =>
            `(${make("duration")} ${dice.pick(["<", ">="])} ${make("duration")})`,
          () => (around.live ? "(f0 != null and f0.price > 2)" : "true"),
          () => (around.live ? "(f0 == null or f0.quantity >= 1)" : "false"),
          () => (around.live ? `contains(list, ${make("number")})` : "true"),
          () => `contains(${make("string")}, "a")`,
          () =>
            around.live && around.states.length > 0
              ? `in(${dice.pick(around.states) ?? ""})`
              : "false",
          () =>
            around.live ? `(now ${dice.pick(["<", ">="])} start0)` : "true",
        ])() ?? "true"
      );
    case "string":
      return dice.chance(0.5)
        ? `(${make("string")} + ${make("string")})`
        : `(${make("boolean")} ? ${make("string")} : ${make("string")})`;
    case "duration":
      if (wild && dice.chance(0.12)) return "(20ms * (n1 / (n0 - n0)))";
      return dice.chance(0.5)
        ? `(${make("duration")} + ${make("duration")})`
        : `(${make("duration")} * 2)`;
    case "instant":
      return `(${make("instant")} + ${make("duration")})`;
    case "Side":
      return `(${make("boolean")} ? ${make("Side")} : ${make("Side")})`;
    case "Fill?":
      return dice.chance(0.5)
        ? `{ price: ${make("number")}, quantity: ${make("number")}, note: null }`
        : "null";
  }
}

function leavesOf(dice: Dice, type: Wanted, around: Around): readonly string[] {
  const shared = around.event
    .filter((field) => field.type === type)
    .map((field) => `event.${field.name}`);
  const { live } = around;
  switch (type) {
    case "number":
      return [
        String(dice.whole(0, 9)),
        dice.pick(["25bps", "0.5%", "1_000", "1e-2"]),
        "pn",
        ...(live ? ["n0", "n1", "n2"] : []),
        ...(around.result ? ["result.price", "result.quantity"] : []),
        ...(around.error === "none" ? [] : ["error.attempt"]),
        ...shared,
        ...shared,
      ];
    case "boolean":
      return [
        "true",
        "false",
        "pb",
        ...(live
          ? [
              "b0",
              "halted",
              "exprGuard",
              "askGuard",
              "askWith(n1)",
              "exprWith(n0)",
            ]
          : []),
        ...shared,
      ];
    case "string":
      return [
        JSON.stringify(dice.pick(["", "a", "b\n", '"q"', "*/", "é"])),
        ...(live ? ["s0"] : []),
        ...(around.error === "arm" ? ["error.message"] : []),
        ...(around.error === "none" ? [] : ['(error.code ?? "none")']),
        ...shared,
      ];
    case "duration":
      return [
        `${dice.whole(1, 400)}ms`,
        "1s200ms",
        "pd",
        ...(live ? ["d0", "elapsed"] : []),
      ];
    case "instant":
      return live ? ["now", "start0"] : ["start0"];
    case "Side":
      return ["Side.BUY", "Side.SELL", ...(live ? ["side"] : []), ...shared];
    case "Fill?":
      return [
        "null",
        ...(live ? ["f0"] : []),
        ...(around.result ? ["result"] : []),
        ...shared,
      ];
  }
}
