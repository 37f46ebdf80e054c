import type { Market } from "@fsmc/runtime";
import { UsageError } from "../exit.ts";
import { Progress } from "../progress.ts";
import { grouped, terminal } from "../terminal.ts";
import { blamed } from "./blame.ts";

type Work<Result> = (
  onProgress: (events: number, time: number) => void,
  signal: AbortSignal,
) => Promise<Result>;

/** What people and what service managers send. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Shows how far a run has come; the first signal ends it with what there is so far, a second one at once.
 *
 * @param root of the project
 * @param file that has the setup
 * @throws UsageError if it broke off in the strategy's own code, or in its data
 */
export async function watchOver<Result>(
  market: Market,
  root: string,
  file: string,
  work: Work<Result>,
): Promise<Result> {
  const progress = new Progress(terminal.err);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  for (const signal of SIGNALS) process.once(signal, interrupt);
  try {
    return await work((events, time) => {
      const share = (time - market.start) / (market.end - market.start);
      const at = new Date(time).toISOString().slice(0, 19).replace("T", " ");
      progress.show(share, `${at}  ${grouped(events)} events`);
    }, stop.signal);
  } catch (error) {
    const { MarketDataError } = await import("@fsmc/runtime");
    throw error instanceof MarketDataError
      ? new UsageError(error.message)
      : blamed(error, root, file, "the run broke off");
  } finally {
    progress.end();
    for (const signal of SIGNALS) process.off(signal, interrupt);
  }
}
