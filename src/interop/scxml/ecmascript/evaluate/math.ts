import type { Span } from "../../../../source/index.ts";
import type { Expression } from "../../../../syntax/index.ts";
import { refuses } from "../abrupt.ts";
import { scalar } from "../shapes/shape.ts";
import { primitive } from "../constants/constant.ts";
import * as say from "../words/say.ts";
import { knownOf, valueOf, words, type Value } from "../values/value.ts";

const CONSTANTS: Readonly<Record<string, number>> = {
  E: Math.E,
  LN10: Math.LN10,
  LN2: Math.LN2,
  LOG10E: Math.LOG10E,
  LOG2E: Math.LOG2E,
  PI: Math.PI,
  SQRT1_2: Math.SQRT1_2,
  SQRT2: Math.SQRT2,
};

export function mathConstant(name: string): number | null {
  return Object.hasOwn(CONSTANTS, name) ? (CONSTANTS[name] ?? null) : null;
}

/** Functions of the same name that do the same. */
const SHARED = new Set(["min", "max", "abs", "floor", "ceil", "round"]);

/** What is computed where all arguments are known. */
const FOLDED: Readonly<Record<string, (...args: number[]) => number>> = {
  min: Math.min,
  max: Math.max,
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
  trunc: Math.trunc,
  sign: Math.sign,
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  log: Math.log,
  log2: Math.log2,
  log10: Math.log10,
  exp: Math.exp,
  pow: Math.pow,
  hypot: Math.hypot,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  atan2: Math.atan2,
};

/** `Math.name(args)`. */
export function mathCall(
  name: string,
  args: readonly Value[],
  span: Span,
): Value {
  const numbers = args.flatMap((arg) => {
    const known = knownOf(arg);
    return known?.kind === "primitive" && typeof known.value === "number"
      ? [known.value]
      : [];
  });
  const fold = Object.hasOwn(FOLDED, name) ? FOLDED[name] : undefined;
  const possible =
    fold !== undefined && numbers.length === args.length
      ? [primitive(fold(...numbers))]
      : null;
  for (const arg of args) arg.hint?.({ kind: "number", span });
  return valueOf(scalar("number", span), possible, span, () => {
    const [, second] = args;
    const texts = args.map(words);
    const [x] = texts;
    const isNumeric = args.every(({ shape }) => shape.base.kind === "number");
    if (x !== undefined && isNumeric) {
      if (SHARED.has(name)) return say.call(name, texts, span);
      if (name === "pow" && second !== undefined) return power(x, second, span);
      const zero = say.number(0, span);
      const positive = say.binary(">", x, zero, span);
      const negative = say.binary("<", x, zero, span);
      if (name === "trunc")
        return say.conditional(
          negative,
          say.call("ceil", [x], span),
          say.call("floor", [x], span),
          span,
        );
      if (name === "sign") {
        const below = say.conditional(
          negative,
          say.number(-1, span),
          zero,
          span,
        );
        return say.conditional(positive, say.number(1, span), below, span);
      }
    }
    throw refuses(
      `Math.${name}`,
      "of Math a spec has min, max, abs, floor, ceil, round, trunc, sign, and pow with a small whole exponent",
      span,
    );
  });
}

const LARGEST_EXPONENT = 8;

/** A small whole power as a product. */
export function power(
  factor: Expression,
  exponent: Value,
  span: Span,
): Expression {
  const known = knownOf(exponent);
  const times = known?.kind === "primitive" ? known.value : null;
  if (
    typeof times !== "number" ||
    !Number.isInteger(times) ||
    times < 0 ||
    times > LARGEST_EXPONENT
  )
    throw refuses(
      "a power",
      `a spec multiplies: the exponent has to be a known whole number up to ${LARGEST_EXPONENT}`,
      span,
    );
  if (times === 0) return say.number(1, span);
  let product = factor;
  for (let count = 1; count < times; count++)
    product = say.binary("*", product, factor, span);
  return product;
}
