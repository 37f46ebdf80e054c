import type { ChartData, ChartWords } from "./data.ts";
import { RIGHT, WIDTH } from "./measures.ts";
import { fitted, text } from "./svg.ts";
import { signedText } from "./value-scale.ts";

/** What ran on what, what came of it, and what must not be overlooked. */
export function heading(
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
