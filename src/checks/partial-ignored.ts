import { at } from "../diagnostics/index.ts";
import { partialIgnored as finding } from "../diagnostics/messages/exposure.ts";
import type { Rule } from "./subject.ts";

/** FSM413. An activity that declares `partial`, run without that arm. */
export const partialIgnored: Rule = {
  name: "partial-ignored",
  *check({ reached }) {
    for (const { runs } of reached.states)
      for (const { activity, arms, keyword: span } of runs)
        if (
          activity.partial !== null &&
          !arms.some(({ outcome }) => outcome === "partial")
        )
          yield at({ span }, finding(activity.name));
  },
};
