import type { Dialect } from "../config/dialect.ts";
import type { StateNode, Transition } from "../config/machine.ts";
import type { Report } from "../report.ts";
import { isBelow, type Tree } from "./tree.ts";

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
 * XState's domain of a transition is the innermost state around all of it, also a parallel one; SCXML's, and the spec's, the
 * innermost composite. Where that is further out, more is left and entered again: said where it would be noticed.
 */
export function checkDomain(
  source: StateNode,
  targets: readonly StateNode[],
  isInternal: boolean,
  tree: Tree,
  span: Transition["span"],
  report: Report,
): void {
  const theirs = isInternal ? source : around([source, ...targets], () => true);
  const internalHere =
    isInternal &&
    source.kind === "compound" &&
    targets.every((target) => isBelow(target, source));
  const ours = internalHere
    ? source
    : around(
        [source, ...targets],
        ({ kind, parent }) =>
          kind === "compound" && (parent !== null || tree.wrapped),
      );
  if (targets.some((target) => endsRun(target, tree))) return;
  for (
    let each = theirs;
    each !== null && each !== ours;
    each = tree.parentOf(each)
  ) {
    if (each === tree.root && !tree.wrapped) return;
    const region = tree.parentOf(each)?.kind === "parallel";
    if (!region && !notices(each)) continue;
    report.lost(
      span,
      `this transition leaves \`${tree.nameOf(each)}\` as well`,
      region
        ? "SCXML, and the spec, leave a parallel state whole where a transition leads from one region to another; XState leaves only what is inside"
        : "it is entered again at once, with its `enter`, timers and activities; in XState it stays, and only what is inside is left",
    );
    return;
  }
}

/** The innermost state of a kind that lies around all of them; null: the machine. */
function around(
  nodes: readonly StateNode[],
  fits: (node: StateNode) => boolean,
): StateNode | null {
  const [first] = nodes;
  for (let each = first?.parent ?? null; each !== null; each = each.parent) {
    const outer = each;
    const holdsAll = nodes.every((node) => isBelow(node, outer));
    if (holdsAll && fits(outer)) return outer;
  }
  return null;
}

/** Whether it is a final state of the machine: everything is left for good. */
function endsRun(target: StateNode, tree: Tree): boolean {
  return target.kind === "final" && tree.parentOf(target) === null;
}

/** Whether anything happens when a state is left and entered again. */
function notices({ entry, exit, after, invokes }: StateNode): boolean {
  return [entry, exit, after, invokes].some(({ length }) => length > 0);
}
