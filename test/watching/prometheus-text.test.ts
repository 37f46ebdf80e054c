import { expect, test } from "vitest";
import { prometheusText } from "../../runtime/watching/prometheus-text.ts";

test("metrics are Prometheus text, whatever strategies are called and whatever they measure", () => {
  const text = prometheusText([
    {
      name: "fsmc_orders_total",
      help: "Orders \\ placed,\nand more.",
      unit: "{order}",
      kind: "counter",
      samples: [
        { labels: { strategy: 'a"\\\nb', type: "\ud800x" }, value: 3 },
        { labels: {}, value: 1e21 },
      ],
    },
    {
      name: "fsmc_nothing",
      help: "Not there.",
      unit: "s",
      kind: "gauge",
      samples: [],
    },
    {
      name: "fsmc_limit",
      help: "A limit.",
      unit: "s",
      kind: "gauge",
      samples: [
        { labels: { of: "a" }, value: Infinity },
        { labels: { of: "b" }, value: -Infinity },
        { labels: { of: "c" }, value: NaN },
      ],
    },
    {
      name: "fsmc_macrostep_seconds",
      help: "How long.",
      unit: "s",
      kind: "histogram",
      samples: [
        {
          labels: { type: "T" },
          buckets: [
            { most: 0.000005, count: 1 },
            { most: 0.5, count: 3 },
          ],
          count: 4,
          sum: 1.25,
        },
      ],
    },
  ]);
  expect(text)
    .toBe(String.raw`# HELP fsmc_orders_total Orders \\ placed,\nand more.
# TYPE fsmc_orders_total counter
fsmc_orders_total{strategy="a\"\\\nb",type="�x"} 3
fsmc_orders_total 1e+21
# HELP fsmc_limit A limit.
# TYPE fsmc_limit gauge
fsmc_limit{of="a"} +Inf
fsmc_limit{of="b"} -Inf
fsmc_limit{of="c"} NaN
# HELP fsmc_macrostep_seconds How long.
# TYPE fsmc_macrostep_seconds histogram
fsmc_macrostep_seconds_bucket{type="T",le="0.000005"} 1
fsmc_macrostep_seconds_bucket{type="T",le="0.5"} 3
fsmc_macrostep_seconds_bucket{type="T",le="+Inf"} 4
fsmc_macrostep_seconds_sum{type="T"} 1.25
fsmc_macrostep_seconds_count{type="T"} 4
`);
});
