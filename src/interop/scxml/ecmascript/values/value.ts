import type { Span } from "../../../../source/index.ts";
import type { Expression } from "../../../../syntax/index.ts";
import { Abrupt, outcomeOf } from "../abrupt.ts";
import type { Refusal } from "../result.ts";
import { shapeOf, type Base, type Shape } from "../shapes/shape.ts";
import type { Constant } from "../constants/constant.ts";
import { literal } from "../words/literal.ts";
import type { Possible } from "../constants/possible.ts";

/** What an ECMAScript expression is worth: what is known of it, and how our language says it. */
export interface Value {
  readonly shape: Shape;
  readonly possible: Possible;
  /** A refusal where our language has no words for it, which matters only where they are needed. */
  readonly said: Expression | Refusal;
  readonly span: Span;
  /**
   * Tells a datum of the outside, of which nothing is known, what it is used as; null for all else. A guess is taken where
   * nothing else tells.
   */
  readonly hint: ((base: Base, isGuess?: boolean) => void) | null;
  /** The datum of which it is the value or a part: an object is the same one there. Null for what is new. */
  readonly origin: string | null;
}

/** Tells a datum of the outside of which nothing is known that it is put where values of a shape are. */
export function hintOf({ hint, shape }: Value, { base }: Shape): void {
  const isKnown = base.kind !== "none" && base.kind !== "conflict";
  if (isKnown && shape.base.kind === "none") hint?.(base);
}

/** The one value that it may have; null where there are several. */
export function knownOf({
  possible,
}: Pick<Value, "possible">): Constant | null {
  return possible?.length === 1 ? (possible[0] ?? null) : null;
}

/** `say` may throw a refusal: a value that is known is written out then. */
export function valueOf(
  shape: Shape,
  possible: Possible,
  span: Span,
  say: () => Expression,
): Value {
  const known = knownOf({ possible });
  const words = outcomeOf(say);
  const said =
    words.kind === "value"
      ? words
      : known === null
        ? words
        : outcomeOf(() => literal(known, span));
  if (said.kind === "raises-error") throw new Abrupt(said);
  return {
    shape,
    possible,
    said: said.kind === "value" ? said.value : said,
    span,
    hint: null,
    origin: null,
  };
}

export function valueOfConstant(constant: Constant, span: Span): Value {
  return valueOf(shapeOf(constant, span), [constant], span, () =>
    literal(constant, span),
  );
}

/** In our language. Throws a refusal where it has no words. */
export function words({ said }: Value): Expression {
  if (said.kind === "refused") throw new Abrupt(said);
  return said;
}
