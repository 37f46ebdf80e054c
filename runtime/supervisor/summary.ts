import type { StrategyMachine } from "../machine.ts";
import type { Phase } from "../vocabulary.ts";

/** How many machines there are, and of what kind. */
export interface Headcount {
  readonly total: number;
  readonly byPhase: Readonly<Record<Phase, number>>;
  /** By the innermost state that contains all active ones; those that were not started are in none. */
  readonly byState: Readonly<Record<string, number>>;
  /** In a state in which, as the spec says, something may be held or working, or with something in the books. */
  readonly exposed: number;
  /** With orders that nobody attends. */
  readonly unsettled: number;
  /** Since an emergency: nothing that opens may start. */
  readonly halted: number;
}

/** The state of all machines of a supervisor. */
export interface SupervisorSummary extends Headcount {
  /** By the strategy's name. */
  readonly types: Readonly<Record<string, Headcount>>;
}

export function summaryOf(
  machines: Iterable<StrategyMachine>,
): SupervisorSummary {
  const all = new Count();
  const types = new Map<string, Count>();
  for (const machine of machines) {
    const type = types.get(machine.type) ?? new Count();
    types.set(machine.type, type);
    all.add(machine);
    type.add(machine);
  }
  return {
    ...all.view(),
    types: Object.fromEntries(
      Array.from(types, ([type, count]) => [type, count.view()]),
    ),
  };
}

/** Something is held or working, or may be. */
export function isExposed(machine: StrategyMachine): boolean {
  return machine.isExposed || machine.ledger?.isFlat() === false;
}

class Count {
  #total = 0;
  #exposed = 0;
  #unsettled = 0;
  #halted = 0;
  readonly #phases: Record<Phase, number> = {
    initializing: 0,
    active: 0,
    suspended: 0,
    error: 0,
    completed: 0,
    cancelled: 0,
  };
  readonly #states = new Map<string, number>();

  add(machine: StrategyMachine): void {
    const { state, phase, unsettled, halted } = machine;
    this.#total += 1;
    this.#phases[phase] += 1;
    if (state !== null)
      this.#states.set(state, (this.#states.get(state) ?? 0) + 1);
    if (isExposed(machine)) this.#exposed += 1;
    if (unsettled.length > 0) this.#unsettled += 1;
    if (halted) this.#halted += 1;
  }

  view(): Headcount {
    return {
      total: this.#total,
      byPhase: { ...this.#phases },
      byState: Object.fromEntries(this.#states),
      exposed: this.#exposed,
      unsettled: this.#unsettled,
      halted: this.#halted,
    };
  }
}
