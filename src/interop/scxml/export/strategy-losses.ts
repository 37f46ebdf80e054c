import type { State, Strategy } from "../../../model/index.ts";
import { selfAndDescendants } from "../../../model/index.ts";
import type { Losses } from "./losses.ts";

/** What of the strategy as a whole has no place in SCXML. */
export function reportStrategy(strategy: Strategy, losses: Losses): void {
  const { errors, params, triggers, branches } = strategy;
  if (errors !== null)
    losses.add(
      errors.span,
      "SCXML counts no errors: the error policy leads nowhere",
    );
  for (const { name, default: value, span } of params)
    if (value === null)
      losses.add(
        span,
        `param ${name} has no value: the platform has to bring it`,
      );
  for (const { name, emergency, span } of triggers)
    if (emergency)
      losses.add(
        span,
        `trigger ${name} waits its turn: SCXML's queues have no emergencies, and nothing is halted`,
      );
  for (const { target } of branches)
    for (const { state, history, span } of target?.states ?? [])
      if (history !== "none") reportTimers(state, span, losses);
}

function reportTimers(
  state: State,
  span: Parameters<Losses["add"]>[0],
  losses: Losses,
): void {
  for (const inner of selfAndDescendants(state))
    if (inner.timers.length > 0)
      losses.add(
        span,
        `the timers of \`${inner.path}\` begin anew when it is entered by history`,
      );
}
