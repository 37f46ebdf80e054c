import type { Clock } from "../../clock.ts";
import type { OptionContract } from "../../market/instrument.ts";
import type { Random } from "../../random.ts";
import { Timer } from "../../timers.ts";
import { intrinsicValue } from "../settlement-effect.ts";
import type { HoldingAccount } from "./holding-account.ts";
import type { MarketLookup } from "./market.ts";
import type { Settlements } from "./settlements.ts";

/** When holders of american options exercise before the expiry what the account is short of. Default: never. */
export interface AssignmentOptions {
  /** From 0 to 1: how likely a short option that is deep in the money is assigned on one day. Default 0. */
  readonly ratePerDay?: number;
  /** From what intrinsic value on it is deep, as a share of the strike. Default 0.05. */
  readonly deepFrom?: number;
  /** These, whatever is in the money. */
  readonly scripted?: readonly ScriptedAssignment[];
}

export interface ScriptedAssignment {
  readonly option: OptionContract;
  /** In milliseconds since the epoch. */
  readonly time: number;
  /** From 0 to 1: of what is short, in whole contracts rounded up. */
  readonly share: number;
}

export interface AssignmentsOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly account: HoldingAccount;
  readonly settlements: Settlements;
  readonly marketOf: MarketLookup;
  readonly plan: AssignmentOptions;
}

const DAY = 86_400_000;
/** Of the day, UTC: after the exchanges of the United States have closed. */
const EVENING = 22 * 3_600_000;
const DEEP = 0.05;

/** Assigns short american options early, as scripted, and each evening at random. */
export class Assignments {
  readonly #options: AssignmentsOptions;
  readonly #watched = new Map<string, OptionContract>();
  readonly #evening = new Timer(() => this.#drawAll(), "an assignment");

  constructor(options: AssignmentsOptions) {
    this.#options = options;
    const { account, settlements, plan } = options;
    for (const { option, time, share } of plan.scripted ?? [])
      settlements.atQuietTime(
        time,
        () => account.changedAt(option),
        () => this.#assign(option, share),
      );
  }

  /** An order has arrived: from now on it may be short. */
  watch(option: OptionContract): void {
    const { ratePerDay = 0 } = this.#options.plan;
    if (option.style !== "american" || ratePerDay <= 0) return;
    this.#watched.set(option.id, option);
    if (!this.#evening.isArmed) this.#armEvening();
  }

  #armEvening(): void {
    const { clock } = this.#options;
    const now = clock.now();
    const today = Math.floor(now / DAY) * DAY + EVENING;
    clock.arm(this.#evening, today > now ? today : today + DAY);
  }

  #drawAll(): void {
    const { account, clock, random, settlements, plan } = this.#options;
    const { ratePerDay = 0 } = plan;
    const now = clock.now();
    for (const option of this.#watched.values()) {
      if (now >= option.expiry) {
        this.#watched.delete(option.id);
        continue;
      }
      if (!this.#isDeep(option) || !random.chance(ratePerDay)) continue;
      const share = 1 - random.next();
      settlements.atQuietTime(
        now,
        () => account.changedAt(option),
        () => this.#assign(option, share),
      );
    }
    if (this.#watched.size > 0) this.#armEvening();
  }

  #isDeep(option: OptionContract): boolean {
    const { account, marketOf, plan } = this.#options;
    if (account.quantityOf(option) >= 0) return false;
    const price = marketOf(option.underlying)?.price ?? null;
    if (price === null) return false;
    const { deepFrom = DEEP } = plan;
    return intrinsicValue(option, price) >= deepFrom * option.strike;
  }

  #assign(instrument: OptionContract, share: number): void {
    const { account, clock, settlements, marketOf } = this.#options;
    const price = marketOf(instrument.underlying)?.price ?? null;
    const time = clock.now();
    if (price === null || time >= instrument.expiry) return;
    if (account.quantityOf(instrument) >= 0) return;
    const id = `assignment-${time}`;
    const kind = "assignment";
    settlements.settle({ kind, id, time, instrument, share, price });
  }
}
