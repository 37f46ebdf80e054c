import type { Leg, State } from "../../../../model/index.ts";

/**
 * Which legs some rule has named in which states: of one leg in one state FSM403 is told before FSM411, that before FSM404, that
 * before FSM410, and what was told is not told again.
 */
export class Told {
  private readonly everywhere: ReadonlySet<Leg | null>;
  private readonly named = new Map<State, Set<Leg>>();

  constructor(everywhere: ReadonlySet<Leg | null>) {
    this.everywhere = everywhere;
  }

  has(leg: Leg, state: State): boolean {
    return this.everywhere.has(leg) || this.named.get(state)?.has(leg) === true;
  }

  add(legs: readonly Leg[], state: State): void {
    const known = this.named.get(state) ?? new Set();
    legs.forEach((leg) => known.add(leg));
    this.named.set(state, known);
  }
}
