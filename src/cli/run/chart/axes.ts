import { element, text } from "./svg.ts";
import type { TimeScale } from "./time-scale.ts";
import { timeTicks } from "./time-ticks.ts";
import type { ValueScale } from "./value-scale.ts";

const SIZE = 11;

/** Round values with their lines, and the line of zero. */
export function valueAxis(value: ValueScale, time: TimeScale): string {
  const right = time.x + time.width;
  const lines = value.ticks.map(
    (tick) => `M${time.x} ${Math.round(value.at(tick)) + 0.5}H${right}`,
  );
  return [
    element("path", { class: "grid", d: lines.join("") }),
    element("path", {
      class: "zero",
      d: `M${time.x} ${Math.round(value.at(0)) + 0.5}H${right}`,
    }),
    ...value.ticks.map((tick) =>
      text(value.label(tick), {
        class: "label",
        x: time.x - 10,
        y: Math.round(value.at(tick)) + 4,
        "text-anchor": "end",
        "font-size": SIZE,
      }),
    ),
  ].join("");
}

/** Lines of round times from top to bottom, with gaps. */
export function timeGrid(time: TimeScale, top: number, bottom: number): string {
  const lines = timeTicks(time).map(
    ({ x }) => `M${Math.round(x) + 0.5} ${top}V${bottom}`,
  );
  const gaps = time.gaps.map(
    ({ x, width }) => `M${x} ${top}h${width}V${bottom}h${-width}z`,
  );
  return (
    element("path", { class: "grid", d: lines.join("") }) +
    (gaps.length === 0
      ? ""
      : element("path", {
          class: "gap",
          "data-gaps": gaps.length,
          d: gaps.join(""),
        }))
  );
}

/** Times, and below them the days that begin. */
export function timeLabels(time: TimeScale, top: number): string {
  const right = time.x + time.width;
  const at = (x: number, room: number, y: number) => ({
    x: Math.round(Math.min(x, right - room)),
    y,
    "text-anchor": "middle",
    "font-size": SIZE,
  });
  return timeTicks(time)
    .map(({ x, label, day }) => {
      const clock = text(label, { class: "label", ...at(x, 6, top + 14) });
      if (day === null) return clock;
      return clock + text(day, { class: "ink", ...at(x, 14, top + 29) });
    })
    .join("");
}
