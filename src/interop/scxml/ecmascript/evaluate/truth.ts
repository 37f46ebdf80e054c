import type { Expression } from "../../../../syntax/index.ts";
import { refuseConflict } from "../values/coerce.ts";
import { mayBeAbsent, scalar } from "../shapes/shape.ts";
import { primitive, truthOf } from "../constants/constant.ts";
import { mapped } from "../constants/possible.ts";
import * as say from "../words/say.ts";
import { knownOf, valueOf, words, type Value } from "../values/value.ts";

/** A value as a condition takes it: not zero, not empty, not absent (ECMA-262, 7.1.2). */
export function truth(value: Value): Value {
  const { span } = value;
  value.hint?.({ kind: "boolean", span }, true);
  const possible = mapped(value.possible, (constant) =>
    primitive(truthOf(constant)),
  );
  return valueOf(scalar("boolean", span), possible, span, () =>
    truthWords(value),
  );
}

function truthWords(value: Value): Expression {
  const { shape, span } = value;
  refuseConflict(shape, span);
  const isAbsent = mayBeAbsent(shape);
  const { base } = shape;
  if (base.kind === "none") return say.boolean(false, span);
  if (base.kind === "list" || base.kind === "record" || base.kind === "opaque")
    return isAbsent ? say.isGiven(words(value), span) : say.boolean(true, span);
  const text = words(value);
  if (say.isLiteral(text)) {
    const known = knownOf(value);
    if (known !== null) return say.boolean(truthOf(known), span);
  }
  if (base.kind === "boolean")
    return isAbsent
      ? say.binary("==", text, say.boolean(true, span), span)
      : text;
  const empty =
    base.kind === "string" ? say.string("", span) : say.number(0, span);
  const isFull = say.binary("!=", say.given(text), empty, span);
  return isAbsent ? say.and(say.isGiven(text, span), isFull, span) : isFull;
}

export function negated(value: Value): Value {
  const holds = truth(value);
  const possible = mapped(holds.possible, (constant) =>
    primitive(!truthOf(constant)),
  );
  return valueOf(holds.shape, possible, value.span, () =>
    say.not(words(holds), value.span),
  );
}
