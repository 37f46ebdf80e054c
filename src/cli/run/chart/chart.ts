import type { Strategy } from "../../../compile.ts";
import { timeGrid, timeLabels } from "./axes.ts";
import { bands, bandsHeight, type BandRow } from "./bands.ts";
import type { ChartData, ChartWords } from "./data.ts";
import { fillMarks } from "./fill-marks.ts";
import { heading } from "./heading.ts";
import { legend, stateEntry, wordEntry, type Entry } from "./legend.ts";
import {
  EQUITY,
  EXPOSURE,
  FILLS,
  HEADING,
  LEFT,
  PLOT,
  WIDTH,
} from "./measures.ts";
import { looksOf, type StateLook } from "./palette.ts";
import { equityPanel, exposurePanel } from "./panels.ts";
import { patterns } from "./patterns.ts";
import { element, text, title } from "./svg.ts";
import { styleSheet, type ThemeName } from "./theme.ts";
import { TimeScale } from "./time-scale.ts";

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
