import { describe, expect, test } from "vitest";
import type { BadRowError, MarketEvent } from "@fsmc/runtime";
import {
  recordedDays,
  type RecordedQuery,
} from "../../../strategies/recorded-day.ts";
import { perpetual, spot } from "../instruments.ts";
import { allOf } from "../streams.ts";
import { folderOf } from "./folder.ts";

const DAY = 86_400_000;
const FEBRUARY_28 = Date.UTC(2024, 1, 28);
const ROW = "60000,9,9,9,100,2,9,9,9,101,3\n";
const BAR = "60000,100,101,99,100,5\n";

function filesOf(date: string, legs: readonly string[], row = ROW) {
  const both = {
    spot: [`lean/crypto/bybit/minute/btcusdt/${date}`, ""],
    perp: [`lean/cryptofuture/bybit/minute/btcusdt/${date}`, "_perp"],
  };
  const files: Record<string, string> = {};
  for (const leg of legs) {
    const [path = "", suffix = ""] = leg === "spot" ? both.spot : both.perp;
    files[`${path}_quote/${date}_btcusdt_minute_quote${suffix}.csv`] = row;
    if (leg === "perp")
      files[`${path}_trade/${date}_btcusdt_minute_trade_perp.csv`] = BAR;
  }
  return files;
}

const FILES = {
  ...filesOf("20240228", ["spot", "perp"]),
  ...filesOf("20240229", ["spot"]),
  ...filesOf("20240301", ["spot", "perp"]),
  ...filesOf("20240302", ["perp"]),
  "lean/cryptofuture/bybit/margin_interest/btcusdt.csv":
    "20240228 00:02:00,0.0001\n20240229 08:00:00,0.0002\n20240301 00:01:00,0.0003\n",
};
const ALL: RecordedQuery = { from: null, to: null };
const told = (events: readonly MarketEvent[]) =>
  events.map(({ kind, time, instrument }) => [
    kind,
    instrument.kind,
    (time - FEBRUARY_28) / 60_000,
  ]);

describe("the days of a range", () => {
  test("are those that have quotes of all, with trades and funding where they are", async () => {
    const data = await folderOf(FILES);
    const days = await recordedDays(data, [spot, perpetual], {
      ...ALL,
      trades: true,
      funding: true,
    });
    expect(days).toMatchObject({
      start: FEBRUARY_28 + 120_000,
      end: FEBRUARY_28 + 2 * DAY + 120_000,
      days: [FEBRUARY_28, FEBRUARY_28 + 2 * DAY],
      span: "2024-02-28 to 2024-03-01 (2 days)",
    });
    const events = await allOf(days.events);
    expect(told(events)).toEqual([
      ["quote", "spot", 2],
      ["quote", "linear-perpetual", 2],
      ["bar", "linear-perpetual", 2],
      ["funding", "linear-perpetual", 2],
      ["funding", "linear-perpetual", 2_881],
      ["quote", "spot", 2_882],
      ["quote", "linear-perpetual", 2_882],
      ["bar", "linear-perpetual", 2_882],
    ]);
    expect(await allOf(days.events)).toEqual(events);
  });

  test("say where no funding is recorded", async () => {
    const data = await folderOf({
      ...FILES,
      "lean/cryptofuture/bybit/margin_interest/btcusdt.csv":
        "20240301 00:00:00,0.1",
    });
    const { span } = await recordedDays(data, [spot, perpetual], {
      ...ALL,
      funding: true,
    });
    expect(span).toBe(
      "2024-02-28 to 2024-03-01 (2 days), without funding on 2024-02-28",
    );
  });

  test("have quotes only, if nothing else is wanted", async () => {
    const data = await folderOf(FILES);
    const days = await recordedDays(data, [spot], {
      from: FEBRUARY_28 + DAY,
      to: FEBRUARY_28 + DAY,
    });
    expect(told(await allOf(days.events))).toEqual([["quote", "spot", 1_442]]);
    expect(days.span).toBe("2024-02-29");
  });

  test("that are not there are named", async () => {
    const data = await folderOf(FILES);
    const on = (day: number) =>
      recordedDays(data, [spot, perpetual], { from: day, to: day });
    await expect(on(FEBRUARY_28 + DAY)).rejects.toThrow(
      "there are no quotes (minute) of bybit:linear-perpetual:BTCUSDT on 2024-02-29; there are those of 2024-02-28 and 2024-03-01, the nearest of 3 days",
    );
    const apart = await folderOf({
      ...filesOf("20240228", ["spot"]),
      ...filesOf("20240229", ["perp"]),
    });
    await expect(recordedDays(apart, [spot, perpetual], ALL)).rejects.toThrow(
      "there is no day that has recordings of all of bybit:spot:BTCUSDT, bybit:linear-perpetual:BTCUSDT",
    );
  });

  test("tell of a bad row when it is due, once", async () => {
    const data = await folderOf(
      filesOf("20240228", ["spot"], `${ROW}nonsense\n`),
    );
    const problems: BadRowError[] = [];
    const days = await recordedDays(data, [spot], {
      ...ALL,
      onBadRow: (error) => problems.push(error),
    });
    expect(problems).toEqual([]);
    await allOf(days.events);
    expect(problems).toHaveLength(1);
    await expect(recordedDays(data, [spot], ALL)).rejects.toThrow(
      "minute_quote.csv:2: expected 11 columns, found 1",
    );
  });
});
