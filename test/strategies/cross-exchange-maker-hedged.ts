import { expect } from "vitest";
import { FLAT, type CrossExchangeDesk } from "./cross-exchange-maker-desk.ts";

/** Whatever was filled is hedged; unwound, nothing is left. */
export async function expectHedged(
  desk: CrossExchangeDesk,
  filled: number,
): Promise<void> {
  expect(await desk.account()).toEqual({ maker: filled, taker: -filled });
  desk.machine.send("STOP");
  await desk.until("COMPLETED");
  expect(await desk.account()).toEqual(FLAT);
  expect(desk.machine.ledger?.unsettled()).toEqual([]);
}
