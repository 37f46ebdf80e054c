import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ledger } from "../../../runtime/exchange/ledger/ledger.ts";
import type { LedgerSnapshot } from "../../../runtime/exchange/ledger/snapshot.ts";
import type { Fill, Side } from "../../../runtime/exchange/order.ts";
import type { Settlement } from "../../../runtime/exchange/settlement.ts";
import type { Instrument } from "../../../runtime/market/instrument.ts";
import { perpetual, spot } from "../../market/instruments.ts";
import {
  cashCall,
  EXPIRY,
  fill,
  hear,
  inverse,
  ledgerOf,
  mark,
  put,
  quantities,
  share,
} from "./trades.ts";

type News = Fill | Settlement;

const instruments: readonly Instrument[] = [
  spot,
  perpetual,
  inverse,
  share,
  put,
  cashCall,
];

/** What things cost at the end. The options have expired. */
const LAST = new Map<string, number>([
  [spot.id, 90],
  [perpetual.id, 110],
  [inverse.id, 80],
  [share.id, 690],
]);
/** Of the share, at expiry. */
const SETTLED_AT = 720;

const trade = fc.record({
  instrument: fc.constantFrom(...instruments),
  side: fc.constantFrom<Side>("buy", "sell"),
  quantity: fc.integer({ min: 1, max: 20 }),
  price: fc.integer({ min: 50, max: 150 }),
  fee: fc.integer({ min: -2, max: 9 }),
  // Unique times are given below: what happens in the same millisecond counts as it is heard of.
  gap: fc.integer({ min: 1, max: 40 }),
});

const payment = fc.record({
  instrument: fc.constantFrom<Instrument>(perpetual, inverse),
  time: fc.integer({ min: 1, max: EXPIRY }),
  rate: fc.integer({ min: -30, max: 30 }).map((each) => each / 1_000),
});

/** A day in the order of time: fills, funding, a liquidation now and then, early assignment, and the expiries. */
const history: fc.Arbitrary<readonly News[]> = fc
  .record({
    trades: fc.array(trade, { maxLength: 24 }),
    payments: fc.array(payment, { maxLength: 6 }),
    assigned: fc.option(fc.integer({ min: 1, max: 999 })),
    liquidated: fc.option(fc.integer({ min: 1, max: 999 })),
    price: fc.integer({ min: 650, max: 750 }),
  })
  .map(({ trades, payments, assigned, liquidated, price }) => {
    let time = 0;
    const news: News[] = trades.map(({ gap, side, ...each }) => {
      time += gap;
      const { quantity, price: paid, ...more } = each;
      return fill(side, quantity, paid, { ...more, time });
    });
    news.push(
      ...payments.map((each, index): Settlement => ({
        kind: "funding",
        id: `funding-${index}`,
        price: 100,
        ...each,
      })),
    );
    const early = { instrument: put, id: "early", share: 0.3, price };
    if (assigned !== null)
      news.push({ kind: "assignment", ...early, time: assigned });
    const forced = { instrument: perpetual, id: "forced", price: 95 };
    if (liquidated !== null)
      news.push({
        kind: "liquidation",
        ...forced,
        time: liquidated,
        feeBps: 50,
      });
    for (const instrument of [put, cashCall])
      news.push({
        kind: "expiry",
        instrument,
        id: "end",
        time: EXPIRY,
        price: SETTLED_AT,
      });
    return news.toSorted((a, b) => a.time - b.time);
  });

function marked(news: readonly News[]): Ledger {
  const ledger = ledgerOf(...news);
  for (const each of instruments) {
    const price = LAST.get(each.id);
    if (price !== undefined) mark(ledger, each, price);
  }
  return ledger;
}

function profitsOf(ledger: Ledger) {
  return new Map(
    ledger
      .summary()
      .byCurrency.map(({ currency, ...amounts }) => [currency, amounts]),
  );
}

/** Cash and the value of what is held at the end, by currency, without average costs: an inverse contract is a debt in coin. */
function worth(ledger: Ledger): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (currency: string, amount: number): void => {
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  };
  for (const {
    instrument,
    quantity,
    price,
    fee,
    ...posting
  } of ledger.postings) {
    const { currency, multiplier, kind, id } = instrument;
    const last = LAST.get(id) ?? 0;
    add(currency, -fee);
    if (posting.kind === "funding") add(currency, posting.amount);
    else if (kind === "inverse-perpetual")
      add(currency, quantity * multiplier * (1 / price - 1 / last));
    else add(currency, quantity * multiplier * (last - price));
  }
  return sums;
}

describe("whatever is heard of, and in whatever order", () => {
  const heard = history.chain((news) =>
    fc.tuple(
      fc.constant(news),
      fc.shuffledSubarray([...news, ...news], { minLength: news.length * 2 }),
    ),
  );

  test("profit is cash and the value of what is held, in each currency", () => {
    fc.assert(
      fc.property(heard, ([, news]) => {
        const ledger = marked(news);
        const sums = worth(ledger);
        for (const [currency, { netPnl }] of profitsOf(ledger))
          expect(netPnl).toBeCloseTo(sums.get(currency) ?? 0, 6);
      }),
    );
  });

  test("all comes to the same, also what is realized of it", () => {
    fc.assert(
      fc.property(heard, ([news, shuffled]) => {
        const [inOrder, other] = [marked(news), marked(shuffled)];
        expect(quantities(other)).toEqual(quantities(inOrder));
        const profits = profitsOf(other);
        for (const [currency, expected] of profitsOf(inOrder)) {
          const found = profits.get(currency);
          for (const key of [
            "realizedPnl",
            "unrealizedPnl",
            "totalFees",
            "funding",
          ] as const)
            expect(found?.[key], `${currency} ${key}`).toBeCloseTo(
              expected[key],
              6,
            );
        }
        const turns = ({
          positionsOpened,
          positionsClosed,
        }: ReturnType<Ledger["summary"]>) => [positionsOpened, positionsClosed];
        expect(turns(other.summary())).toEqual(turns(inOrder.summary()));
      }),
    );
  });

  test("what was told piece by piece adds up to the whole", () => {
    fc.assert(
      fc.property(heard, ([, news]) => {
        const ledger = ledgerOf();
        const sums = { realizedPnl: 0, totalFees: 0 };
        ledger.onPosted(({ instrument, realizedPnl, fee }) => {
          if (instrument.currency !== "USD") return;
          sums.realizedPnl += realizedPnl;
          sums.totalFees += fee;
        });
        for (const each of news) hear(ledger, each);
        const { realizedPnl = 0, totalFees = 0 } =
          profitsOf(ledger).get("USD") ?? {};
        expect(sums.realizedPnl).toBeCloseTo(realizedPnl, 6);
        expect(sums.totalFees).toBeCloseTo(totalFees, 6);
      }),
    );
  });

  test("a ledger that is written down and read again goes on as if nothing had been", () => {
    const cut = fc.tuple(heard, fc.nat(60));
    fc.assert(
      fc.property(cut, ([[, news], at]) => {
        const through = ledgerOf(...news);
        const restored = ledgerOf();
        const text = JSON.stringify(ledgerOf(...news.slice(0, at)).snapshot());
        const read: LedgerSnapshot = JSON.parse(text);
        restored.restore(read);
        for (const each of news.slice(at)) hear(restored, each);
        expect(quantities(restored)).toEqual(quantities(through));
        expect(restored.summary()).toEqual(through.summary());
        expect(restored.postings).toEqual(through.postings);
      }),
    );
  });

  test("nothing is held of what has expired", () => {
    fc.assert(
      fc.property(heard, ([, news]) => {
        const held = quantities(ledgerOf(...news));
        expect(held[put.asset] ?? 0).toBe(0);
        expect(held[cashCall.asset] ?? 0).toBe(0);
      }),
    );
  });
});

test("the average is that of the units that are left, each with its own price", () => {
  const instrumentAndTrades = fc.tuple(
    fc.constantFrom<Instrument>(spot, inverse),
    fc.array(trade, { minLength: 1, maxLength: 24 }),
  );
  fc.assert(
    fc.property(instrumentAndTrades, ([instrument, trades]) => {
      const fills = trades.map(({ side, quantity, price }, time) =>
        fill(side, quantity, price, { instrument, time }),
      );
      // Each unit's price; at average cost a sale takes the same share of each.
      let units: { size: number; price: number }[] = [];
      let short = false;
      for (const { side, quantity, price } of fills) {
        const held = units.reduce((sum, { size }) => sum + size, 0);
        const isMore = held < 1e-9 || short === (side === "sell");
        if (isMore) short = side === "sell";
        if (isMore) units = [...units, { size: quantity, price }];
        else if (quantity < held)
          units = units.map((unit) => ({
            ...unit,
            size: unit.size * (1 - quantity / held),
          }));
        else {
          units = quantity > held ? [{ size: quantity - held, price }] : [];
          short = side === "sell";
        }
      }
      const sum = (of: (unit: (typeof units)[number]) => number) =>
        units.reduce((total, unit) => total + of(unit), 0);
      const size = sum((unit) => unit.size);
      const average =
        instrument.kind === "inverse-perpetual"
          ? size / sum((unit) => unit.size / unit.price)
          : sum((unit) => unit.size * unit.price) / size;
      const signed = short ? -size : size;
      const expected = size < 1e-9 ? [] : [signed, average];
      const found = ledgerOf(...fills)
        .holdings()
        .flatMap(({ quantity, averagePrice }) => [quantity, averagePrice]);
      const rounded = (all: readonly (number | null)[]) =>
        all.map((each) => each?.toFixed(8));
      expect(rounded(found)).toEqual(rounded(expected));
    }),
  );
});
