import type { StopReport } from "./stopping.ts";

/** What ends a process politely. */
export type StopSignal = "SIGTERM" | "SIGINT" | "SIGHUP";

export interface SignalOptions {
  /** Default: SIGTERM and SIGINT. */
  readonly signals?: readonly StopSignal[];
  /**
   * Called when all is stopped and durable, with what is left; then the
   * process ends. Default: the report goes to the logger.
   */
  readonly stopped?: (
    report: StopReport,
    signal: StopSignal,
  ) => void | Promise<void>;
}

/** As a shell has it: 128 and the signal's number. */
const NUMBERS: Readonly<Record<StopSignal, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGTERM: 15,
};

/**
 * The first signal stops, the second ends the process at once.
 *
 * @param stop never rejects
 * @returns ends it: signals do again what they did before
 */
export function stopOnSignals(
  stop: (reason: string) => Promise<StopReport>,
  { signals = ["SIGTERM", "SIGINT"], stopped }: SignalOptions,
  log: (report: StopReport) => void,
): () => void {
  let isStopping = false;
  const hear = (signal: NodeJS.Signals): void => {
    const known = signals.find((each) => each === signal);
    if (known === undefined) return;
    if (isStopping) process.exit(128 + NUMBERS[known]);
    isStopping = true;
    const finish = async (): Promise<void> => {
      const report = await stop(known);
      if (stopped === undefined) log(report);
      else await stopped(report, known);
    };
    finish().then(
      () => process.exit(128 + NUMBERS[known]),
      (error: unknown) => {
        process.emitWarning(error instanceof Error ? error : String(error));
        process.exit(1);
      },
    );
  };
  for (const signal of signals) process.on(signal, hear);
  return () => {
    for (const signal of signals) process.off(signal, hear);
  };
}
