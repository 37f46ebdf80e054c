import { at } from "../diagnostics/index.ts";
import { sizedFromIntent as finding } from "../diagnostics/messages/exposure.ts";
import { fieldsOfFills, isFromFill } from "./analysis/fills.ts";
import type { Rule } from "./subject.ts";

/** FSM408. A `closes` or `reduces` with a number argument in which no field is from a fill. */
export const sizedFromIntent: Rule = {
  name: "sized-from-intent",
  *check({ strategy, reached }) {
    const fields = fieldsOfFills(strategy);
    for (const { runs } of reached.states)
      for (const { activity, args } of runs) {
        if (
          !activity.words.some(
            (word) => word === "closes" || word === "reduces",
          )
        )
          continue;
        for (const arg of args)
          if (arg.type.kind === "number" && !isFromFill(arg, fields))
            yield at({ span: arg.span }, finding(activity.name));
      }
  },
};
