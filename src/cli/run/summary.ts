import type { Finding, Market, StrategyResult } from "@fsmc/runtime";
import type { SessionResult } from "./session.ts";

/** What `result.json` and `--json` say. Money in the quote currency, times in milliseconds. */
export interface RunSummary {
  readonly strategy: string;
  readonly data: {
    readonly source: Market["source"];
    readonly description: string;
    readonly seed: number;
  };
  /** What was heard of the market. */
  readonly events: number;
  readonly marketTimeMs: number;
  readonly interrupted: boolean;
  /** How many machines ran, by the phase in which they ended. */
  readonly runs: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly currency: string;
  readonly realizedPnl: number;
  readonly unrealizedPnl: number;
  readonly totalFees: number;
  readonly netPnl: number;
  readonly ordersExecuted: number;
  readonly positionsOpened: number;
  readonly positionsClosed: number;
  readonly transitions: number;
  readonly errors: number;
  /** Each message once, with how often. */
  readonly errorMessages: Readonly<Record<string, number>>;
  readonly timePerStateMs: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  readonly files: Readonly<Record<"trail" | "diagram" | "result", string>>;
}

/** Adds up what the machines of a session did. */
export function summaryOf(
  session: SessionResult,
  parts: Pick<RunSummary, "strategy" | "files"> & {
    readonly market: Market;
    readonly seed: number;
  },
): RunSummary {
  const { results, metrics } = session;
  const sum = (pick: (result: StrategyResult) => number): number =>
    results.reduce((total, result) => total + pick(result), 0);
  const { market, seed, strategy, files } = parts;
  return {
    strategy,
    data: { source: market.source, description: market.description, seed },
    events: session.events,
    marketTimeMs: session.marketTimeMs,
    interrupted: session.interrupted,
    runs: results.length,
    phases: session.phases,
    currency: market.exchange.listings[0]?.instrument.currency ?? "",
    realizedPnl: sum(({ realizedPnl }) => realizedPnl),
    unrealizedPnl: sum(({ unrealizedPnl }) => unrealizedPnl),
    totalFees: sum(({ totalFees }) => totalFees),
    netPnl: sum(({ netPnl }) => netPnl),
    ordersExecuted: sum(({ ordersExecuted }) => ordersExecuted),
    positionsOpened: sum(({ positionsOpened }) => positionsOpened),
    positionsClosed: sum(({ positionsClosed }) => positionsClosed),
    transitions: sum(({ stateTransitionCount }) => stateTransitionCount),
    errors: metrics.strategies.reduce((total, each) => total + each.errors, 0),
    errorMessages: tally(
      session.trail
        .filter(({ kind }) => kind === "failure")
        .map(({ message }) => message),
    ),
    timePerStateMs: addedUp(
      metrics.strategies.map((each) => each.timePerStateMs),
    ),
    findings: session.findings,
    files,
  };
}

function tally(texts: readonly string[]): Readonly<Record<string, number>> {
  return addedUp(texts.map((text) => ({ [text]: 1 })));
}

function addedUp(
  records: readonly Readonly<Record<string, number>>[],
): Readonly<Record<string, number>> {
  const total = new Map<string, number>();
  for (const record of records)
    for (const [name, value] of Object.entries(record))
      total.set(name, (total.get(name) ?? 0) + value);
  return Object.fromEntries(total);
}
