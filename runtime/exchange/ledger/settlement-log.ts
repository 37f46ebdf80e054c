import type { Instrument } from "../../market/instrument.ts";
import type { Settlement } from "../settlement.ts";
import { isBefore, type Moment } from "./timeline.ts";

/** A settlement in its place among the others. */
export interface HeardSettlement extends Moment {
  readonly settlement: Settlement;
}

/** At one time funding is paid first, and what expires has been assigned before. */
const RANK: Readonly<Record<Settlement["kind"], number>> = {
  funding: 0,
  assignment: 1,
  liquidation: 2,
  expiry: 3,
};

/** More than one ledger hears of in its life. */
const PER_RANK = 2 ** 40;

/** The settlements that were heard of, those that meant nothing too: a fill that comes late may have been held then. */
export class SettlementLog {
  readonly #ids = new Set<string>();
  /** By instrument, in the order in which they count. */
  readonly #heard = new Map<string, HeardSettlement[]>();

  /** Null if it was heard of before. */
  hear(settlement: Settlement): HeardSettlement | null {
    const { instrument, time, kind } = settlement;
    const id = `${instrument.id} ${settlement.id}`;
    if (this.#ids.has(id)) return null;
    this.#ids.add(id);
    // Unique, so that each is before or after each other one.
    const order = RANK[kind] * PER_RANK + this.#ids.size;
    const heard = { settlement, time, order };
    const all = this.#heard.get(instrument.id) ?? [];
    this.#heard.set(instrument.id, all);
    const later = all.findLastIndex((each) => isBefore(each, heard)) + 1;
    all.splice(later, 0, heard);
    return heard;
  }

  /** An instrument's that do not count before this moment, the earliest first. */
  since({ id }: Instrument, moment: Moment): readonly HeardSettlement[] {
    const all = this.#heard.get(id) ?? [];
    const earlier = all.findLastIndex((each) => isBefore(each, moment)) + 1;
    return earlier === all.length ? [] : all.slice(earlier);
  }
}
