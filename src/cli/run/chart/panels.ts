import { valueAxis } from "./axes.ts";
import { rangeOf } from "./columns.ts";
import type { ChartData } from "./data.ts";
import { legend, lineEntry } from "./legend.ts";
import { line, type Line } from "./lines.ts";
import { EQUITY, EXPOSURE, LEFT, PLOT } from "./measures.ts";
import { element, text } from "./svg.ts";
import { LEGS } from "./theme.ts";
import type { TimeScale } from "./time-scale.ts";
import { ValueScale } from "./value-scale.ts";

/** What was earned. */
export function equityPanel(
  data: ChartData,
  time: TimeScale,
  top: number,
): string {
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

/** What each leg was worth. */
export function exposurePanel(
  data: ChartData,
  time: TimeScale,
  top: number,
): string {
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
