import type { Strategy } from "../../../compile.ts";
import type { FillCount } from "../record/fill-counts.ts";
import type { Silence } from "../record/silences.ts";
import type { Span } from "../record/course.ts";
import { timeGrid, timeLabels, valueAxis } from "./axes.ts";
import { bands, bandsHeight, type BandRow } from "./bands.ts";
import { rangeOf } from "./columns.ts";
import { fillMarks } from "./fill-marks.ts";
import {
  legend,
  lineEntry,
  stateEntry,
  wordEntry,
  type Entry,
} from "./legend.ts";
import { line, type Line } from "./lines.ts";
import { looksOf, type StateLook } from "./palette.ts";
import { patterns } from "./patterns.ts";
import { element, fitted, text, title } from "./svg.ts";
import { LEGS, styleSheet, type ThemeName } from "./theme.ts";
import { TimeScale } from "./time-scale.ts";
import { signedText, ValueScale } from "./value-scale.ts";

/** What a chart shows. */
export interface ChartData {
  /** Milliseconds since the epoch, like `end`. */
  readonly start: number;
  readonly end: number;
  /** What money is told in. */
  readonly currency: string;
  /** Net PnL with what is held at its marks, and of it what is realized, fees and funding included. */
  readonly equity: readonly Span[];
  readonly realized: readonly Span[];
  /** What each leg holds, at its marks. */
  readonly exposure: readonly {
    readonly leg: string;
    readonly spans: readonly Span[];
  }[];
  readonly fills: readonly FillCount[];
  readonly gaps: readonly Silence[];
  /** The states first, then the regions of parallel ones. */
  readonly rows: readonly BandRow[];
  /** By state, those inside of regions too; in milliseconds. */
  readonly timePerState: ReadonlyMap<string, number>;
  /** At the end. */
  readonly netPnl: number;
}

export interface ChartWords {
  readonly title: string;
  readonly subtitle: string;
  /** What must not be overlooked; null: nothing. */
  readonly alarm: string | null;
}

const WIDTH = 1_200;
const LEFT = 96;
const RIGHT = 28;
const PLOT = WIDTH - LEFT - RIGHT;
const EQUITY = { height: 250, ticks: 6 } as const;
const FILLS = 30;
const EXPOSURE = { height: 130, ticks: 4 } as const;
const HEADING = 34;

/** Equity and exposure over time, with the states below. The same bytes for the same data. */
export function chart(
  data: ChartData,
  words: ChartWords,
  strategy: Strategy,
  theme: ThemeName = "auto",
): string {
  const time = new TimeScale(data.start, data.end, data.gaps, LEFT, PLOT);
  const looks = looksOf(statesIn(data.rows), strategy);
  const head = heading(data, words);

  const equityTop = head.height + HEADING;
  const fillsTop = equityTop + EQUITY.height;
  const exposureTop = fillsTop + FILLS + HEADING;
  const bandsTop = exposureTop + EXPOSURE.height + 18;
  const bottom = bandsTop + bandsHeight(data.rows);
  const whole = data.end - data.start;
  const states = legend(
    [
      ...looks.map((look) =>
        stateEntry(
          look,
          shareText(data.timePerState.get(look.path) ?? 0, whole),
        ),
      ),
      ...keyOf(looks),
    ],
    LEFT,
    bottom + 46,
    PLOT,
  );
  const height = bottom + 46 + states.height + 12;

  return `${element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: "img",
      "font-family":
        "'DejaVu Sans', Verdana, 'Segoe UI', Helvetica, Arial, sans-serif",
    },
    title(`${words.title}: ${words.subtitle}`),
    element("style", {}, styleSheet(theme)),
    patterns(looks),
    element("rect", { class: "canvas", width: WIDTH, height }),
    head.svg,
    timeGrid(time, equityTop, bottom),
    equityPanel(data, time, equityTop),
    text("fills", {
      class: "label",
      x: LEFT - 10,
      y: fillsTop + FILLS / 2 + 4,
      "text-anchor": "end",
      "font-size": 11,
    }),
    fillMarks(data.fills, time, fillsTop + FILLS / 2),
    exposurePanel(data, time, exposureTop),
    bands(data.rows, looks, time, bandsTop),
    timeLabels(time, bottom),
    states.svg,
  )}\n`;
}

function heading(
  { currency, netPnl }: ChartData,
  words: ChartWords,
): { readonly svg: string; readonly height: number } {
  const net = `net ${signedText(netPnl)} ${currency}`;
  const look = netPnl > 0 ? "gain" : netPnl < 0 ? "loss" : "ink";
  const at = (y: number, size: number) => ({ x: 24, y, "font-size": size });
  const svg = [
    text(words.title, { class: "ink", "font-weight": "bold", ...at(34, 20) }),
    text(net, {
      class: look,
      x: WIDTH - RIGHT,
      y: 34,
      "text-anchor": "end",
      "font-size": 18,
      "font-weight": "bold",
      "data-net-pnl": String(netPnl),
    }),
    text(fitted(words.subtitle, 12, WIDTH - 48), {
      class: "label",
      ...at(55, 12),
    }),
  ];
  if (words.alarm === null) return { svg: svg.join(""), height: 62 };
  svg.push(
    text(fitted(words.alarm, 12, WIDTH - 48), {
      class: "alarm",
      "font-weight": "bold",
      ...at(75, 12),
    }),
  );
  return { svg: svg.join(""), height: 82 };
}

function equityPanel(data: ChartData, time: TimeScale, top: number): string {
  const { equity, realized, currency } = data;
  const value = new ValueScale(
    rangeOf([equity, realized]),
    top,
    EQUITY.height,
    EQUITY.ticks,
  );
  const lines: readonly Line[] = [
    {
      look: "realized",
      name: "realized, fees and funding included",
      spans: realized,
      filled: false,
    },
    {
      look: "marked",
      name: "with what is held at its marks",
      spans: equity,
      filled: false,
    },
  ];
  return panel(`net PnL, ${currency}`, lines.toReversed(), value, time, top);
}

function exposurePanel(data: ChartData, time: TimeScale, top: number): string {
  const { exposure, currency } = data;
  const lines = exposure.map(({ leg, spans }, index): Line => ({
    look: `leg-${index % LEGS}`,
    name: leg,
    spans,
    filled: true,
  }));
  const value = new ValueScale(
    rangeOf(exposure.map(({ spans }) => spans)),
    top,
    EXPOSURE.height,
    EXPOSURE.ticks,
  );
  return panel(`exposure, ${currency}`, lines, value, time, top);
}

function panel(
  name: string,
  lines: readonly Line[],
  value: ValueScale,
  time: TimeScale,
  top: number,
): string {
  const entries = lines.map((each) =>
    lineEntry(each.look, each.name, each.filled),
  );
  return element(
    "g",
    { "data-panel": name },
    text(name, {
      class: "ink",
      x: LEFT,
      y: top - 11,
      "font-size": 13,
      "font-weight": "bold",
    }),
    legend(entries, LEFT + 200, top - 21, PLOT - 200).svg,
    valueAxis(value, time),
    ...lines.toReversed().map((each) => line(each, time, value)),
  );
}

function statesIn(rows: readonly BandRow[]): ReadonlySet<string> {
  return new Set(
    rows.flatMap(({ stays }) =>
      stays.flatMap(({ times }) => [...times.keys()]),
    ),
  );
}

/** What is drawn over states. */
function keyOf(looks: readonly StateLook[]): readonly Entry[] {
  const words = [
    looks.some(({ over }) => over === "stripes")
      ? "striped: exposed, a position may be open"
      : null,
    looks.some(({ over }) => over === "dashes") ? "dashed: suspended" : null,
    "stacked: several within one pixel of time",
  ];
  return words.flatMap((each) => (each === null ? [] : [wordEntry(each)]));
}

function shareText(time: number, whole: number): string {
  const share = (100 * time) / Math.max(whole, 1);
  if (share > 0 && share < 0.1) return "< 0.1 %";
  return `${share.toFixed(1)} %`;
}
