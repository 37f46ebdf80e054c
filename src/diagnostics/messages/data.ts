import type { Finding } from "../diagnostic.ts";
import { list } from "./list.ts";

/** Group 2: values, events and effects that come to nothing. */

export function neverRead(field: string): Finding {
  return {
    rule: "write-only",
    message: `the context field \`${field}\` is set and never read`,
    why: "whoever wrote it believes that a decision depends on it, such as a limit or what is held; none does",
    help: `read \`${field}\` where it was meant to count, or remove it and what sets it`,
    label: "never read",
  };
}

export function neverSet(field: string): Finding {
  return {
    rule: "write-only",
    message: `the context field \`${field}\` is read and never set`,
    why: "it keeps the value that it begins with, whatever happens: what is decided by it is decided beforehand",
    help: `\`set\` \`${field}\` where it changes, or declare it as a \`param\``,
    label: "never set",
  };
}

export const setHere = "set here";
export const readHere = "read here";

export function deferForever(trigger: string, state: string): Finding {
  return {
    rule: "defer-forever",
    message: `\`${trigger}\` is deferred in \`${state}\` and in every state that can be reached from there`,
    why: "it is kept and kept: what it says, a fill or a stop, is never acted upon",
    help: `handle \`${trigger}\` in a state that follows, or write \`ignore ${trigger}\` if it is of no use there`,
    label: "kept for good",
  };
}

export const deferredToo = "deferred here too";

/** @param what what it waits for: "`QUOTE`", "`every 1s`" */
export function noEffect(what: string): Finding {
  return {
    rule: "no-effect",
    message: `this \`stay\` on ${what} does nothing`,
    why: "it reads as if something happened; what was meant to, such as a counter, a message or a way on, does not",
    help: "give it an effect (`set`, `do`, `emit`) or a target; to drop a trigger on purpose write `ignore`",
    label: "no effect",
  };
}

export function timeDependentChoice(state: string): Finding {
  return {
    rule: "time-dependent-choice",
    message: `an \`always\` in \`${state}\` depends on the time, and no timer looks again`,
    why: "it is looked at when something else happens; in a quiet market the moment passes unnoticed",
    help: "write `at` or `after` for the moment, or `every D stay` to look again",
    label: "depends on the time",
  };
}

/** @param fields what the guard reads */
export function fixedGuard(fields: readonly string[]): Finding {
  return {
    rule: "no-effect",
    message: `this guard reads only what nothing changes: ${list([...new Set(fields)])}`,
    why: "it is decided before the run begins, whatever the market does: a limit or a switch that somebody counts on never moves",
    help: "`set` what it reads where it changes, or declare it as a `param`",
    label: "decided beforehand",
  };
}
