import type { Bar } from "../../event.ts";
import { RowProblem } from "./row-problem.ts";

/** @throws RowProblem if its prices are not above 0, or open and close are not between low and high */
export function checkedBar(bar: Bar): Bar {
  const { open, high, low, close } = bar;
  if (low <= 0)
    throw new RowProblem(`expected prices above 0, found a low of ${low}`);
  if (low > Math.min(open, close) || high < Math.max(open, close))
    throw new RowProblem(
      `expected open and close between low and high, found open ${open}, high ${high}, low ${low}, close ${close}`,
    );
  return bar;
}
