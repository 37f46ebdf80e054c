import type { Clock } from "../../clock.ts";
import {
  requireCount,
  requireFinite,
  requireNotNegative,
  requirePositive,
  requireShare,
  requireUnique,
} from "../../require.ts";
import type { AssignmentOptions } from "./assignments.ts";
import type { Depth } from "./book.ts";
import { noFaults, type FaultPlan } from "./faults/fault.ts";
import type { Fees } from "./fees.ts";
import type { Latency } from "./latency.ts";
import type { PaperAccount } from "./margin-account.ts";
import type { MarginRates } from "./margin.ts";
import type { PaperListing } from "./market.ts";

export interface PaperExchangeOptions {
  readonly clock: Clock;
  readonly seed: number | string;
  /** Each instrument once. */
  readonly listings: readonly PaperListing[];
  /** Default 5 to 50 ms one way, without a tail. */
  readonly latency?: Latency;
  /** From this age on, in milliseconds, a quote is stale and nothing trades on it; Infinity: never. Default 60,001: a minute bar is good until the next. */
  readonly staleAfter?: number;
  /** Default 10 levels, 1 bps apart. Not for instruments that send their depth. */
  readonly depth?: Depth;
  /** Default none: everybody trades without limit, and may go short. Venues that have one here keep the accounts that are said, and hold them to their margin. */
  readonly accounts?: readonly PaperAccount[];
  /** Early exercise of what is short. Default none. */
  readonly assignment?: AssignmentOptions;
  /** Default none. */
  readonly faults?: FaultPlan;
  /** How long to wait for an answer, in milliseconds. Default 10,000. */
  readonly answerTimeout?: number;
  /** Default 1,000 ms. */
  readonly requestValidity?: number;
}

/**
 * The options with what is not said by default.
 *
 * @throws RangeError naming the first that makes no sense, what it must be and what it is
 */
export function settled({
  latency = { minimum: 5, maximum: 50 },
  staleAfter = 60_001,
  depth = { levels: 10, step: 1 },
  accounts = [],
  assignment = {},
  faults = noFaults,
  answerTimeout = 10_000,
  requestValidity = 1_000,
  ...said
}: PaperExchangeOptions): Required<PaperExchangeOptions> {
  requireListings(said.listings);
  requireLatency(latency);
  requireCount("depth.levels", depth.levels);
  requireNotNegative("depth.step", depth.step);
  requireAccounts(accounts);
  requireAssignment(assignment);
  requirePositive("answerTimeout", answerTimeout);
  requireNotNegative("requestValidity", requestValidity);
  if (staleAfter !== Infinity) requirePositive("staleAfter", staleAfter);
  const times = { latency, staleAfter, answerTimeout, requestValidity };
  return { ...said, ...times, depth, accounts, assignment, faults };
}

function requireListings(listings: readonly PaperListing[]): void {
  requireUnique(
    "the instruments of listings",
    listings.map(({ instrument }) => instrument.id),
  );
  for (const { instrument, fees, margin } of listings) {
    requireFees(`fees of ${instrument.id}`, fees);
    if (margin !== undefined)
      requireRates(`margin of ${instrument.id}`, margin);
  }
}

/** Rebates are below 0. */
function requireFees(name: string, fees: Fees | undefined): void {
  if (fees === undefined) throw new RangeError(`${name} must be given`);
  const { makerBps, takerBps, perContract = 0 } = fees;
  requireFinite(`${name}: makerBps`, makerBps);
  requireFinite(`${name}: takerBps`, takerBps);
  requireFinite(`${name}: perContract`, perContract);
}

function requireRates(
  name: string,
  { initial, maintenance }: MarginRates,
): void {
  requireNotNegative(`${name}: maintenance`, maintenance);
  requireAtLeast(`${name}: initial`, initial, "maintenance", maintenance);
}

function requireLatency({ minimum, maximum, tail }: Latency): void {
  requireNotNegative("latency.minimum", minimum);
  requireAtLeast("latency.maximum", maximum, "the minimum", minimum);
  if (tail === undefined) return;
  requireShare("latency.tail.share", tail.share);
  requireAtLeast("latency.tail.longest", tail.longest, "the maximum", maximum);
}

function requireAccounts(accounts: readonly PaperAccount[]): void {
  const names = accounts.map(({ venue, currency }) => `${venue} ${currency}`);
  requireUnique("accounts", names);
  for (const [index, { cash, liquidationFeeBps = 0 }] of accounts.entries()) {
    const name = `account ${names[index]}`;
    requireFinite(`${name}: cash`, cash);
    requireNotNegative(`${name}: liquidationFeeBps`, liquidationFeeBps);
  }
}

function requireAssignment({
  ratePerDay = 0,
  deepFrom = 0,
  scripted = [],
}: AssignmentOptions): void {
  requireShare("assignment.ratePerDay", ratePerDay);
  requireNotNegative("assignment.deepFrom", deepFrom);
  for (const { option, time, share } of scripted) {
    requireFinite(`assignment of ${option.id}: time`, time);
    requireShare(`assignment of ${option.id}: share`, share);
  }
}

function requireAtLeast(
  name: string,
  value: number,
  leastName: string,
  least: number,
): void {
  if (Number.isFinite(value) && value >= least) return;
  throw new RangeError(
    `${name} must be at least ${leastName}, ${least}, and is ${value}`,
  );
}
