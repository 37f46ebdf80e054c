import type { Expression } from "../../../syntax/index.ts";
import type { StateNode, Transition } from "../config/machine.ts";
import type { Guards } from "./guards.ts";
import type { Handlers } from "./handlers.ts";
import { joined, not } from "./make.ts";
import { descendants, isState } from "./nodes.ts";
import type { Ways } from "./ways.ts";

/**
 * In XState a state takes an event only if no active state inside of it does, in whatever region. In SCXML, and here, each
 * region looks outwards by itself, and what its ancestor finds is dropped only where the two conflict: a transition without a
 * target conflicts with nothing, and one that another region drops no longer counts. So where one of the two has none, or another
 * region may be in the way, the outer one asks whether an inner one is taken.
 */
export class Precedence {
  readonly #handlers: Handlers;
  readonly #guards: Guards;
  readonly #ways: Ways;

  constructor(handlers: Handlers, guards: Guards, ways: Ways) {
    this.#handlers = handlers;
    this.#guards = guards;
    this.#ways = ways;
  }

  /** That nothing inside takes the event; null where that need not be said. */
  conditionFor(
    node: StateNode,
    event: string,
    transition: Transition,
  ): Expression | null {
    const always =
      this.#ways.stays(node, transition) || this.#hasRivals(node, event);
    const inner = insideRegions(node).flatMap((state) => {
      const taken = this.#handlers
        .candidates(state, event)
        .filter((candidate) => always || this.#ways.stays(state, candidate));
      return taken.length === 0
        ? []
        : [not(this.#taken(state, taken, transition.span))];
    });
    return joined("and", inner);
  }

  /** Whether the event may be taken in another region in a way that drops what is found inside of the state. */
  #hasRivals(node: StateNode, event: string): boolean {
    for (let each = node; each.parent !== null; each = each.parent) {
      if (each.parent.kind !== "parallel") continue;
      for (const region of each.parent.children)
        if (
          region !== each &&
          [region, ...descendants(region)].some((state) =>
            this.#handlers
              .candidates(state, event)
              .some(({ targets }) => targets !== null),
          )
        )
          return true;
    }
    return false;
  }

  #taken(
    state: StateNode,
    candidates: readonly Transition[],
    span: Transition["span"],
  ): Expression {
    const active = this.#guards.isActive(state, span);
    const guards = candidates.map(({ guard }) =>
      guard === null ? null : this.#guards.of(guard),
    );
    if (guards.includes(null)) return active;
    const any = joined(
      "or",
      guards.flatMap((guard) => guard ?? []),
    );
    return joined("and", any === null ? [active] : [active, any]) ?? active;
  }
}

/** The states in regions of the state itself, or of parallel ones inside of it. */
function insideRegions(node: StateNode): readonly StateNode[] {
  const regions = node.children.filter(isState).length;
  if (node.kind === "parallel" && regions > 1)
    return [...descendants(node)].filter(isState);
  return node.children.flatMap(insideRegions);
}
