import { at } from "../diagnostics/index.ts";
import { limitReached as finding } from "../diagnostics/messages/limit.ts";
import type { Rule } from "./subject.ts";

/** FSM219. The search for open positions (group 4) met a limit: what was joined or left out, and what that may get wrong. */
export const limitReached: Rule = {
  name: "limit-reached",
  *check({ strategy, exactness }) {
    const reached = exactness();
    if (reached !== "whole")
      yield at({ span: strategy.span }, finding(strategy.name, reached));
  },
};
