import * as fc from "fast-check";
import { expect, test } from "vitest";
import { signedQuantity } from "../../../runtime/exchange/order.ts";
import type { Settlement } from "../../../runtime/exchange/settlement.ts";
import type { Instrument } from "../../../runtime/market/instrument.ts";
import { perpetual, spot } from "../../market/instruments.ts";
import { call, contractWorld, inverse, put, share } from "./contracts.ts";

/** Where each instrument begins: mid, and from there to bid and ask. */
const MARKETS = [
  [spot, 100, 0.5],
  [perpetual, 100, 0.5],
  [inverse, 20_000, 1],
  [share, 700, 1],
  [call, 20, 0.5],
  [put, 20, 0.5],
] as const;

/** What one who bought this much has gained at another price: written down from the contracts, not from the code. */
function gain(
  instrument: Instrument,
  quantity: number,
  from: number,
  to: number,
): number {
  switch (instrument.kind) {
    case "inverse-perpetual":
      return quantity * (100 / from - 100 / to);
    case "option":
      return quantity * 100 * (to - from);
    default:
      return quantity * (to - from);
  }
}

const step = fc.record({
  market: fc.nat(MARKETS.length - 1),
  side: fc.constantFrom("buy" as const, "sell" as const),
  quantity: fc.integer({ min: 1, max: 12 }),
  /** In steps of the half spread from the mid; null: at the market. */
  limit: fc.option(fc.integer({ min: -4, max: 4 })),
  /** The mid's next move, in steps. */
  move: fc.integer({ min: -6, max: 6 }),
  then: fc.constantFrom("quote", "trade", "funding", "cancel"),
});

test("cash and the value of what is held are what fills and settlements come to", async () => {
  let fills = 0;
  const kinds = new Set<Settlement["kind"]>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 30 }),
      fc.boolean(),
      async (steps, expires) => {
        const world = contractWorld({
          assignment: {
            scripted: [{ option: call, time: 1_001_950, share: 0.4 }],
          },
        });
        const { clock, exchange } = world;
        const mids = new Map<string, number>();
        const quantities = new Map<string, number>();
        const expected = new Map<string, number>();
        const gained = (currency: string, more: number): void => {
          expected.set(currency, (expected.get(currency) ?? 0) + more);
        };
        const priceOf = ({ id }: Instrument): number => mids.get(id) ?? 0;
        /** All that was traded so far, at its own price. */
        const traded: [Instrument, number, number][] = [];
        const move = (
          instrument: Instrument,
          quantity: number,
          price: number,
        ): void => {
          traded.push([instrument, quantity, price]);
          const { id } = instrument;
          quantities.set(id, (quantities.get(id) ?? 0) + quantity);
        };
        exchange.onFill((fill) => {
          fills += 1;
          move(fill.instrument, signedQuantity(fill), fill.price);
          gained(fill.instrument.currency, -fill.fee);
        });
        exchange.onSettlement((settlement) => {
          kinds.add(settlement.kind);
          const { instrument, price } = settlement;
          const held = quantities.get(instrument.id) ?? 0;
          if (settlement.kind === "funding") {
            const value =
              instrument.kind === "inverse-perpetual"
                ? (held * 100) / price
                : held * price;
            gained(instrument.currency, -value * settlement.rate);
          } else if (instrument.kind === "option") {
            const ended =
              settlement.kind === "assignment"
                ? -Math.min(
                    Math.ceil(Math.max(-held, 0) * settlement.share - 1e-9),
                    Math.max(-held, 0),
                  )
                : held;
            const isCall = instrument.right === "call";
            const isExercised =
              settlement.kind === "assignment" ||
              (isCall ? price > 700 : price < 700);
            move(instrument, -ended, 0);
            if (isExercised) move(share, (isCall ? 100 : -100) * ended, 700);
          }
        });
        const quote = (at: number): void => {
          const market = MARKETS[at];
          if (market === undefined) return;
          const [instrument, first, half] = market;
          const mid = mids.get(instrument.id) ?? first;
          mids.set(instrument.id, mid);
          const size = { bidSize: 5, askSize: 5 };
          world.quote(instrument, {
            bid: mid - half,
            ask: mid + half,
            ...size,
          });
        };
        for (const at of MARKETS.keys()) quote(at);
        for (const [nth, each] of steps.entries()) {
          const market = MARKETS[each.market];
          if (market === undefined) continue;
          const [instrument, , half] = market;
          const clientOrderId = `o${nth}`;
          const { side, quantity, limit } = each;
          const request = { clientOrderId, instrument, side, quantity };
          const price = priceOf(instrument) + (limit ?? 0) * half;
          const placing =
            limit === null
              ? exchange.placeMarketOrder(request)
              : exchange.placeLimitOrder({ ...request, price });
          placing.catch(() => null);
          await clock.advance(100);
          const time = clock.now();
          const mid = Math.max(priceOf(instrument) + each.move * half, 5);
          switch (each.then) {
            case "quote":
              mids.set(instrument.id, mid);
              quote(each.market);
              break;
            case "trade":
              world.trade(mid, 3, null, instrument);
              break;
            case "funding":
              exchange.hear({ kind: "funding", instrument, time, rate: 0.01 });
              break;
            case "cancel":
              exchange.cancelOrder(instrument, clientOrderId).catch(() => null);
          }
          await clock.advance(100);
        }
        await clock.advance(expires ? 100_000 : 1_000);

        for (const [instrument, quantity, price] of traded)
          gained(
            instrument.currency,
            gain(instrument, quantity, price, priceOf(instrument)),
          );
        const { cash, positions } = exchange.books();
        const worth = new Map<string, number>();
        for (const { currency, amount } of cash)
          worth.set(currency, (worth.get(currency) ?? 0) + amount);
        for (const { instrument, quantity, averagePrice } of positions) {
          const isPaid =
            instrument.kind === "spot" || instrument.kind === "option";
          const from = isPaid ? 0 : (averagePrice ?? 0);
          const { currency } = instrument;
          const value = gain(instrument, quantity, from, priceOf(instrument));
          worth.set(currency, (worth.get(currency) ?? 0) + value);
        }
        for (const [currency, amount] of expected)
          expect(worth.get(currency) ?? 0).toBeCloseTo(amount, 5);
        for (const [id, quantity] of quantities) {
          const held = positions.find(({ instrument }) => instrument.id === id);
          expect(held?.quantity ?? 0).toBeCloseTo(quantity, 9);
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(fills).toBeGreaterThan(500);
  expect([...kinds].toSorted()).toEqual(["assignment", "expiry", "funding"]);
});
