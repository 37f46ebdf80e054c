import { describe, expect, test } from "vitest";
import { blotterCsv } from "../../../runtime/exchange/ledger/blotter.ts";
import { Ledger } from "../../../runtime/exchange/ledger/ledger.ts";
import { signedQuantity } from "../../../runtime/exchange/order.ts";
import { randomFaults } from "../../../runtime/exchange/paper/faults/random.ts";
import { PaperExchange } from "../../../runtime/exchange/paper/paper-exchange.ts";
import {
  instrument,
  type Instrument,
} from "../../../runtime/market/instrument.ts";
import { Random } from "../../../runtime/random.ts";
import { SimulatedClock } from "../../../runtime/simulated-clock.ts";
import { perpetual, spot } from "../../market/instruments.ts";
import { accountOf, readCsv } from "./read-blotter.ts";
import { EXPIRY, fill, inverse, ledgerOf, put, share } from "./trades.ts";

const MACHINES = ['one, "the first"', "two"] as const;
const LEGS = ["near", "far"] as const;
const START = 1_000_000;
/** Expires in the middle of the trading: exercised, with shares at about 100. */
const option = instrument({
  ...put,
  asset: "the put",
  symbol: "GOOG 120 P",
  strike: 120,
  expiry: START + 5_000,
});
const INSTRUMENTS = [spot, perpetual, inverse, share, option] as const;
const FEES = { makerBps: -1, takerBps: 7 };

/** Two machines trade three instruments at random, through a venue that loses, repeats and delays what it says. */
async function trading(seed: number) {
  const random = new Random(seed);
  const pick = <T>(all: readonly [T, ...T[]]): T =>
    all[Math.floor(random.between(0, all.length))] ?? all[0];
  const clock = new SimulatedClock(START);
  const exchange = new PaperExchange({
    clock,
    seed,
    listings: INSTRUMENTS.map((instrument) => ({
      instrument,
      fees: FEES,
    })),
    faults: randomFaults(seed, { answerLost: 0.1, delayed: 0.2, refused: 0.1 }),
    answerTimeout: 200,
  });
  const [one, two] = MACHINES;
  const ledgers = [ledgerFor(one), ledgerFor(two)] as const;
  const last = new Map<string, number>();
  const sent: Promise<unknown>[] = [];
  for (let step = 1; step <= 60; step += 1) {
    for (const instrument of INSTRUMENTS) {
      const bid = Math.round(random.between(90, 110));
      const quote = { instrument, bid, ask: bid + 1, bidSize: 9, askSize: 9 };
      const event = { kind: "quote", time: clock.now(), ...quote } as const;
      exchange.hear(event);
      for (const ledger of ledgers) ledger.mark(event);
      last.set(instrument.id, bid + 0.5);
    }
    sent.push(order(step));
    if (step % 20 === 0)
      for (const instrument of [perpetual, inverse]) {
        const rate = random.between(-0.01, 0.01);
        exchange.hear({ kind: "funding", instrument, time: clock.now(), rate });
      }
    await clock.advance(Math.ceil(random.between(0, 300)));
  }
  await clock.advance(60_000);
  await Promise.all(sent);
  return { ledgers, exchange, last };

  function ledgerFor(id: string): Ledger {
    const ledger = new Ledger({ legs: LEGS, prefix: `${id}-` });
    ledger.attach(exchange);
    return ledger;
  }

  function order(step: number): Promise<unknown> {
    const ledger = pick(ledgers);
    const instrument = pick<Instrument>(INSTRUMENTS);
    const request = {
      clientOrderId: `${ledger.owner}-${step}-0`,
      instrument,
      side: pick(["buy", "sell"] as const),
      quantity: Math.ceil(random.between(0, 20)),
    };
    const leg = pick(LEGS);
    ledger.intend({ ...request, leg, sentAt: clock.now() });
    return exchange.placeMarketOrder(request).catch(() => {});
  }
}

describe("from the blotter alone", () => {
  test.for([1, 2, 3, 4, 5])(
    "positions, profit, fees and funding are found again, seed %i",
    async (seed, { expect }) => {
      const { ledgers, exchange, last } = await trading(seed);
      const rows = readCsv([...blotterCsv(ledgers)].join(""));
      expect(new Set(rows.map(({ kind }) => kind))).toEqual(
        new Set(["fill", "funding", "expiry", "delivery"]),
      );
      const total = new Map<string, number>();
      for (const ledger of ledgers) {
        const account = accountOf(rows, ledger.owner, last);
        expect(
          new Map(
            ledger
              .holdings()
              .map(({ leg, asset, quantity }) => [`${leg} ${asset}`, quantity]),
          ),
        ).toEqual(account.positions);
        for (const [position, quantity] of account.positions) {
          const asset = position.slice(position.indexOf(" ") + 1);
          total.set(asset, (total.get(asset) ?? 0) + quantity);
        }
        const { byCurrency } = ledger.summary();
        expect(byCurrency.map(({ currency }) => currency).toSorted()).toEqual([
          "BTC",
          "USD",
          "USDT",
        ]);
        for (const each of byCurrency) {
          const found = (sums: Map<string, number>) =>
            sums.get(each.currency) ?? 0;
          expect(found(account.realized)).toBeCloseTo(each.realizedPnl, 6);
          expect(found(account.unrealized)).toBeCloseTo(each.unrealizedPnl, 6);
          expect(found(account.fees)).toBeCloseTo(each.totalFees, 6);
          expect(found(account.funding)).toBeCloseTo(each.funding, 6);
          expect(each.funding === 0).toBe(each.currency === "USD");
        }
      }
      // And what all machines have on all legs is what the account has.
      for (const { instrument, quantity } of exchange.books().positions) {
        expect(total.get(instrument.asset) ?? 0).toBeCloseTo(quantity, 9);
        total.delete(instrument.asset);
      }
      expect([...total.values()].filter((each) => each !== 0)).toEqual([]);
    },
  );

  test("as soon as nothing is held, the amounts less the fees are the profit", () => {
    const ledger = ledgerOf(
      fill("sell", 2, 5, { instrument: put, fee: 3, time: 1 }),
      {
        kind: "expiry",
        id: "end",
        time: EXPIRY,
        instrument: put,
        price: 690,
      },
      fill("sell", 200, 695, { instrument: share, fee: 1, time: EXPIRY }),
    );
    const rows = readCsv([...blotterCsv([ledger])].join(""));
    const sum = rows.reduce(
      (total, row) => total + Number(row["amount"]) - Number(row["fee"]),
      0,
    );
    // The premium of 1,000 less 5 a share, and fees of 4.
    expect(sum).toBe(-4);
    expect(ledger.summary().netPnl).toBe(-4);
    expect(rows.map((row) => `${row["kind"]} ${row["side"]}`)).toEqual([
      "fill sell",
      "expiry buy",
      "delivery buy",
      "fill sell",
    ]);
    expect(rows[1]).toMatchObject({
      time: "1970-01-01T00:00:01.000Z",
      machine: "m",
      trade_id: "end",
      liquidity: "",
    });
  });

  test("rows are in the order of time, what is settled before what is traded then", () => {
    const instrument = perpetual;
    const late = fill("buy", 1, 100, { instrument, time: 10 });
    const ledger = ledgerOf(
      { ...late, tradeId: "second", time: 20 },
      {
        kind: "funding",
        id: "f",
        time: 20,
        instrument,
        rate: 0.01,
        price: 100,
      },
      late,
    );
    const rows = readCsv([...blotterCsv([ledger])].join(""));
    expect(rows.map(({ kind }) => kind)).toEqual(["fill", "funding", "fill"]);
    expect(signedQuantity(late)).toBe(Number(rows[1]?.["quantity"]));
  });
});
