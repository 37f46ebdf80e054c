/** How each state of the life cycle is reached. */
import { two, verdict, type Life } from "./lifecycle-life.ts";

/** All fifteen of the seed. */
export const STATES = [
  "INITIALIZING",
  "READY",
  "ANALYZING",
  "PENDING_ENTRY",
  "ENTERING",
  "POSITION_OPEN",
  "MANAGING",
  "ADJUSTING",
  "PENDING_EXIT",
  "EXITING",
  "PARTIAL_EXIT",
  "CLOSED",
  "ERROR",
  "SUSPENDED",
  "TERMINATED",
] as const;

export type LifeState = (typeof STATES)[number];

type Way = (life: Life) => Promise<void> | void;

const ways: Readonly<Record<LifeState, Way>> = {
  INITIALIZING() {},
  READY(life) {
    life.send("MARKET_OPEN");
  },
  async ANALYZING(life) {
    await reach(life, "READY");
    life.send("TIME_WINDOW_START");
    await life.advance(0);
  },
  async PENDING_ENTRY(life) {
    await reach(life, "ANALYZING");
    await life.done("analyze", verdict);
  },
  async ENTERING(life) {
    await reach(life, "PENDING_ENTRY");
    life.send("PRICES");
    await life.advance(0);
  },
  async POSITION_OPEN(life) {
    await reach(life, "ENTERING");
    life.send("ORDER_FILLED", { leg: "position", quantity: 2 });
    await life.done("openPosition", two);
  },
  async MANAGING(life) {
    await reach(life, "POSITION_OPEN");
    await life.advance(60_000);
  },
  async ADJUSTING(life) {
    await reach(life, "MANAGING");
    life.send("RISK_LIMIT_EXCEEDED", { reason: "tested" });
    await life.advance(0);
  },
  async PARTIAL_EXIT(life) {
    await reach(life, "MANAGING");
    life.send("MARGIN_CALL", { share: 0.9 });
    await life.advance(0);
  },
  async PENDING_EXIT(life) {
    await reach(life, "MANAGING");
    life.send("DEFENSIVE_EXIT_DTE");
  },
  async EXITING(life) {
    await reach(life, "PENDING_EXIT");
    life.send("PRICES");
    await life.advance(0);
  },
  async CLOSED(life) {
    await reach(life, "EXITING");
    await life.done("closePosition");
  },
  async SUSPENDED(life) {
    await reach(life, "MANAGING");
    life.send("FOMC_MEETING");
  },
  async ERROR(life) {
    await reach(life, "MANAGING");
    life.send("SYSTEM_ERROR", { reason: "the feed is gone" });
  },
  async TERMINATED(life) {
    await reach(life, "MANAGING");
    life.send("EMERGENCY_EXIT");
    await life.advance(0);
    await life.done("closePosition");
  },
};

/** @throws Error if it does not get there */
export async function reach(life: Life, state: LifeState): Promise<void> {
  await ways[state](life);
  if (life.state !== state)
    throw new Error(`on the way to ${state} it came to ${life.state}`);
}
