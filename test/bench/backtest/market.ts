import type { Market, MarketEvent, StrategySetup } from "@fsmc/runtime";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import crossExchangeMaker from "../../../strategies/cross-exchange-maker.callbacks.ts";

const BESIDE = fileURLToPath(
  new URL("../../../../shared/data", import.meta.url),
);

export const setup: StrategySetup = crossExchangeMaker;

/** The market of the cross-exchange maker, all of its events in memory, and how long they took to be read. */
export interface LoadedMarket {
  readonly market: Market;
  readonly events: readonly MarketEvent[];
  /** In milliseconds of processor time. */
  readonly reading: number;
}

/** The recording by Binance, if it is there (FSMC_DATA); else the simulator, which is told on standard error. */
export async function loadMarket(): Promise<LoadedMarket> {
  const data = process.env["FSMC_DATA"] ?? BESIDE;
  const request = { seed: 1, params: {}, from: null, to: null };
  if (existsSync(`${data}/hftbacktest`))
    return loaded(await setup.market({ ...request, data }));
  console.error(
    `… no recordings in ${data} (FSMC_DATA): the backtest is on a simulated market`,
  );
  return loaded(await setup.market({ ...request, data: null }));
}

async function loaded(market: Market): Promise<LoadedMarket> {
  const before = process.cpuUsage();
  const events: MarketEvent[] = [];
  for await (const event of market.events) events.push(event);
  const { user, system } = process.cpuUsage(before);
  return { market, events, reading: (user + system) / 1_000 };
}
