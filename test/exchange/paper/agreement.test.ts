import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Ledger } from "../../../runtime/exchange/ledger/ledger.ts";
import { randomFaults } from "../../../runtime/exchange/paper/faults/random.ts";
import type { Settlement } from "../../../runtime/exchange/settlement.ts";
import { perpetual, spot } from "../../market/instruments.ts";
import { call, contractWorld, inverse, put, share } from "./contracts.ts";

/** Where each market begins, and from the mid to bid and ask. */
const MARKETS = [
  [spot, 100, 0.5],
  [perpetual, 100, 0.5],
  [inverse, 20_000, 50],
  [share, 700, 1],
  [call, 20, 0.5],
  [put, 20, 0.5],
] as const;

const ACCOUNTS = [
  { venue: "bybit", currency: "USDT", cash: 60, borrow: true },
  { venue: "bybit", currency: "BTC", cash: 0.006 },
  { venue: "usa", currency: "USD", cash: 100_000, borrow: true },
] as const;

const step = fc.record({
  market: fc.nat(MARKETS.length - 1),
  side: fc.constantFrom("buy" as const, "sell" as const),
  quantity: fc.integer({ min: 3, max: 9 }),
  isResting: fc.boolean(),
  /** The mid's next move, in half spreads. */
  move: fc.integer({ min: -40, max: 40 }),
  then: fc.constantFrom("quote", "trade", "funding"),
  pause: fc.integer({ min: 0, max: 150 }),
});

/** Duplicates, silence and reports out of order, fills and settlements alike. */
test("a ledger that hears everything somehow ends up with what the venue has", async () => {
  const kinds = new Map<Settlement["kind"], number>();
  const fired = { duplicate: 0, late: 0, silent: 0, partial: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 40 }),
      fc.integer(),
      async (steps, seed) => {
        const rates = {
          duplicate: 0.1,
          late: 0.15,
          silent: 0.05,
          partial: 0.1,
        };
        const world = contractWorld({
          faults: randomFaults(seed, rates),
          accounts: ACCOUNTS,
          assignment: {
            scripted: [{ option: call, time: 1_001_950, share: 0.4 }],
          },
        });
        const { clock, exchange } = world;
        const ledger = new Ledger({ legs: ["position"], prefix: "m-" });
        ledger.attach(exchange);
        exchange.onSettlement(({ kind }) => {
          kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        });
        const mids = new Map<string, number>();
        const quote = (at: number): void => {
          const market = MARKETS[at];
          if (market === undefined) return;
          const [instrument, first, half] = market;
          const mid = mids.get(instrument.id) ?? first;
          mids.set(instrument.id, mid);
          const book = { bid: mid - half, ask: mid + half };
          world.quote(instrument, { ...book, bidSize: 5, askSize: 5 });
          const time = clock.now();
          const sizes = { bidSize: 5, askSize: 5 };
          ledger.mark({ kind: "quote", instrument, time, ...book, ...sizes });
        };
        for (const at of MARKETS.keys()) quote(at);
        for (const [nth, each] of steps.entries()) {
          const market = MARKETS[each.market];
          if (market === undefined) continue;
          const [instrument, , half] = market;
          const mid = mids.get(instrument.id) ?? 0;
          const clientOrderId = `m-1-${nth}`;
          const { side, quantity } = each;
          const request = { clientOrderId, instrument, side, quantity };
          const leg = "position";
          ledger.intend({ ...request, leg, sentAt: clock.now() });
          const placing = each.isResting
            ? exchange.placeLimitOrder({ ...request, price: mid })
            : exchange.placeMarketOrder(request);
          placing.then((order) => ledger.update(order)).catch(() => null);
          await clock.advance(each.pause);
          const next = Math.max(mid + each.move * half, 5);
          const time = clock.now();
          if (each.then === "trade") world.trade(next, 3, null, instrument);
          else if (each.then === "funding")
            exchange.hear({ kind: "funding", instrument, time, rate: 0.01 });
          else {
            mids.set(instrument.id, next);
            quote(each.market);
          }
        }
        await clock.advance(120_000);
        const { positions, cash } = exchange.books();
        const held = new Map<string, number>();
        for (const { inventory } of ledger.holdings())
          for (const { instrument, quantity } of inventory)
            held.set(instrument.id, quantity);
        expect(held).toEqual(
          new Map(
            positions.map(({ instrument, quantity }) => [
              instrument.id,
              quantity,
            ]),
          ),
        );
        for (const { venue, currency, cash: opening } of ACCOUNTS) {
          const account = await world.during(
            exchange.account(venue, currency),
            500,
          );
          const earned = ledger
            .summary()
            .byCurrency.find((money) => money.currency === currency);
          expect(account.equity - opening).toBeCloseTo(earned?.netPnl ?? 0, 5);
        }
        expect(cash).toHaveLength(ACCOUNTS.length);
        const { duplicate, late, silent, partial } = exchange.faultsFired;
        fired.duplicate += duplicate;
        fired.late += late;
        fired.silent += silent;
        fired.partial += partial;
      },
    ),
    { numRuns: 200 },
  );
  expect([...kinds.keys()].toSorted()).toEqual([
    "assignment",
    "expiry",
    "funding",
    "liquidation",
  ]);
  for (const count of [...kinds.values(), ...Object.values(fired)])
    expect(count).toBeGreaterThan(10);
});
