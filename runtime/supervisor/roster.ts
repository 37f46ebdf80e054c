import type { StrategyMachine } from "../machine.ts";
import { DuplicateMachineError } from "./errors.ts";

/** The machines of a supervisor by id, in the order in which they came. */
export class Roster {
  readonly #machines = new Map<string, StrategyMachine>();

  get size(): number {
    return this.#machines.size;
  }

  /** @throws DuplicateMachineError */
  add(machine: StrategyMachine): void {
    if (this.#machines.has(machine.id))
      throw new DuplicateMachineError(machine.id, "here");
    this.#machines.set(machine.id, machine);
  }

  get(id: string): StrategyMachine | null {
    return this.#machines.get(id) ?? null;
  }

  all(): Iterable<StrategyMachine> {
    return this.#machines.values();
  }

  /** Started, and not at its end. */
  running(): readonly StrategyMachine[] {
    return [...this.all()].filter(
      (machine) => machine.startedAt !== null && !machine.isCompleted,
    );
  }

  /** Of a strategy's machines. */
  idsOf(type: string): readonly string[] {
    return [...this.all()].flatMap((each) =>
      each.type === type ? each.id : [],
    );
  }

  remove(id: string): void {
    this.#machines.delete(id);
  }
}
