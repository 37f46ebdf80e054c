import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { Rejected } from "../../../runtime/errors.ts";
import { CcxtExchange } from "../../../runtime/exchange/ccxt/index.ts";
import { SystemClock } from "../../../runtime/system-clock.ts";
import { btc, ENVIRONMENT, TIMES } from "./venue-scene.ts";
import type { VenueTruth } from "./venue/control.ts";
import { endpointsAt } from "./venue/venue.ts";

test("the venue as a process of its own is traded with, controlled and killed", async () => {
  const main = join(import.meta.dirname, "venue/main.ts");
  const child = spawn(
    process.execPath,
    ["--conditions=fsmc-source", main, "--port", "0"],
    { env: ENVIRONMENT, stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  const [line] = await once(createInterface(child.stdout), "line");
  const { port }: { readonly port: number } = JSON.parse(String(line));
  const control = async (name: string, body: object): Promise<void> => {
    const url = `http://127.0.0.1:${port}/control/${name}`;
    await fetch(url, { method: "POST", body: JSON.stringify(body) });
  };
  await control("deposit", { asset: "USDT", amount: 1_000 });
  const asks = [{ price: 101, size: 5 }];
  await control("quote", { symbol: "BTCUSDT", bids: [], asks });
  await using exchange = await CcxtExchange.open({
    clock: new SystemClock(),
    environment: ENVIRONMENT,
    venues: [
      {
        exchange: "binance",
        instruments: [btc],
        endpoints: endpointsAt(port),
        ...TIMES,
      },
    ],
  });
  const order = { instrument: btc, side: "buy", quantity: 1 } as const;
  await control("answers", { on: "place", fault: { do: "cut" } });
  await expect(
    exchange.placeMarketOrder({ ...order, clientOrderId: "m-1-1" }),
  ).rejects.not.toBeInstanceOf(Rejected);
  const answer = await fetch(`http://127.0.0.1:${port}/control/truth`);
  const truth: VenueTruth = JSON.parse(await answer.text());
  expect(truth.orders).toMatchObject([
    { clientOrderId: "m-1-1", status: "FILLED" },
  ]);
  expect(truth.balances).toEqual({ USDT: 898.899, BTC: 1 });
  child.kill("SIGKILL");
  await ended;
  await expect(
    exchange.placeMarketOrder({ ...order, clientOrderId: "m-1-2" }),
  ).rejects.not.toBeInstanceOf(Rejected);
});
