import type { Clock } from "../clock.ts";
import { Timer } from "../timers.ts";

/** Resolves when the clock reaches this time, in milliseconds since the epoch. */
export function sleepUntil(clock: Clock, time: number): Promise<void> {
  return new Promise((resolve) => {
    clock.arm(new Timer(resolve, "a sleep"), time);
  });
}
