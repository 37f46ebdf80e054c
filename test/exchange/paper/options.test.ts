import { describe, expect, test } from "vitest";
import type { PaperExchangeOptions } from "../../../runtime/exchange/paper/options.ts";
import { perpetual, spot } from "../../market/instruments.ts";
import { call } from "./contracts.ts";
import { FEES, World } from "../world.ts";

const listing = { instrument: perpetual, fees: FEES };
const account = { venue: "bybit", currency: "USDT", cash: 1_000 };
const assigned = { option: call, time: 0, share: 1 };

/** What makes no sense, and what is said of it. */
const REFUSED: readonly (readonly [Partial<PaperExchangeOptions>, string])[] = [
  [
    { latency: { minimum: 50, maximum: 5 } },
    "latency.maximum must be at least the minimum, 50, and is 5",
  ],
  [
    { latency: { minimum: -1, maximum: 5 } },
    "latency.minimum must be 0 or more, and is -1",
  ],
  [
    { latency: { minimum: NaN, maximum: 5 } },
    "latency.minimum must be 0 or more, and is NaN",
  ],
  [
    { latency: { minimum: 0, maximum: Infinity } },
    "latency.maximum must be at least the minimum, 0, and is Infinity",
  ],
  [
    { latency: { minimum: 0, maximum: 5, tail: { share: 2, longest: 9 } } },
    "latency.tail.share must be from 0 to 1, and is 2",
  ],
  [
    { latency: { minimum: 0, maximum: 5, tail: { share: 0.1, longest: 4 } } },
    "latency.tail.longest must be at least the maximum, 5, and is 4",
  ],
  [
    { listings: [{ ...listing, fees: { makerBps: NaN, takerBps: 1 } }] },
    "fees of bybit:linear-perpetual:BTCUSDT: makerBps must be a number, and is NaN",
  ],
  [
    { listings: [{ ...listing, fees: { ...FEES, perContract: Infinity } }] },
    "fees of bybit:linear-perpetual:BTCUSDT: perContract must be a number, and is Infinity",
  ],
  [
    { listings: [{ ...listing, margin: { initial: 0.1, maintenance: 0.2 } }] },
    "margin of bybit:linear-perpetual:BTCUSDT: initial must be at least maintenance, 0.2, and is 0.1",
  ],
  [
    { listings: [listing, { ...listing, fees: FEES }] },
    "the instruments of listings must differ, and bybit:linear-perpetual:BTCUSDT is there twice",
  ],
  [
    { depth: { levels: 0, step: 1 } },
    "depth.levels must be a whole number above 0, and is 0",
  ],
  [
    { depth: { levels: Infinity, step: 1 } },
    "depth.levels must be a whole number above 0, and is Infinity",
  ],
  [
    { depth: { levels: 3, step: -1 } },
    "depth.step must be 0 or more, and is -1",
  ],
  [{ staleAfter: NaN }, "staleAfter must be a positive number, and is NaN"],
  [{ answerTimeout: 0 }, "answerTimeout must be a positive number, and is 0"],
  [{ requestValidity: -1 }, "requestValidity must be 0 or more, and is -1"],
  [
    { accounts: [{ ...account, cash: NaN }] },
    "account bybit USDT: cash must be a number, and is NaN",
  ],
  [
    { accounts: [{ ...account, liquidationFeeBps: -1 }] },
    "account bybit USDT: liquidationFeeBps must be 0 or more, and is -1",
  ],
  [
    { accounts: [account, account] },
    "accounts must differ, and bybit USDT is there twice",
  ],
  [
    { assignment: { ratePerDay: 1.5 } },
    "assignment.ratePerDay must be from 0 to 1, and is 1.5",
  ],
  [
    { assignment: { deepFrom: -1 } },
    "assignment.deepFrom must be 0 or more, and is -1",
  ],
  [
    { assignment: { scripted: [{ ...assigned, time: NaN }] } },
    `assignment of ${call.id}: time must be a number, and is NaN`,
  ],
  [
    { assignment: { scripted: [{ ...assigned, share: 2 }] } },
    `assignment of ${call.id}: share must be from 0 to 1, and is 2`,
  ],
];

describe("an exchange is not made with options that make no sense:", () => {
  test.each(REFUSED)("%j", (options, problem) => {
    const make = () => new World(null, 1, options);
    expect(make).toThrow(RangeError);
    expect(make).toThrow(problem);
  });
});

test("nor without fees, in JavaScript", () => {
  const listings: PaperExchangeOptions["listings"] = [
    { ...JSON.parse("{}"), instrument: spot },
  ];
  expect(() => new World(null, 1, { listings })).toThrow(
    "fees of bybit:spot:BTCUSDT must be given",
  );
});

test("rebates, no latency, and quotes that never are too old make sense", async () => {
  const world = new World(null, 1, {
    latency: { minimum: 0, maximum: 0 },
    listings: [{ instrument: spot, fees: { makerBps: -1, takerBps: 0 } }],
    staleAfter: Infinity,
    depth: { levels: 1, step: 0 },
  });
  world.quote();
  await world.clock.advance(1e9);
  await expect(world.exchange.marketPrice(spot)).resolves.toMatchObject({
    bid: 100,
  });
});
