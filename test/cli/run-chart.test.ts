import { parseXml, XmlElement, type XmlNode } from "@rgrove/parse-xml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { chart } from "../../src/cli/run/chart/chart.ts";
import type { ChartData } from "../../src/cli/run/chart/data.ts";
import { Course } from "../../src/cli/run/record/course.ts";
import { FillCounts } from "../../src/cli/run/record/fill-counts.ts";
import { Occupancy } from "../../src/cli/run/record/occupancy.ts";
import { Silences } from "../../src/cli/run/record/silences.ts";
import { Random } from "../../runtime/random.ts";
import { Folder, installRuntime } from "./fsmc.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
const START = Date.UTC(2025, 0, 6);

describe("the chart of a run", () => {
  const folder = new Folder();
  let svg = "";
  let result: {
    readonly netPnl: number;
    readonly fills: number;
    readonly timePerStateMs: Readonly<Record<string, number>>;
  } = { netPnl: NaN, fills: 0, timePerStateMs: {} };

  beforeAll(() => {
    installRuntime(folder);
    folder.fsmc(["init", "--yes"]);
    result = JSON.parse(folder.fsmc(["run", "dip-buyer", "--json"]).stdout);
    svg = folder.read("out/dip-buyer-simulated/chart.svg");
  });

  afterAll(() => folder[Symbol.dispose]());

  test("has a band for each state that was visited", () => {
    const states = elementsIn(svg).flatMap(({ attributes }) =>
      attributes["data-state"] === undefined ? [] : attributes["data-state"],
    );
    expect(states.toSorted()).toEqual(
      Object.keys(result.timePerStateMs).toSorted(),
    );
    expect(states).toContain("HOLDING");
  });

  test("ends where the result does, by its own axis", () => {
    const panel = panelOf(svg, "net PnL, USDT");
    const ticks = panel
      .filter(({ attributes }) => attributes["text-anchor"] === "end")
      .map((each) => ({
        value: Number(each.text.replace("−", "-").replace(",", "")),
        y: Number(each.attributes["y"]) - 4,
      }));
    const [a, b] = ticks;
    if (a === undefined || b === undefined) throw new Error("no axis");
    const line = markedIn(panel);
    const last = lastHeight(line?.attributes["d"] ?? "");
    const perPixel = (b.value - a.value) / (b.y - a.y);
    const end = a.value + (last - a.y) * perPixel;
    expect(Math.abs(end - result.netPnl)).toBeLessThan(
      1.5 * Math.abs(perPixel),
    );
  });

  test("counts the fills, follows light and dark, and says when", () => {
    const texts = elementsIn(svg).map((each) => each.text);
    expect(texts.some((each) => each.startsWith(`${result.fills} fills`))).toBe(
      true,
    );
    expect(texts).toContain("2025-01-01");
    expect(texts).toContain("00:15");
    expect(svg).toContain("@media (prefers-color-scheme:dark)");
  });
});

describe("the chart of a long run", () => {
  test("stays small, shows every state, and is the same for the same data", async () => {
    const draw = async () => {
      const random = new Random(7);
      const names = Array.from({ length: 16 }, (_, index) => `S${index}`);
      const rows = Array.from({ length: 4 }, () => new Occupancy());
      const equity = new Course();
      const exposure = [new Course(), new Course()];
      const fills = new FillCounts();
      let worth = 0;
      for (let step = 0; step < 300_000; step += 1) {
        const time = START + step * 977;
        worth += random.normal();
        equity.add(time, worth);
        for (const each of exposure) each.add(time, 1_000 * random.normal());
        fills.add(time, step % 2 === 0 ? "buy" : "sell");
        const row = rows[step % rows.length];
        row?.enter(names[Math.floor(random.next() * 16)] ?? null, time);
      }
      const end = START + 300_000 * 977;
      for (const row of rows) row.end(end);
      rows[0]?.enter("ONCE", end);
      rows[0]?.end(end);
      return chart(
        {
          ...NOTHING,
          end,
          equity: equity.spans,
          realized: equity.spans,
          exposure: exposure.map(({ spans }, index) => ({
            leg: `leg ${index}`,
            spans,
          })),
          fills: fills.all,
          rows: rows.map(({ stays }, index) => ({ label: `${index}`, stays })),
        },
        WORDS,
        await waiter(),
      );
    };
    const svg = await draw();
    expect(svg.length).toBeLessThan(300_000);
    const states = new Set(
      elementsIn(svg).flatMap(
        ({ attributes }) => attributes["data-state"] ?? [],
      ),
    );
    expect(states.size).toBe(17);
    expect(await draw()).toBe(svg);
  });

  test("nights are gaps: marked, and narrow", async () => {
    const silences = new Silences();
    const equity = new Course();
    for (let day = 0; day < 5; day += 1)
      for (let minute = 870; minute < 1260; minute += 1) {
        const time = START + day * DAY + minute * MINUTE;
        silences.heard(time);
        equity.add(time, day);
      }
    expect(silences.gaps).toHaveLength(4);
    const svg = chart(
      {
        ...NOTHING,
        start: START + 870 * MINUTE,
        end: START + 4 * DAY + 1_259 * MINUTE,
        gaps: silences.gaps,
        equity: equity.spans,
      },
      WORDS,
      await waiter(),
    );
    const marked = markedIn(panelOf(svg, "net PnL, USDT"));
    const steps = [...(marked?.attributes["d"] ?? "").matchAll(/H(\d+)/g)];
    const rises = steps.map(([, x]) => Number(x));
    const [first = NaN, second = NaN] = rises;
    expect(second - first).toBeGreaterThan(200);
    const gaps = elementsIn(svg).flatMap(
      ({ attributes }) => attributes["data-gaps"] ?? [],
    );
    expect(gaps).toEqual(["4"]);
    const texts = elementsIn(svg).map((each) => each.text);
    for (const day of ["2025-01-06", "2025-01-07", "2025-01-10"])
      expect(texts).toContain(day);
  });

  test("daily prices have no gaps at all", () => {
    const silences = new Silences();
    for (let day = 0; day < 30; day += 1)
      if (day % 7 < 5) silences.heard(START + day * DAY);
    expect(silences.gaps).toEqual([]);
  });

  test("words from outside cannot break out", async () => {
    const nasty = `<a>&"'\u0000]]>`;
    const svg = chart(
      {
        ...NOTHING,
        currency: nasty,
        exposure: [{ leg: nasty, spans: [] }],
        rows: [{ label: nasty, stays: [] }],
      },
      { title: nasty, subtitle: nasty, alarm: nasty },
      await waiter(),
    );
    const texts = elementsIn(svg).map((each) => each.text);
    expect(texts).toContain(nasty.replace("\u0000", "\uFFFD"));
    expect(elementsIn(svg).map(({ name }) => name)).not.toContain("a");
  });
});

const WORDS = { title: "Waiter", subtitle: "simulated", alarm: null };

const NOTHING: ChartData = {
  start: START,
  end: START + DAY,
  currency: "USDT",
  equity: [],
  realized: [],
  exposure: [],
  fills: [],
  gaps: [],
  rows: [],
  timePerState: new Map(),
  netPnl: 0,
};

async function waiter() {
  const text =
    "strategy Waiter { initial state S0 { after 1s -> S1 } final state S1 }";
  const { models } = await compile([{ path: "w.fsm", text }], { emit: false });
  const [strategy] = models.flatMap(({ strategies }) => strategies);
  if (strategy === undefined) throw new Error("the spec has no strategy");
  return strategy;
}

/** Every element; that it parses at all is tested with it. */
function elementsIn(svg: string): readonly XmlElement[] {
  const { root } = parseXml(svg);
  return root === null ? [] : within(root);
}

function within(node: XmlNode): readonly XmlElement[] {
  if (!(node instanceof XmlElement)) return [];
  return [node, ...node.children.flatMap(within)];
}

function panelOf(svg: string, name: string): readonly XmlElement[] {
  return elementsIn(svg)
    .filter(({ attributes }) => attributes["data-panel"] === name)
    .flatMap(within);
}

/** The line itself comes after its swatch in the legend. */
function markedIn(panel: readonly XmlElement[]): XmlElement | undefined {
  return panel.findLast(({ attributes }) => attributes["class"] === "marked");
}

/** Where a path of absolute steps ends. */
function lastHeight(path: string): number {
  const heights = [...path.matchAll(/(?:M\S+ |V)(-?[\d.]+)/g)];
  return Number(heights.at(-1)?.[1]);
}
