import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";

interface Told {
  readonly start: number;
  readonly metrics: Readonly<Record<string, Instrument>>;
  /** When it was told to end. */
  readonly after: Readonly<Record<string, Instrument>>;
  readonly spans: readonly Readonly<Record<string, unknown>>[];
}

interface Instrument {
  readonly unit: string;
  readonly points: readonly {
    readonly attributes: Readonly<Record<string, string>>;
    readonly value: unknown;
  }[];
}

let told: Told = { start: 0, metrics: {}, after: {}, spans: [] };

beforeAll(() => {
  const script = join(import.meta.dirname, "otel-process.ts");
  const options = ["--conditions=fsmc-source", script];
  const text = execFileSync(process.execPath, options, { encoding: "utf8" });
  told = JSON.parse(text);
});

test("OpenTelemetry reads what Prometheus reads, in its own names", () => {
  const { metrics, after } = told;
  expect(metrics["fsmc.orders"]?.points).toContainEqual({
    attributes: { strategy: "a", type: "Buyer" },
    value: 1,
  });
  expect(metrics["fsmc.machines"]?.points).toContainEqual({
    attributes: { type: "Counter", phase: "initializing" },
    value: 1,
  });
  expect(metrics["fsmc.state"]).toMatchObject({ unit: "s" });
  expect(metrics["fsmc.budget.exposure"]?.points).toEqual([
    { attributes: { currency: "USDT" }, value: 101 },
  ]);
  expect(metrics["fsmc.activity"]?.points).toContainEqual({
    attributes: { type: "Buyer", activity: "buy", outcome: "done" },
    value: expect.objectContaining({ count: 1 }),
  });
  const steps = metrics["fsmc.macrostep"]?.points ?? [];
  const types = steps.map(({ attributes }) => attributes["type"]);
  expect(types).toEqual(["Buyer", "Counter"]);
  const orders = after["fsmc.orders"]?.points ?? [];
  const known = orders.map(({ attributes }) => attributes["strategy"]);
  expect(known).not.toContain("late");
});

test("each attempt of an activity is a span in the host's time", () => {
  const { spans, start } = told;
  const startTime = new Date(start).toISOString();
  const buy = spans.find(({ "fsmc.outcome": outcome }) => outcome === "done");
  expect(buy).toMatchObject({
    name: "buy",
    startTime,
    attributes: {
      "fsmc.machine": "a",
      "fsmc.type": "Buyer",
      "fsmc.client_order_id": expect.stringMatching(/^a-\d+-0$/),
      "fsmc.attempt": 1,
      "fsmc.resumed": false,
    },
    endTime: expect.stringMatching(/Z$/),
  });
  expect(buy).not.toHaveProperty("status");
  expect(buy?.["endTime"]).not.toBe(startTime);
  expect(spans).toContainEqual(
    expect.objectContaining({
      "fsmc.outcome": "unknown",
      status: { code: 2, message: "unknown" },
    }),
  );
});
