import type { Finding } from "../diagnostic.ts";
import { list } from "./list.ts";

/** Group 2: rounds that do not end. */

/**
 * @param others the other states of the trap
 * @param within these lie in the first one
 */
export function trap(
  state: string,
  others: readonly string[],
  within: boolean,
): Finding {
  const message = within
    ? `\`${state}\` can be entered and never left: ${list(others)} lead only to each other`
    : `${list([state, ...others])} lead only to each other: once there, the machine never gets out`;
  return {
    rule: "trap",
    message,
    why: "a machine that gets there goes round for good: it never ends, never trades anew, and what it holds stays with it until an operator steps in",
    help: `lead a transition from one of them to a final state, or back to where the strategy begins`,
    label: "no way out",
  };
}

export const noWayOut = "nor from here";

/** @param finals the final states of the strategy that can be reached otherwise */
export function noFinalPath(
  state: string,
  others: readonly string[],
  finals: readonly string[],
): Finding {
  const these = others.length === 0 ? "it" : "them";
  return {
    rule: "no-final-path",
    message: `${list([state, ...others])} ${others.length === 0 ? "leads" : "lead"} to no final state, and there are some: ${list(finals)}`,
    why: "whoever waits for the run to end (a supervisor, a report, the capital set aside for it) waits for ever, unless something fails",
    help: `lead a transition from ${these} to ${list(finals.slice(0, 1))}, such as on a trigger to stop`,
    label: "no way to the end",
  };
}
