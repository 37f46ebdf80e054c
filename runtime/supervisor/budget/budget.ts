import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type {
  MarketOrderRequest,
  StrategyExchange,
} from "../../exchange/exchange.ts";
import type { Order } from "../../exchange/order.ts";
import type { Ledger } from "../../exchange/ledger/ledger.ts";
import { messageOf } from "../../failure.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { Admission, RunRequest, Trader } from "../../supervision.ts";
import { BudgetedExchange } from "./budgeted-exchange.ts";
import { quoteCurrency } from "./exposure.ts";
import {
  requireBudget,
  type BudgetLimit,
  type BudgetOptions,
  type BudgetShare,
  type BudgetState,
} from "./options.ts";
import { refusalIn } from "./refusal.ts";
import { TokenBucket } from "./token-bucket.ts";
import { Usage, type InheritedOrder } from "./usage.ts";

const CODE = "BUDGET";

/** What all strategies have open in the currency, and in the asset, of an instrument. */
interface Open {
  readonly currency: number;
  readonly asset: number;
}

/**
 * What all strategies share: how much may be open, and how many orders may be
 * placed in a second. Who gets nothing is told so by a refusal with code
 * `BUDGET`: nothing was sent.
 *
 * What is open is read off the strategies' ledgers: it is free again when
 * these say so, and known again after a restart.
 */
export class Budget {
  readonly #options: BudgetOptions;
  readonly #clock: Clock;
  readonly #bucket: TokenBucket | null;
  readonly #usage = new Usage();
  /** By machine and activity, the key of the run whose first order is paid for. */
  readonly #prepaid = new Map<string, string>();
  /** Orders of the process before, as long as nobody knows what they count with. */
  readonly #inherited = new Map<string, InheritedOrder>();
  readonly #refusals: Record<BudgetLimit, number> = {
    exposure: 0,
    asset: 0,
    rate: 0,
    price: 0,
  };

  /** @throws RangeError */
  constructor(options: BudgetOptions, clock: Clock) {
    requireBudget(options);
    this.#options = options;
    this.#clock = clock;
    const { orders } = options;
    if (orders === undefined) this.#bucket = null;
    else {
      const { perSecond, burst = Math.max(perSecond, 1) } = orders;
      this.#bucket = new TokenBucket(perSecond, burst, clock.now());
    }
  }

  /** A run that adds to the risk is about to begin: pays for its first order. */
  admit({ machine, activity, key }: RunRequest): Admission {
    const problem = this.#takeTurn(`${activity} of ${machine}`);
    if (problem !== null)
      return { kind: "refused", code: CODE, message: problem };
    if (this.#bucket !== null)
      this.#prepaid.set(JSON.stringify([machine, activity]), key);
    return { kind: "granted" };
  }

  /** The exchange, where each order asks first. */
  exchangeFor(trader: Trader, exchange: StrategyExchange): StrategyExchange {
    this.watch(trader.ledger);
    return new BudgetedExchange(exchange, {
      ask: async (request, price) => {
        try {
          await this.#ask(trader, request, price, exchange);
        } catch (error) {
          throw refusalIn(trader, request, error);
        }
      },
      found: (order) => this.#found(trader, order),
    });
  }

  /** An order of the process before, which its activity has asked about. */
  #found({ ledger }: Trader, { clientOrderId, type }: Order): void {
    if (this.#usage.priceOf(clientOrderId) !== null) return;
    if (type.kind === "limit") this.#usage.price(clientOrderId, type.price);
    // By then the activity has written it down.
    setImmediate(() => this.#usage.refresh(ledger)).unref();
  }

  /** Its books count: what it holds and has ordered is open. */
  watch(ledger: Ledger): void {
    this.#usage.watch(ledger);
  }

  /** After a restart: orders of the process before are still to be priced. */
  recall(): void {
    for (const order of this.#usage.unpriced())
      this.#inherited.set(order.record.clientOrderId, order);
  }

  state(): BudgetState {
    this.#usage.refreshAll();
    const { exposure, assets } = this.#options;
    const bucket = this.#bucket;
    return {
      exposure: shares(exposure, (name) => this.#usage.ofCurrency(name)),
      assets: shares(assets, (name) => this.#usage.ofAsset(name)),
      orders:
        bucket === null
          ? null
          : {
              available: bucket.available(this.#clock.now()),
              perSecond: bucket.perSecond,
              burst: bucket.burst,
            },
      refusals: { ...this.#refusals },
    };
  }

  /** @param price of a limit order; null: what the market says. @throws Rejected code `BUDGET` */
  async #ask(
    trader: Trader,
    request: MarketOrderRequest,
    price: number | null,
    exchange: StrategyExchange,
  ): Promise<void> {
    const { clientOrderId } = request;
    // Sent before, by this process or the one before: it counts already.
    const isKnown = this.#usage.priceOf(clientOrderId) !== null;
    if (!isKnown) await this.#measure(trader, request, price, exchange);
    if (this.#isPrepaid(trader)) return;
    const problem = this.#takeTurn(clientOrderId);
    if (problem === null) return;
    this.#usage.forget(clientOrderId, trader.ledger);
    throw new Rejected(problem, CODE);
  }

  async #measure(
    { ledger }: Trader,
    request: MarketOrderRequest,
    limit: number | null,
    exchange: StrategyExchange,
  ): Promise<void> {
    const { exposure, assets } = this.#options;
    if (exposure === undefined && assets === undefined) return;
    const { clientOrderId, instrument } = request;
    await this.#priceInherited(clientOrderId, exchange);
    const price =
      limit ??
      (await priceOn(exchange, request).catch((error: unknown) => {
        throw this.#refusal(
          "price",
          `${clientOrderId}: no price to measure it by: ${messageOf(error)}`,
        );
      }));
    const usage = this.#usage;
    usage.refresh(ledger);
    const before = this.#openWith(instrument);
    usage.price(clientOrderId, price);
    usage.refresh(ledger);
    const after = this.#openWith(instrument);
    const grows = {
      currency: after.currency > before.currency,
      asset: after.asset > before.asset,
    };
    if (this.#excess(instrument, grows) === null) return;
    // Orders of others may have ended without a fill.
    usage.refreshAll();
    const excess = this.#excess(instrument, grows);
    if (excess === null) return;
    usage.forget(clientOrderId, ledger);
    throw this.#refusal(excess.limit, `${clientOrderId}: ${excess.text}`);
  }

  /** What is out and has no price could be anything. @throws Rejected */
  async #priceInherited(
    clientOrderId: string,
    exchange: StrategyExchange,
  ): Promise<void> {
    for (const [id, { record, ledger }] of this.#inherited) {
      const price = await priceOn(exchange, record).catch(() => null);
      const isOut = ledger
        .unsettled()
        .some((each) => each.clientOrderId === id);
      if (price === null && isOut)
        throw this.#refusal(
          "price",
          `${clientOrderId}: there is no price to measure ${id} by, which may still be out`,
        );
      this.#inherited.delete(id);
      if (price !== null) this.#usage.price(id, price);
      this.#usage.refresh(ledger);
    }
  }

  #openWith(instrument: Instrument): Open {
    return {
      currency: this.#usage.ofCurrency(quoteCurrency(instrument)),
      asset: this.#usage.ofAsset(instrument.asset),
    };
  }

  /** Which limit is exceeded; an order that makes nothing larger exceeds none. */
  #excess(
    instrument: Instrument,
    grows: Readonly<Record<keyof Open, boolean>>,
  ): { readonly limit: BudgetLimit; readonly text: string } | null {
    const { exposure, assets } = this.#options;
    const open = this.#openWith(instrument);
    const currency = quoteCurrency(instrument);
    const limit = exposure === undefined ? Infinity : (exposure[currency] ?? 0);
    if (grows.currency && open.currency > limit)
      return {
        limit: "exposure",
        text: `${money(open.currency)} ${currency} would be open, and ${money(limit)} may be`,
      };
    const { asset } = instrument;
    const most = assets?.[asset] ?? Infinity;
    if (grows.asset && open.asset > most)
      return {
        limit: "asset",
        text: `${money(open.asset)} ${currency} would be open in ${asset}, and ${money(most)} may be`,
      };
    return null;
  }

  /** @returns why there is none now */
  #takeTurn(what: string): string | null {
    const bucket = this.#bucket;
    const now = this.#clock.now();
    if (bucket === null || bucket.take(now)) return null;
    this.#refusals.rate += 1;
    const wait = Math.ceil(bucket.wait(now));
    return `${what}: all strategies together place no more than ${bucket.perSecond} orders a second; the next in ${wait} ms`;
  }

  #isPrepaid({ id, activity, key }: Trader): boolean {
    const name = JSON.stringify([id, activity]);
    if (this.#prepaid.get(name) !== key) return false;
    this.#prepaid.delete(name);
    return true;
  }

  #refusal(limit: BudgetLimit, message: string): Rejected {
    this.#refusals[limit] += 1;
    return new Rejected(message, CODE);
  }
}

/** What the order would trade at now. */
async function priceOn(
  exchange: StrategyExchange,
  { instrument, side }: Pick<MarketOrderRequest, "instrument" | "side">,
): Promise<number> {
  const { bid, ask } = await exchange.marketPrice(instrument);
  return side === "buy" ? ask : bid;
}

function shares(
  limits: Readonly<Record<string, number>> | undefined,
  used: (name: string) => number,
): readonly BudgetShare[] {
  return Object.entries(limits ?? {}).map(([name, limit]) => ({
    name,
    used: used(name),
    limit,
  }));
}

function money(amount: number): string {
  return amount.toFixed(2);
}
