/** What the audit trail writes a number for: a branch, and what took it where several things may. */
import type { Branch, Reaction, Strategy } from "../model/index.ts";

export interface StepRow {
  readonly branch: Branch;
  /** A trigger's name, `after 5s`, `buy.done`, `always` … */
  readonly cause: string;
}

export class StepTable {
  readonly rows: readonly StepRow[];
  readonly #numbers = new Map<Branch, Map<string, number>>();

  constructor(strategy: Strategy) {
    const causes = causesOf(strategy);
    this.rows = strategy.branches.flatMap((branch) =>
      [...(causes.get(branch) ?? [""])].map((cause) => ({ branch, cause })),
    );
    for (const [number, { branch, cause }] of this.rows.entries()) {
      const numbers = this.#numbers.get(branch) ?? new Map<string, number>();
      this.#numbers.set(branch, numbers.set(cause, number));
    }
  }

  /** @throws Error for what is no step of the strategy */
  numberOf(branch: Branch, cause: string): number {
    const number = this.#numbers.get(branch)?.get(cause);
    if (number === undefined)
      throw new Error(`no step ${cause} of ${branch.text}`);
    return number;
  }
}

function causesOf(strategy: Strategy): ReadonlyMap<Branch, Set<string>> {
  const found = new Map<Branch, Set<string>>();
  const note = (branches: readonly Branch[], causes: readonly string[]) => {
    for (const branch of branches) {
      const all = found.get(branch) ?? new Set<string>();
      found.set(branch, all);
      for (const cause of causes) all.add(cause);
    }
  };
  for (const state of strategy.states) {
    for (const each of state.reactions) note(each.branches, eventsOf(each));
    for (const each of state.always) note(each.branches, ["always"]);
    for (const each of state.timers) note(each.branches, [each.text]);
    for (const { activity, arms } of state.runs)
      for (const { branches, outcome } of arms)
        note(branches, [`${activity.name}.${outcome}`]);
  }
  if (strategy.timeout !== null) note([strategy.timeout.branch], ["timeout"]);
  return found;
}

function eventsOf({ events }: Reaction): readonly string[] {
  return events.map((event) =>
    event.kind === "trigger" ? event.trigger.name : event.kind,
  );
}
