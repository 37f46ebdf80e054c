import type { Span } from "../../../../source/index.ts";
import type { Expression } from "../../../../syntax/index.ts";
import { refuses } from "../abrupt.ts";
import type { Constant } from "../constants/constant.ts";
import * as say from "./say.ts";
import { fieldName } from "../names.ts";

/**
 * A constant as it is written in our language. Throws a refusal for what no spec can hold: numbers that are not finite, and
 * functions and objects of the platform, which stand for themselves by their name.
 */
export function literal(constant: Constant, span: Span): Expression {
  switch (constant.kind) {
    case "primitive": {
      const { value } = constant;
      switch (typeof value) {
        case "number":
          if (Number.isFinite(value)) return say.number(value, span);
          throw refuses(
            `${value} is no number of ours`,
            "a number of a spec is finite",
            span,
          );
        case "string":
          return say.string(value, span);
        case "boolean":
          return say.boolean(value, span);
        default:
          return say.nothing(span);
      }
    }
    case "list":
      return {
        kind: "list",
        items: constant.items.map((item) => literal(item, span)),
        span,
      };
    case "object":
      if (constant.platform !== null)
        return say.string(constant.platform, span);
      return {
        kind: "record",
        fields: [...constant.fields].map(([key, value]) => ({
          name: { text: fieldName(key), span },
          value: literal(value, span),
        })),
        span,
      };
    case "function":
      throw refuses(
        "a function is no value of a spec",
        "only what JSON can hold is kept in the context",
        span,
      );
  }
}
