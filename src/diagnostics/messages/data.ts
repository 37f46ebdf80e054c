import type { Finding } from "../diagnostic.ts";

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
