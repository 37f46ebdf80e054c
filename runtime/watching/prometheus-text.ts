import type { HistogramSample, Labels, Metric } from "./metric.ts";

/**
 * Measurements in Prometheus' text format 0.0.4. One without samples is left
 * out.
 *
 * https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function prometheusText(metrics: readonly Metric[]): string {
  return metrics.map(metricText).join("");
}

/** What a server says that it sends. */
export const PROMETHEUS_CONTENT_TYPE =
  "text/plain; version=0.0.4; charset=utf-8";

function metricText(metric: Metric): string {
  const { name, help, kind, samples } = metric;
  if (samples.length === 0) return "";
  const lines = [`# HELP ${name} ${helpText(help)}`, `# TYPE ${name} ${kind}`];
  if (metric.kind === "histogram")
    for (const each of metric.samples) histogramLines(name, each, lines);
  else
    for (const { labels, value } of metric.samples)
      lines.push(line(name, labels, value));
  lines.push("");
  return lines.join("\n");
}

function histogramLines(
  name: string,
  { labels, buckets, count, sum }: HistogramSample,
  lines: string[],
): void {
  for (const bucket of buckets)
    lines.push(
      line(`${name}_bucket`, { ...labels, le: `${bucket.most}` }, bucket.count),
    );
  lines.push(
    line(`${name}_bucket`, { ...labels, le: "+Inf" }, count),
    line(`${name}_sum`, labels, sum),
    line(`${name}_count`, labels, count),
  );
}

function line(name: string, labels: Labels, value: number): string {
  let pairs = "";
  for (const [label, text] of Object.entries(labels))
    pairs += `${pairs === "" ? "" : ","}${label}="${labelText(text)}"`;
  const all = pairs === "" ? "" : `{${pairs}}`;
  return `${name}${all} ${numberText(value)}`;
}

/** As Go reads it. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (Number.isFinite(value)) return `${value}`;
  return value > 0 ? "+Inf" : "-Inf";
}

function helpText(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
}

/** Most need nothing: thousands of strategies are read while others trade. */
function labelText(text: string): string {
  if (PLAIN.test(text)) return text;
  return helpText(text).replaceAll('"', '\\"').toWellFormed();
}

const PLAIN = /^[\w.:#-]*$/;
