import type { Machine } from "../config/machine.ts";
import type { Remarks } from "../../remarks.ts";
import { isWildcard, type Events } from "./events.ts";
import { descendants } from "./nodes.ts";

/** As many event names as all wildcards together may stand for: each is written out in its state. */
const MOST = 100_000;

/** Whether the wildcards can be written out; an error at the one that makes them too many. */
export function areWritable(
  { root }: Machine,
  events: Events,
  report: Remarks,
): boolean {
  let count = 0;
  for (const node of [root, ...descendants(root)])
    for (const { descriptor } of node.on) {
      if (!isWildcard(descriptor.text)) continue;
      count += events.matching(descriptor.text).length;
      if (count <= MOST) continue;
      report.error(
        descriptor.span,
        `the wildcards up to here stand for more than ${MOST} events`,
        "a spec names in each state the events that it takes: name those that are meant",
      );
      return false;
    }
  return true;
}
