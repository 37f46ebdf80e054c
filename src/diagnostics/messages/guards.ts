import type { Finding } from "../diagnostic.ts";

/** Group 2, guards: what can never or always hold, and what none of them takes. */

const NEVER =
  "what stands behind this guard never happens, whatever the market does: a stop, a hedge or a check that somebody counts on";

/** @param what what the transition waits for: "`QUOTE`", "`done` of `buy`" */
export function neverTrue(what: string): Finding {
  return {
    rule: "never-true",
    message: `no value satisfies the guard of this transition on ${what}`,
    why: NEVER,
    help: "look for a bound on the wrong side, a wrong sign, or `and` where `or` is meant; remove the transition if it is not wanted",
    label: "never taken",
  };
}

/** The guard of a branch behind others in one choice. */
export function neverTrueAfter(what: string): Finding {
  return {
    rule: "never-true",
    message: `a branch of this choice on ${what} can never be taken: where its guard holds, one of those before it does`,
    why: NEVER,
    help: "put the narrower condition first, or change it so that something is left for this branch",
    label: "in this choice",
  };
}

export const noValue = "no value gets through here";
export const nothingLeft = "the branches before it leave nothing for this one";

export function alwaysTrue(what: string): Finding {
  return {
    rule: "always-true",
    message: `every value satisfies the guard of this transition on ${what}`,
    why: "a condition that was meant to hold the strategy back (a limit, a margin, a price) never does, and what stands behind it is never tried",
    help: "look for a bound on the wrong side, or `or` where `and` is meant; leave the guard out if none is meant",
    label: "always taken",
  };
}

export const everyValue = "holds for every value";

/** @param values for which no guard holds: "spread = 0.5, margin = null"; may be empty */
/** Of an `always` in a state that has nothing else to wait for. */
export function restingGap(state: string, values: string): Finding {
  const where = values === "" ? "" : ` for ${values}`;
  return {
    rule: "choice-gap",
    message: `no branch of this choice on \`always\` is taken${where}, and it has no \`else\``,
    why: `the machine then rests in \`${state}\`, where nothing that could change the answer happens; prices do land between and on the bounds`,
    help: "add `else -> …`, or close the gap between the guards",
    label: "leaves a gap",
  };
}

export function choiceGap(what: string, values: string): Finding {
  const where = values === "" ? "" : ` for ${values}`;
  return {
    rule: "choice-gap",
    message: `no branch of this choice on ${what} is taken${where}, and it has no \`else\``,
    why: "the event passes without a word for such values, and the machine goes on as if nothing had come; prices do land between and on the bounds",
    help: "add `else -> …`, or `else stay` where nothing is to happen, or close the gap between the guards",
    label: "leaves a gap",
  };
}
