import type { Clock } from "../../clock.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Random } from "../../random.ts";
import { Timer } from "../../timers.ts";
import type { Unsubscribe } from "../exchange.ts";
import type { Fill, Order } from "../order.ts";
import type { Settlement } from "../settlement.ts";
import { BEFALLS, type Fault, type FaultPlan } from "./faults/fault.ts";
import type { FaultTally } from "./faults/tally.ts";
import { drawLatency, type Latency } from "./latency.ts";

export interface ReportsOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly latency: Latency;
  readonly faults: FaultPlan;
  readonly tally: FaultTally;
}

/** What a venue has told so far. */
interface Line {
  /** When the last report that keeps its place arrives. */
  last: number;
  /** Until then nothing arrives. */
  silentUntil: number;
  /** Reports that were sent, and the highest number that has arrived. */
  sent: number;
  arrived: number;
}

/**
 * What the venues tell by themselves, on its way to whom it concerns: changes
 * of orders with their fills, and settlements. What one venue tells arrives in
 * its order, unless a fault would have it otherwise.
 */
export class Reports {
  readonly #options: ReportsOptions;
  readonly #lines = new Map<string, Line>();
  readonly #fillListeners = new Set<(fill: Fill) => void>();
  readonly #orderListeners = new Set<(order: Order) => void>();
  readonly #settlementListeners = new Set<(each: Settlement) => void>();

  constructor(options: ReportsOptions) {
    this.#options = options;
  }

  onFill(listener: (fill: Fill) => void): Unsubscribe {
    return subscribe(this.#fillListeners, listener);
  }

  onOrder(listener: (order: Order) => void): Unsubscribe {
    return subscribe(this.#orderListeners, listener);
  }

  onSettlement(listener: (settlement: Settlement) => void): Unsubscribe {
    return subscribe(this.#settlementListeners, listener);
  }

  /** @param fills those that are new */
  tellOrder(order: Order, fills: readonly Fill[]): void {
    const tellFills = (): void => {
      for (const fill of fills) tell(this.#fillListeners, fill);
    };
    const { instrument, clientOrderId } = order;
    const fault = this.#send(instrument, clientOrderId, () => {
      tellFills();
      tell(this.#orderListeners, order);
    });
    if (fault?.kind !== "duplicate" || fills.length === 0) return;
    const { clock, tally } = this.#options;
    const again = this.#lineOf(instrument.venue).last + this.#delay();
    clock.arm(
      new Timer(() => {
        tally.count("duplicate");
        tellFills();
      }, "a report once more"),
      again,
    );
  }

  tellSettlement(settlement: Settlement): void {
    this.#send(settlement.instrument, null, () =>
      tell(this.#settlementListeners, settlement),
    );
  }

  /** @returns the fault that befell it */
  #send(
    instrument: Instrument,
    clientOrderId: string | null,
    deliver: () => void,
  ): Fault | null {
    const { clock, tally } = this.#options;
    const now = clock.now();
    const { venue } = instrument;
    const line = this.#lineOf(venue);
    const fault = this.#faultOf(instrument, clientOrderId);
    if (fault?.kind === "silent" && fault.duration > 0) {
      line.silentUntil = Math.max(line.silentUntil, now + fault.duration);
      tally.count(fault.kind);
    }
    const isLate = fault?.kind === "late";
    const soonest = Math.max(now + this.#delay(), line.silentUntil);
    const inOrder = Math.max(soonest, line.last);
    const arrival = isLate ? inOrder + fault.delay : inOrder;
    if (!isLate) line.last = arrival;
    const number = ++line.sent;
    const arrive = (): void => {
      if (isLate && line.arrived > number) tally.count("late");
      line.arrived = Math.max(line.arrived, number);
      deliver();
    };
    clock.arm(new Timer(arrive, "a report"), arrival);
    return fault;
  }

  #faultOf(instrument: Instrument, clientOrderId: string | null): Fault | null {
    const { clock, faults } = this.#options;
    const fault = faults({
      operation: "report",
      venue: instrument.venue,
      instrument,
      clientOrderId,
      side: null,
      time: clock.now(),
    });
    if (fault === null) return null;
    return BEFALLS[fault.kind].includes("report") ? fault : null;
  }

  #lineOf(venue: string): Line {
    const known = this.#lines.get(venue);
    if (known !== undefined) return known;
    const line = { last: 0, silentUntil: 0, sent: 0, arrived: 0 };
    this.#lines.set(venue, line);
    return line;
  }

  #delay(): number {
    const { latency, random } = this.#options;
    return drawLatency(latency, random);
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): Unsubscribe {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell<T>(listeners: ReadonlySet<(news: T) => void>, news: T): void {
  for (const listener of listeners) listener(news);
}
