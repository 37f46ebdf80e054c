import type { Finding } from "../diagnostic.ts";

/** Group 2, regions. */

export function regionConflict(
  trigger: string,
  taken: string,
  dropped: string,
): Finding {
  return {
    rule: "region-conflict",
    message: `two regions would leave on \`${trigger}\` at once, to \`${taken}\` and to \`${dropped}\`: the latter is dropped`,
    why: "which one is taken depends on which region stands first in the text; what the other one was to do, such as to close a leg, does not happen",
    help: `lead both to the same state, write one \`on ${trigger}\` in the parallel state around them, or give one of them a guard`,
    label: `dropped when both regions take \`${trigger}\``,
  };
}

export function otherDirection(target: string): string {
  return `is taken first, and leads to \`${target}\``;
}
