import type { ScenarioResult } from "./scenario.ts";

interface Sums {
  scenarios: number;
  kills: number;
  orders: number;
  fills: number;
  acknowledged: number;
  durable: number;
  compared: number;
}

/** What came of many scenarios. */
export class Tally {
  readonly #sums = new Map<string, Sums>();
  readonly #steps = new Map<string, number>();
  readonly broken: string[] = [];

  /** @param name what to say of it to have it again */
  add(name: string, strategy: string, result: ScenarioResult): void {
    const { report, kills, steps } = result;
    const sums = this.#sums.get(strategy) ?? {
      scenarios: 0,
      kills: 0,
      orders: 0,
      fills: 0,
      acknowledged: 0,
      durable: 0,
      compared: 0,
    };
    this.#sums.set(strategy, sums);
    sums.scenarios += 1;
    sums.kills += kills;
    sums.orders += report.orders;
    sums.fills += report.fills;
    sums.acknowledged += report.acknowledged;
    sums.durable += report.durable;
    sums.compared += report.compared;
    for (const step of steps)
      this.#steps.set(step, (this.#steps.get(step) ?? 0) + 1);
    for (const what of report.broken) this.broken.push(`${name}: ${what}`);
  }

  get kills(): number {
    let kills = 0;
    for (const sums of this.#sums.values()) kills += sums.kills;
    return kills;
  }

  table(): string {
    const lines = [...this.#sums].map(
      ([strategy, sums]) =>
        `${strategy}: ${sums.kills} kills in ${sums.scenarios} runs; ${sums.orders} orders, ${sums.fills} fills, ${sums.durable} durable records, ${sums.acknowledged} acknowledged commands, books compared ${sums.compared} times`,
    );
    const steps = [...this.#steps].map(
      ([step, times]) => `killed where ${step}: ${times}`,
    );
    const end = `${this.kills} kills, ${this.broken.length} things that must not be`;
    return [...lines, ...steps, end].join("\n");
  }
}
