import type {
  Finding,
  HostOptions,
  Market,
  MarketEvent,
  RunnableMachine,
  RunningStrategy,
} from "@fsmc/runtime";
import type { Setup } from "../load-setup.ts";
import type { ParamValues } from "../params/param-values.ts";

export interface MachinesPlan {
  readonly name: string;
  readonly setup: Setup;
  readonly market: Market;
  readonly params: ParamValues;
  readonly host: HostOptions;
  /** Called with each before it starts. */
  readonly onBegin: (machine: RunnableMachine) => void;
}

/** The machines of a run: one at a time. */
export class Machines {
  readonly all: RunnableMachine[] = [];
  readonly #plan: MachinesPlan;
  readonly #repeats: boolean;
  #running: RunningStrategy | null = null;

  constructor(plan: MachinesPlan) {
    this.#plan = plan;
    this.#repeats = plan.setup.repeats === true;
  }

  begin(): void {
    const { name, setup, params, market, host, onBegin } = this.#plan;
    const id = `${name}-${this.all.length + 1}`;
    const wrap = <Callbacks extends object>(callbacks: Callbacks) => callbacks;
    const running = setup.create({ id, params, host, market, wrap });
    this.#running = running;
    this.all.push(running.machine);
    onBegin(running.machine);
    running.machine.start();
  }

  /** The next one begins where the one before is over, if they repeat. */
  renew(): void {
    if (this.#repeats && this.isOver) this.begin();
  }

  hear(event: MarketEvent): void | Promise<void> {
    if (!this.isOver) return this.#running?.onMarket(event);
  }

  async end(): Promise<void> {
    if (!this.isOver) await this.#running?.end?.();
  }

  /** The last one has ended, and no other will follow. */
  get isDone(): boolean {
    return !this.#repeats && this.isOver;
  }

  get isOver(): boolean {
    return this.#running?.machine.isCompleted === true;
  }

  findings(): readonly Finding[] {
    return this.#running?.findings?.() ?? [];
  }
}
