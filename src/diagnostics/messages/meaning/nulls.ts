import type { Finding } from "../../diagnostic.ts";

/** FSM108. `name`: what may be null, as it is written; null where it is no plain name. */
export function possiblyNull(named: {
  readonly name: string | null;
  readonly use: string;
  readonly member: string | null;
}): Finding {
  const { name, use, member } = named;
  const it = name === null ? "this" : `\`${name}\``;
  const example = name ?? "it";
  return {
    rule: "possibly-null",
    message: `${it} may be null here, and ${use}`,
    why: "on the way that leaves it null the machine would fail at this point, with whatever order is out",
    help:
      member === null
        ? `say what to take instead, \`${example} ?? …\`, or test it before, \`${example} != null\``
        : `write \`${example}?.${member} ?? …\`, or test it before, \`when ${example} != null\``,
  };
}
