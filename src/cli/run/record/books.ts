import type { Ledger, MarketEvent, RunnableMachine } from "@fsmc/runtime";
import { added, difference, NOTHING, type Totals } from "./totals.ts";

/** What one leg is worth. */
export interface LegValue {
  readonly leg: string;
  readonly value: number;
}

/**
 * The ledgers of all machines of a run as one. Those of machines that have ended flat are closed: they are added up once.
 */
export class Books {
  readonly #machines: RunnableMachine[] = [];
  readonly #open = new Set<Ledger>();
  /** Of open ledgers whose totals no price changes, until something is booked. */
  readonly #known = new Map<Ledger, Totals>();
  readonly #closed = new Map<Ledger, Totals>();
  #sumOfClosed: Totals = NOTHING;

  /** A machine begins, and those before it have ended. */
  open(machine: RunnableMachine): void {
    for (const ledger of this.#open)
      if (ledger.isFlat() && ledger.unsettled().length === 0)
        this.#close(ledger);
    this.#machines.push(machine);
    if (machine.ledger !== null) this.#open.add(machine.ledger);
  }

  /** Something was booked, perhaps in a ledger that was closed: a fill may come late. */
  booked(ledger: Ledger): void {
    this.#known.delete(ledger);
    const totals = this.#closed.get(ledger);
    if (totals === undefined) return;
    this.#closed.delete(ledger);
    this.#sumOfClosed = difference(this.#sumOfClosed, totals);
    this.#open.add(ledger);
  }

  mark(event: MarketEvent): void {
    for (const ledger of this.#open) ledger.mark(event);
  }

  totals(): Totals {
    let sum = this.#sumOfClosed;
    for (const ledger of this.#open) sum = added(sum, this.#totalsOf(ledger));
    return sum;
  }

  /** Signed, at the last marks, in the reporting currency; of what is not known to be flat. */
  exposure(): readonly LegValue[] {
    return [...this.#open].flatMap((ledger) =>
      this.#known.has(ledger) ? [] : ledger.exposure(),
    );
  }

  get transitions(): number {
    return this.#machines.reduce(
      (sum, machine) => sum + machine.result().stateTransitionCount,
      0,
    );
  }

  #totalsOf(ledger: Ledger): Totals {
    const known = this.#known.get(ledger);
    if (known !== undefined) return known;
    const { currency, byCurrency, ...sums } = ledger.summary();
    const isFixed = byCurrency.every((each) => each.currency === currency);
    const totals = totalsIn(sums);
    if (isFixed && ledger.isFlat()) this.#known.set(ledger, totals);
    return totals;
  }

  #close(ledger: Ledger): void {
    const totals = this.#totalsOf(ledger);
    this.#known.delete(ledger);
    this.#open.delete(ledger);
    this.#closed.set(ledger, totals);
    this.#sumOfClosed = added(this.#sumOfClosed, totals);
  }
}

/** Without what else a summary says. */
function totalsIn(sums: Totals): Totals {
  return added(NOTHING, sums);
}
