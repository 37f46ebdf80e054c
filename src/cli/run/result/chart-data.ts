import type { Market } from "@fsmc/runtime";
import type { Strategy } from "../../../compile.ts";
import type { BandRow } from "../chart/bands.ts";
import type { ChartData, ChartWords } from "../chart/data.ts";
import type { SessionResult } from "../session/session.ts";
import { exposedText } from "./open-positions.ts";
import type { RunSummary } from "./run-summary.ts";

type State = Strategy["states"][number];

/** What of a session is drawn. */
export function chartData(
  { recorder, resumedAt }: SessionResult,
  summary: RunSummary,
  market: Market,
  strategy: Strategy,
): ChartData {
  return {
    start: resumedAt ?? market.start,
    end: recorder.endedAt,
    currency: summary.currency,
    equity: recorder.equity.spans,
    realized: recorder.realized.spans,
    exposure: [...recorder.exposure].map(([leg, { spans }]) => ({
      leg,
      spans,
    })),
    fills: recorder.fills.all,
    gaps: recorder.gaps,
    rows: recorder.rows.map(({ stays, totals }, index): BandRow => {
      const label = index === 0 ? "state" : regionName(totals, strategy);
      return { label, stays };
    }),
    timePerState: new Map(recorder.rows.flatMap(({ totals }) => [...totals])),
    netPnl: summary.netPnl,
  };
}

export function chartWords(summary: RunSummary): ChartWords {
  const { strategy, data, exposed } = summary;
  const seed = data.description.includes(`seed ${data.seed}`)
    ? ""
    : `; seed ${data.seed}`;
  return {
    title: strategy,
    subtitle: `${data.source}: ${data.description}${seed}; times are UTC`,
    alarm:
      exposed.length === 0
        ? null
        : `ends exposed: ${exposed.map(exposedText).join("; ")}`,
  };
}

/** The region that most of a row's time was spent in; with dots where several parallel states share the row. */
function regionName(
  totals: ReadonlyMap<string, number>,
  strategy: Strategy,
): string {
  const times = new Map<string, number>();
  for (const [path, time] of totals) {
    const state = strategy.states.find((each) => each.path === path);
    const region = state === undefined ? null : regionOf(state);
    const name = region?.name ?? "region";
    times.set(name, (times.get(name) ?? 0) + time);
  }
  const [most = "region"] = [...times.keys()].toSorted(
    (one, other) => (times.get(other) ?? 0) - (times.get(one) ?? 0),
  );
  return times.size > 1 ? `${most} …` : most;
}

/** The innermost region that a state is in, itself included. */
function regionOf(state: State): State | null {
  let each: State | null = state;
  while (each !== null && each.parent?.kind !== "parallel") {
    const parent: State["parent"] = each.parent;
    each = parent === null || parent.depth < 0 ? null : parent;
  }
  return each;
}
