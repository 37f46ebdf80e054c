import type { HistogramSample, Metric, Sample } from "../watching/metric.ts";
import { histogram } from "../watching/strategy-metrics.ts";
import type { BudgetShare, BudgetState } from "./budget/options.ts";
import type { JournalLag } from "./journal-meter.ts";
import type { Headcount, SupervisorSummary } from "./summary.ts";

interface Readings {
  readonly summary: SupervisorSummary;
  /** Null without a journal. */
  readonly lag: JournalLag | null;
  /** Null without one. */
  readonly budget: BudgetState | null;
  readonly undelivered: number;
}

/** How many machines there are and how they fare, as measurements. */
export function supervisorMetrics(readings: Readings): readonly Metric[] {
  return [
    ...machineMetrics(readings),
    ...journalMetrics(readings),
    ...budgetMetrics(readings),
  ];
}

function machineMetrics({ summary, undelivered }: Readings): readonly Metric[] {
  const types = Object.entries(summary.types);
  const spread = (
    label: string,
    of: (count: Headcount) => Readonly<Record<string, number>>,
  ): readonly Sample[] =>
    types.flatMap(([type, count]) =>
      Object.entries(of(count)).map(([name, value]) => ({
        labels: { type, [label]: name },
        value,
      })),
    );
  const each = (of: (count: Headcount) => number): readonly Sample[] =>
    types.map(([type, count]) => ({ labels: { type }, value: of(count) }));
  return [
    gauge("fsmc_machines", "Machines by phase.", "{machine}", [
      ...spread("phase", (count) => count.byPhase),
    ]),
    gauge("fsmc_machines_in_state", "Machines by state.", "{machine}", [
      ...spread("state", (count) => count.byState),
    ]),
    gauge(
      "fsmc_machines_exposed",
      "Machines that hold something or have orders out, or may.",
      "{machine}",
      each((count) => count.exposed),
    ),
    gauge(
      "fsmc_machines_halted",
      "Machines that may not open anything since an emergency.",
      "{machine}",
      each((count) => count.halted),
    ),
    gauge(
      "fsmc_machines_unsettled",
      "Machines with orders that nobody attends.",
      "{machine}",
      each((count) => count.unsettled),
    ),
    gauge(
      "fsmc_undelivered_events",
      "Events that wait for a machine that is not there or has not started.",
      "{event}",
      [{ labels: {}, value: undelivered }],
    ),
  ];
}

function journalMetrics({ lag }: Readings): readonly Metric[] {
  if (lag === null) return [];
  const samples: readonly HistogramSample[] = [histogram({}, lag.durable)];
  return [
    gauge(
      "fsmc_journal_pending_records",
      "Records that are not durable yet.",
      "{record}",
      [{ labels: {}, value: lag.pending }],
    ),
    gauge(
      "fsmc_journal_lag_seconds",
      "How long the oldest record that is not durable has waited.",
      "s",
      [{ labels: {}, value: lag.oldestMs / 1_000 }],
    ),
    {
      name: "fsmc_journal_durable_seconds",
      help: "How long it took until records were durable.",
      unit: "s",
      kind: "histogram",
      samples,
    },
  ];
}

function budgetMetrics({ budget }: Readings): readonly Metric[] {
  if (budget === null) return [];
  const { exposure, assets, orders, refusals } = budget;
  const by = (label: string, shares: readonly BudgetShare[]) => ({
    used: shares.map(({ name, used }) => ({
      labels: { [label]: name },
      value: used,
    })),
    limit: shares.map(({ name, limit }) => ({
      labels: { [label]: name },
      value: limit,
    })),
  });
  const currencies = by("currency", exposure);
  const ofAssets = by("asset", assets);
  return [
    gauge(
      "fsmc_budget_exposure",
      "What is open, in the quote currency.",
      "1",
      currencies.used,
    ),
    gauge(
      "fsmc_budget_exposure_limit",
      "What may be open, in the quote currency.",
      "1",
      currencies.limit,
    ),
    gauge(
      "fsmc_budget_asset_exposure",
      "What is open in an asset, in its quote currency.",
      "1",
      ofAssets.used,
    ),
    gauge(
      "fsmc_budget_asset_exposure_limit",
      "What may be open in an asset, in its quote currency.",
      "1",
      ofAssets.limit,
    ),
    gauge(
      "fsmc_budget_orders_available",
      "Orders that may be placed at once.",
      "{order}",
      orders === null ? [] : [{ labels: {}, value: orders.available }],
    ),
    {
      name: "fsmc_budget_refusals_total",
      help: "Orders that were refused, by the limit that they would have exceeded.",
      unit: "{order}",
      kind: "counter",
      samples: Object.entries(refusals).map(([limit, value]) => ({
        labels: { limit },
        value,
      })),
    },
  ];
}

function gauge(
  name: string,
  help: string,
  unit: string,
  samples: readonly Sample[],
): Metric {
  return { name, help, unit, kind: "gauge", samples };
}
