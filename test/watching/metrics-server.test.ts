import { MetricsServer } from "@fsmc/runtime";
import { describe, expect, test } from "vitest";
import { Floor } from "../supervisor/floor.ts";
import { objections, prometheus, promtool, Scraper } from "./prometheus.ts";

/** Something of everything: held, suspended, in error, refused by the budget. */
async function busy(): Promise<Floor> {
  const floor = new Floor({
    budget: { exposure: { USDT: 150 }, orders: { perSecond: 100 } },
  });
  for (const id of ["a", 'b"\\']) floor.buyer(id).send("GO");
  floor.counter("counter").send("COUNT", { quantity: 3 });
  floor.buyer("held").send("HOLD", { reason: "lunch" });
  const sick = floor.buyer("sick", 1, {
    nudge() {
      throw new Error("no");
    },
  });
  sick.send("NUDGE", { by: 1 });
  await floor.advance();
  return floor;
}

const ANY = { port: 0 };

test("the figures are at /metrics, for who reads them, and nowhere else", async () => {
  const floor = await busy();
  await using server = await MetricsServer.start(floor.supervisor, ANY);
  expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  const response = await fetch(`${server.url}?name[]=x`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(
    "text/plain; version=0.0.4; charset=utf-8",
  );
  const text = await response.text();
  expect(text).toContain('fsmc_machines{type="Buyer",phase="suspended"} 1\n');
  const head = await fetch(server.url, { method: "HEAD" });
  expect(Number(head.headers.get("content-length"))).toBeGreaterThan(1_000);
  expect(await head.text()).toBe("");
  const post = await fetch(server.url, { method: "POST", body: "x" });
  expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  expect((await fetch(new URL("/", server.url))).status).toBe(404);
});

test("a port that is taken is an error, and one that is closed is free", async () => {
  const floor = new Floor();
  const server = await MetricsServer.start(floor.supervisor, ANY);
  const port = Number(new URL(server.url).port);
  const again = MetricsServer.start(floor.supervisor, { port });
  await expect(again).rejects.toThrow("EADDRINUSE");
  await server.close();
  await using third = await MetricsServer.start(floor.supervisor, { port });
  expect((await fetch(third.url)).status).toBe(200);
});

test("figures that cannot be read are an answer, not the end of the process", async () => {
  const source = {
    read: () => {
      throw new Error("with a secret");
    },
  };
  await using server = await MetricsServer.start(source, ANY);
  const response = await fetch(server.url);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret");
});

test("thousands of strategies may be told by type", async () => {
  const floor = new Floor({ trades: false, more: { detail: "type" } });
  for (const id of ["a", "b"]) floor.counter(id).send("COUNT", { quantity: 1 });
  const metrics = floor.supervisor.read();
  const transitions = metrics.find(
    ({ name }) => name === "fsmc_transitions_total",
  );
  expect(transitions?.samples).toEqual([
    { labels: { type: "Counter" }, value: 2 },
  ]);
});

describe("a real Prometheus", () => {
  test.skipIf(promtool === null)("has no objection to the text", async () => {
    const floor = await busy();
    await using server = await MetricsServer.start(floor.supervisor, ANY);
    const text = await (await fetch(server.url)).text();
    expect(objections(promtool ?? "", text)).toBe("");
  });

  test.skipIf(prometheus === null)(
    "scrapes it, and knows every series",
    async () => {
      const floor = await busy();
      await using server = await MetricsServer.start(floor.supervisor, ANY);
      await using scraper = await Scraper.start(prometheus ?? "", server.url);
      const [up] = await scraper.query('up{job="fsmc"} == 1');
      expect(up?.value[1]).toBe("1");
      const held = await scraper.query(
        'fsmc_machines_in_state{state="HOLDING"}',
      );
      expect(held.map(({ value }) => value[1])).toEqual(["1"]);
      const [open] = await scraper.query("fsmc_budget_exposure");
      expect(open).toMatchObject({ metric: { currency: "USDT" } });
      expect(open?.value[1]).toBe("101");
      const named = await scraper.query("fsmc_transitions_total");
      expect(named.map(({ metric }) => metric["strategy"])).toContain('b"\\');
      const [slowest] = await scraper.query(
        'histogram_quantile(1, fsmc_macrostep_seconds_bucket{type="Buyer"})',
      );
      expect(Number(slowest?.value[1])).toBeGreaterThan(0);
      const names = await scraper.query(
        'count by (__name__) ({__name__=~"fsmc_.+"})',
      );
      const found = new Set(names.map(({ metric }) => metric["__name__"]));
      const expected = floor.supervisor
        .read()
        .filter(({ samples }) => samples.length > 0)
        .map(({ name, kind }) =>
          kind === "histogram" ? `${name}_count` : name,
        );
      expect(expected.filter((name) => !found.has(name))).toEqual([]);
    },
  );
});
