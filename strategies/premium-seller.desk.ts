import type {
  Holding,
  Instrument,
  IndexInstrument,
  LedgerSummary,
  Market,
  MarketEvent,
  OptionContract,
  Side,
} from "@fsmc/runtime";
import type {
  PremiumSellerPayloads,
  PremiumSellerPosition,
  PremiumSellerSettings,
  PremiumSellerVerdict,
} from "../generated/premium-seller.ts";
import { TradingCalendar } from "./premium-seller.calendar.ts";
import { OptionBoard, type Candidate } from "./premium-seller.chain.ts";
import { DailyReturns } from "./premium-seller.correlation.ts";
import { marginOf, type ShortOption } from "./premium-seller.margin.ts";
import { isSellable, nearest, strangleOf } from "./premium-seller.strikes.ts";
import type { Strangle } from "./premium-seller.strikes.ts";

/** What the strategy watches besides the options. */
export interface Watched {
  readonly underlying: Instrument;
  /** What the underlying must not move too much with. */
  readonly benchmark: Instrument;
  /** The VIX. */
  readonly volatility: IndexInstrument;
}

/** To buy what is tested back, and to sell what is farther away. */
export interface Roll {
  readonly back: RollOrder;
  readonly out: RollOrder;
}

interface RollOrder {
  readonly instrument: OptionContract;
  readonly side: Side;
  readonly quantity: number;
  readonly leg: string;
}

export type MarketView = PremiumSellerPayloads["MARKET"];

/** What is known of one market, and what follows from it: what to sell, what is held, how dangerous that is. */
export class Desk {
  readonly board: OptionBoard;
  readonly calendar: TradingCalendar;
  readonly #returns: DailyReturns;
  readonly #volatility: IndexInstrument;
  readonly #listed: ReadonlyMap<string, Instrument>;
  readonly #now: () => number;
  #vix: number | null = null;

  constructor(market: Market, watched: Watched, now: () => number) {
    const { underlying, benchmark, volatility } = watched;
    this.board = new OptionBoard(underlying);
    this.calendar = new TradingCalendar();
    this.#returns = new DailyReturns(underlying, benchmark);
    this.#volatility = volatility;
    this.#now = now;
    this.#listed = new Map(
      market.exchange.listings.map(({ instrument }) => [
        instrument.id,
        instrument,
      ]),
    );
  }

  hear(event: MarketEvent): void {
    this.board.hear(event);
    this.#returns.hear(event);
    if (event.kind === "level" && event.instrument.id === this.#volatility.id)
      this.#vix = event.level;
  }

  instrument(id: string): Instrument | null {
    return this.#listed.get(id) ?? null;
  }

  /** Whether all of them can be traded at quotes that are no older than that. */
  isQuoted(instruments: readonly string[], maxAge: number): boolean {
    const since = this.#now() - maxAge;
    return instruments.every((each) => this.board.isQuoted(each, since));
  }

  /**
   * Whether to sell now, and what.
   *
   * @param capital what the account is worth, in the currency
   */
  verdict(
    params: PremiumSellerSettings,
    capital: number,
  ): PremiumSellerVerdict {
    const { maxVix, maxCorrelation, correlationDays, maxQuoteAge } = params;
    const time = this.#now();
    const refuse = (reason: string) => ({ tickets: [], reason });
    const { price } = this.board;
    if (price === null) return refuse("the underlying has no price yet");
    if (this.#vix === null) return refuse("the VIX is not known yet");
    if (this.#vix >= maxVix)
      return refuse(
        `the VIX is too high: ${this.#vix.toFixed(1)}, and the limit ${maxVix}`,
      );
    const correlation = this.#returns.correlation(correlationDays, time);
    if (correlation === null)
      return refuse(`fewer than ${correlationDays} daily returns are known`);
    if (correlation >= maxCorrelation)
      return refuse(
        `the correlation is too high: ${percent(correlation)}, and the limit ${percent(maxCorrelation)}`,
      );
    const candidates = this.board.candidates(time - maxQuoteAge);
    if (candidates.length === 0) return refuse("no option has a fresh quote");
    const strangle = strangleOf(candidates, this.calendar, params, time);
    if (strangle === null)
      return refuse("no expiry has a call and a put that are worth selling");
    const { contracts, marginLimit } = params;
    const margin = marginOf(shortsOf(strangle, contracts), price) / capital;
    if (margin > marginLimit)
      return refuse(
        `the margin is too high: ${percent(margin)} of the capital, and the limit ${percent(marginLimit)}`,
      );
    return { tickets: ticketsOf(strangle, contracts), reason: told(strangle) };
  }

  /** What these holdings are worth and threaten; what is not known is 0. */
  view(
    holdings: readonly Holding[],
    { netPnl }: Pick<LedgerSummary, "netPnl">,
    params: PremiumSellerSettings,
  ): MarketView {
    const time = this.#now();
    const { capital, correlationDays, maxQuoteAge } = params;
    const shorts = this.#shorts(holdings, time - maxQuoteAge);
    const { price } = this.board;
    const credit = sum(shorts, (each) => each.sold * unitsOf(each));
    const cost = sum(shorts, (each) => each.price * unitsOf(each));
    const margin = price === null ? 0 : marginOf(shorts, price);
    const deltas = shorts.map(
      ({ contract }) => this.board.delta(contract.id) ?? 0,
    );
    return {
      vix: this.#vix ?? 0,
      correlation: this.#returns.correlation(correlationDays, time) ?? 0,
      margin: margin / Math.max(capital + netPnl, 1),
      tested: Math.max(0, ...deltas),
      profit: credit > 0 ? (credit - cost) / credit : 0,
    };
  }

  /** As many as are held on the leg that has fewer. */
  position(
    holdings: readonly Holding[],
    { defensiveDays, exitLead }: PremiumSellerSettings,
  ): PremiumSellerPosition {
    const tickets = holdings.flatMap(({ leg, inventory }) =>
      inventory.map(({ instrument, quantity }) => ({
        leg,
        instrument: instrument.id,
        side: quantity > 0 ? ("BUY" as const) : ("SELL" as const),
        quantity: Math.abs(quantity),
      })),
    );
    tickets.sort((a, b) => a.leg.localeCompare(b.leg));
    const held = ["call", "put"].map((leg) =>
      sum(
        tickets.filter((ticket) => ticket.leg === leg),
        ({ quantity }) => quantity,
      ),
    );
    const exits = holdings.flatMap(({ inventory }) =>
      inventory.flatMap(({ instrument }) =>
        instrument.kind === "option"
          ? [this.calendar.exitBy(instrument.expiry, defensiveDays, exitLead)]
          : [],
      ),
    );
    return {
      quantity: Math.min(...held),
      exitBy: exits.length === 0 ? null : Math.min(...exits),
      tickets,
    };
  }

  /** The tested leg, away from the market; null where there is nowhere to go. */
  roll(
    holdings: readonly Holding[],
    params: PremiumSellerSettings,
  ): Roll | null {
    const since = this.#now() - params.maxQuoteAge;
    const tested = this.#shorts(holdings, since).toSorted(
      (a, b) =>
        (this.board.delta(b.contract.id) ?? 0) -
        (this.board.delta(a.contract.id) ?? 0),
    )[0];
    if (tested === undefined) return null;
    const { contract, quantity, leg } = tested;
    const { right, expiry, strike } = contract;
    const farther = this.board
      .candidates(since)
      .filter((each) => isSellable(each, params))
      .filter(({ contract: each }) =>
        right === "call" ? each.strike > strike : each.strike < strike,
      );
    const next = nearest(farther, right, expiry, params);
    if (next === null) return null;
    return {
      back: { instrument: contract, side: "buy", quantity, leg },
      out: { instrument: next.contract, side: "sell", quantity, leg },
    };
  }

  /** Short options that are quoted, with what buying them back costs. */
  #shorts(holdings: readonly Holding[], since: number): readonly Short[] {
    return holdings.flatMap(({ leg, averagePrice, inventory }) =>
      inventory.flatMap(({ instrument, quantity }) => {
        const quote = this.board.quote(instrument.id);
        if (instrument.kind !== "option" || quantity >= 0) return [];
        if (quote === null || quote.time < since) return [];
        const sold = averagePrice ?? 0;
        const short = { contract: instrument, quantity: -quantity, leg, sold };
        return [{ ...short, price: quote.ask }];
      }),
    );
  }
}

interface Short extends ShortOption {
  readonly leg: string;
  /** The average price that it was sold at. */
  readonly sold: number;
}

function shortsOf(
  { call, put }: Strangle,
  quantity: number,
): readonly ShortOption[] {
  return [call, put].map(({ contract, quote }) => ({
    contract,
    quantity,
    price: quote.ask,
  }));
}

function ticketsOf({ call, put }: Strangle, quantity: number) {
  const ticket = ({ contract }: Candidate) => ({
    leg: contract.right,
    instrument: contract.id,
    side: "SELL" as const,
    quantity,
  });
  return [ticket(call), ticket(put)];
}

function told({ call, put }: Strangle): string {
  const leg = ({ contract, delta, source }: Candidate) =>
    `${contract.right} ${contract.strike} at delta ${delta.toFixed(2)} (${source})`;
  const date = new Date(call.contract.expiry).toISOString().slice(0, 10);
  return `${date}: ${leg(call)}, ${leg(put)}`;
}

function unitsOf({ contract, quantity }: ShortOption): number {
  return quantity * contract.multiplier;
}

function sum<Each>(all: readonly Each[], of: (each: Each) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)}%`;
}
