import type { Market, RunnableMachine } from "@fsmc/runtime";
import type { Strategy } from "../../../compile.ts";
import type { FaultFile } from "../fault-file.ts";
import type { ParamValues } from "../params/param-values.ts";
import type { LastStep } from "../record/last-steps.ts";
import type { SessionResult } from "../session/session.ts";
import { exposedAmong, type Exposed } from "./open-positions.ts";
import type {
  MachineResult,
  RunEnd,
  RunFiles,
  RunSummary,
} from "./run-summary.ts";

export interface SummaryParts {
  readonly strategy: Strategy;
  readonly market: Market;
  readonly seed: number;
  readonly params: ParamValues;
  /** What `--faults` named. */
  readonly faults: FaultFile | null;
  readonly files: RunFiles;
}

/** Adds up what the machines of a session did. */
export function summaryOf(
  session: SessionResult,
  { strategy, market, seed, params, faults, files }: SummaryParts,
): RunSummary {
  const { machines, recorder } = session;
  const exposed = exposedAmong(machines);
  const ledgers = machines.flatMap(({ ledger }) => ledger ?? []);
  const summaries = ledgers.map((ledger) => ledger.summary());
  const sum = (pick: (summary: (typeof summaries)[number]) => number): number =>
    summaries.reduce((total, each) => total + pick(each), 0);
  const results = machines.map((machine) => machineResult(machine, recorder));
  return {
    strategy: strategy.name,
    data: { source: market.source, description: market.description, seed },
    params: machines.at(-1)?.params ?? {},
    paramsGiven: params,
    start: new Date(market.start).toISOString(),
    end: new Date(session.marketEnd).toISOString(),
    events: session.events,
    marketTimeMs: session.marketEnd - (session.resumedAt ?? market.start),
    interrupted: session.interrupted,
    resumedAt:
      session.resumedAt === null
        ? null
        : new Date(session.resumedAt).toISOString(),
    runs: machines.length,
    phases: tally(machines.map(({ phase }) => phase)),
    currency:
      summaries.find(({ currency }) => currency !== null)?.currency ??
      currencyOf(market),
    realizedPnl: sum(({ realizedPnl }) => realizedPnl),
    unrealizedPnl: sum(({ unrealizedPnl }) => unrealizedPnl),
    totalFees: sum(({ totalFees }) => totalFees),
    funding: sum(({ funding }) => funding),
    netPnl: sum(({ netPnl }) => netPnl),
    unconverted: [...new Set(summaries.flatMap((each) => each.unconverted))],
    ordersPlaced: sum(({ ordersPlaced }) => ordersPlaced),
    ordersExecuted: sum(({ ordersExecuted }) => ordersExecuted),
    fills: ledgers.reduce((total, { entries }) => total + entries.length, 0),
    positionsOpened: sum(({ positionsOpened }) => positionsOpened),
    positionsClosed: sum(({ positionsClosed }) => positionsClosed),
    refusals: recorder.troubles.refusals,
    ends: tally(
      results.flatMap(({ end, state }) => (end === null ? [] : [state])),
    ),
    transitions: results.reduce((total, each) => total + each.transitions, 0),
    errors: recorder.errors,
    errorMessages: Object.fromEntries(recorder.errorMessages),
    activityFaults: recorder.troubles.activityFaults,
    incidents: tally(
      ledgers.flatMap(({ incidents }) => incidents.map(({ kind }) => kind)),
    ),
    faults: session.faultsFired,
    faultFile: faults?.file ?? null,
    faultsNeverFired: faults?.neverFired() ?? [],
    timePerStateMs: timesOf(session, strategy),
    legs: legsOf(strategy, exposed),
    endsExposed: exposed.length > 0,
    exposed,
    machines: results,
    days: recorder.days,
    findings: session.findings,
    files,
  };
}

function machineResult(
  machine: RunnableMachine,
  { lastSteps }: SessionResult["recorder"],
): MachineResult {
  const result = machine.result();
  return {
    id: machine.id,
    state: machine.configuration.join(", "),
    phase: machine.phase,
    end: endOf(machine, lastSteps.of(machine.id)),
    executionTimeMs: result.executionTimeMs,
    netPnl: result.netPnl,
    ordersExecuted: result.ordersExecuted,
    transitions: result.stateTransitionCount,
    error: result.errorMessage,
  };
}

function endOf(
  { endedAt }: RunnableMachine,
  step: LastStep | null,
): RunEnd | null {
  if (endedAt === null) return null;
  const time = new Date(step?.time ?? endedAt).toISOString();
  return { trigger: step?.trigger ?? null, time };
}

/** Without the time after the end. */
function timesOf(
  { recorder }: SessionResult,
  { states }: Strategy,
): Readonly<Record<string, number>> {
  const ends = new Set(
    states
      .filter(({ kind, depth }) => kind === "final" && depth === 0)
      .map(({ path }) => path),
  );
  const totals = recorder.rows[0]?.totals ?? new Map<string, number>();
  return Object.fromEntries(
    [...totals].map(([state, time]) => [state, ends.has(state) ? 0 : time]),
  );
}

function legsOf(
  { legs }: Strategy,
  exposed: readonly Exposed[],
): RunSummary["legs"] {
  const held = new Map(
    legs.map(({ name }) => [name, new Map<string, number>()]),
  );
  for (const { positions } of exposed)
    for (const { leg, asset, quantity } of positions) {
      const assets = held.get(leg) ?? new Map<string, number>();
      assets.set(asset, (assets.get(asset) ?? 0) + quantity);
      held.set(leg, assets);
    }
  return Object.fromEntries(
    [...held].map(([leg, assets]) => [leg, Object.fromEntries(assets)]),
  );
}

/** What prices are in, where nothing was traded that would say it. */
export function currencyOf({ exchange }: Market): string {
  const traded = exchange.listings[0]?.instrument;
  if (traded === undefined) return "";
  return traded.kind === "inverse-perpetual"
    ? traded.priceCurrency
    : traded.currency;
}

function tally(texts: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Object.fromEntries(counts);
}
