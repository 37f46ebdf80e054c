import type { Finding } from "../../diagnostic.ts";

/** FSM108. `text`: what may be null, as it is written. */
export function possiblyNull(named: {
  readonly text: string;
  /** What is done with it: "its field `price` is read". */
  readonly use: string;
  /** The member that is read; null where something else is done. */
  readonly member: string | null;
  /** Whether a test before can make it known: not of an item of a list. */
  readonly testable: boolean;
}): Finding {
  const { text, use, member, testable } = named;
  const instead =
    member === null ? `\`${text} ?? …\`` : `\`${text}?.${member} ?? …\``;
  return {
    rule: "possibly-null",
    message: `\`${text}\` may be null here, and ${use}`,
    why: "on the way that leaves it null the machine would fail at this point, with whatever order is out",
    help: testable
      ? `say what to take instead, ${instead}, or test it before, \`${text} != null\``
      : `say what to take instead, ${instead}`,
  };
}
