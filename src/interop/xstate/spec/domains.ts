import type { Dialect } from "../config/dialect.ts";
import type { Machine, StateNode, Transition } from "../config/machine.ts";
import { transitionsOf } from "./events.ts";
import type { Ids } from "./ids.ts";
import { descendants, isBelow } from "./nodes.ts";

/** Whether a transition leaves its own state even where it leads into it. */
export function reenters(
  { targets, reenter }: Transition,
  dialect: Dialect,
): boolean {
  if (reenter !== null) return reenter;
  if (dialect === 5) return false;
  return !(targets ?? []).some(({ text }) => text.startsWith("."));
}

/**
 * The parallel states that stay, in XState, while a transition leaves all their regions. SCXML, and the spec, leave such a state
 * as well: what a transition stays inside of is always a composite. Only those are named where the difference shows: where the
 * state does anything when it is left or entered, or is itself one of several regions.
 */
export function stayingParallels(
  { root }: Machine,
  ids: Ids,
  dialect: Dialect,
): ReadonlySet<StateNode> {
  const found = new Set<StateNode>();
  for (const source of [root, ...descendants(root)])
    for (const transition of transitionsOf(source)) {
      const targets = (transition.targets ?? []).flatMap(
        (target) => ids.resolve(target, source) ?? [],
      );
      if (targets.length === 0) continue;
      const isInside = targets.every(
        (target) => target === source || isBelow(target, source),
      );
      const domain =
        isInside && !reenters(transition, dialect)
          ? source
          : around([source, ...targets]);
      if (domain?.kind === "parallel" && shows(domain)) found.add(domain);
    }
  return found;
}

/** The innermost state around all of them. */
function around(nodes: readonly StateNode[]): StateNode | null {
  const [first] = nodes;
  for (let each = first?.parent ?? null; each !== null; each = each.parent) {
    const outer = each;
    if (nodes.every((node) => isBelow(node, outer))) return outer;
  }
  return null;
}

function shows({ entry, exit, after, invokes, parent }: StateNode): boolean {
  return (
    parent?.kind === "parallel" ||
    [entry, exit, after, invokes].some(({ length }) => length > 0)
  );
}
