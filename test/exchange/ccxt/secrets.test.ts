import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  CcxtExchange,
  type CcxtVenueOptions,
} from "../../../runtime/exchange/ccxt/index.ts";
import { credentialsFrom } from "../../../runtime/exchange/ccxt/credentials.ts";
import { Secrets } from "../../../runtime/exchange/ccxt/secrets.ts";
import type { Logger, LogMethod } from "../../../runtime/logger.ts";
import { SystemClock } from "../../../runtime/system-clock.ts";
import { btc, ENVIRONMENT, KEY, TIMES } from "./venue-scene.ts";
import type { AnswerFault } from "./venue/faults.ts";
import { Venue } from "./venue/venue.ts";

/** All that came out of it, in every way in which it can be looked at. */
const outputs: string[] = [];

function show(value: unknown): void {
  outputs.push(
    inspect(value, { depth: null, showHidden: true, getters: true }),
    String(value),
    JSON.stringify(value) ?? "",
  );
  if (!(value instanceof Error)) return;
  outputs.push(value.stack ?? "", value.message);
  if (value.cause !== undefined) show(value.cause);
}

const log: LogMethod = (fields, message) => {
  show(fields);
  show(message);
};
const logger: Logger = { debug: log, info: log, warn: log, error: log };

let venue: Venue;

beforeAll(async () => {
  venue = await Venue.start({ key: KEY });
  venue.market.balances.deposit("USDT", 1_000);
});

afterAll(() => venue.close());

function open(
  environment: Readonly<Record<string, string>>,
  more: Partial<CcxtVenueOptions> = {},
): Promise<CcxtExchange> {
  return CcxtExchange.open({
    clock: new SystemClock(),
    environment,
    logger,
    venues: [
      {
        exchange: "binance",
        instruments: [btc],
        endpoints: venue.endpoints,
        ...TIMES,
        ...more,
      },
    ],
  });
}

/** Venues repeat what they were sent. */
const repeating = (status: number): AnswerFault => ({
  do: "refuse",
  status,
  code: -1,
  message: `who are you, ${KEY.apiKey} with ${KEY.secret} and ${encodeURIComponent(KEY.secret)}?`,
});

test("no credential comes out of it, whatever goes wrong", async () => {
  const exchange = await open(ENVIRONMENT);
  const order = { instrument: btc, side: "buy", quantity: 1 } as const;
  const faults: readonly AnswerFault[] = [
    repeating(400),
    repeating(401),
    repeating(503),
    { do: "silence" },
    { do: "cut" },
    { do: "truncate" },
    { do: "change", fields: { side: KEY.secret, status: KEY.apiKey } },
  ];
  for (const [index, fault] of faults.entries()) {
    venue.market.quote("BTCUSDT", [], [{ price: 100, size: 10 }]);
    const clientOrderId = `m-${index}-1`;
    venue.answers.plan("place", fault);
    venue.answers.plan("status", fault);
    venue.answers.plan("cancel", fault);
    venue.answers.plan("account", fault);
    venue.answers.plan("book", fault);
    const asked = await Promise.allSettled([
      exchange.placeMarketOrder({ ...order, clientOrderId }),
      exchange.orderStatus(btc, `other-${index}`),
      exchange.cancelOrder(btc, `third-${index}`),
      exchange.position(btc),
      exchange.marketPrice(btc),
    ]);
    for (const each of asked) show(each);
  }
  show(exchange);
  show(exchange.problems());
  await exchange.close();

  const wrong = { ...ENVIRONMENT, BINANCE_API_SECRET: `${KEY.secret}x` };
  const mistaken = await open(wrong);
  for (const each of await Promise.allSettled([
    mistaken.placeMarketOrder({ ...order, clientOrderId: "m-9-1" }),
  ]))
    show(each);
  show(mistaken.problems());
  await mistaken.close();

  for (const each of await Promise.allSettled([
    open({ BINANCE_API_KEY: KEY.apiKey }),
    open(ENVIRONMENT, { config: { secret: KEY.secret } }),
    open(ENVIRONMENT, { endpoints: { "https://api": "http://127.0.0.1:1" } }),
  ]))
    show(each);

  const told = outputs.join("\n");
  expect(told.length).toBeGreaterThan(5_000);
  expect(told).toContain("[redacted]");
  for (const secret of [KEY.apiKey, KEY.secret, encodeURIComponent(KEY.secret)])
    expect(told.includes(secret)).toBe(false);
  expect(told).not.toMatch(/signature=[0-9a-f]/);
});

test("what is missing is named, and what is there is not shown", () => {
  const required = { apiKey: true, secret: true, password: true };
  expect(() =>
    credentialsFrom({ OKX_API_KEY: KEY.apiKey }, "okx", required),
  ).toThrow(
    "okx: expected its credentials in the environment, and OKX_API_SECRET and OKX_API_PASSWORD are not set",
  );
});

test("a key of several lines may be written on one, and none of its lines is shown", () => {
  const lines = "MC4CAQAwBQYDK2VwBCIEIAabcdefghij";
  const pem = `-----BEGIN PRIVATE KEY-----\\n${lines}\\n-----END PRIVATE KEY-----`;
  const { secret } = credentialsFrom(
    { BINANCE_API_KEY: "key", BINANCE_API_SECRET: pem },
    "binance",
    { apiKey: true, secret: true },
  );
  expect(secret?.split("\n")).toHaveLength(3);
  const redacted = new Secrets([secret ?? ""]).redact(`failed: ${lines} …`);
  expect(redacted).toBe("failed: [redacted] …");
});
