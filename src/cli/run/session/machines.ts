import type {
  Finding,
  HostOptions,
  Journal,
  Market,
  MarketEvent,
  RunnableMachine,
  RunningStrategy,
} from "@fsmc/runtime";
import { UsageError } from "../../exit.ts";
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
    this.#create(`${this.#plan.name}-${this.all.length + 1}`).start();
  }

  /** Those of a journal, the first that began first; each goes on where it was. */
  resume(journal: Journal): void {
    const ids = journal
      .machines()
      .toSorted((a, b) => numberOf(a) - numberOf(b));
    for (const id of ids) {
      const kept = journal.recall(id);
      if (kept !== null) this.#create(id).recoverFrom(kept);
    }
  }

  #create(id: string): RunnableMachine {
    const { setup, params, market, host, onBegin } = this.#plan;
    const wrap = <Callbacks extends object>(callbacks: Callbacks) => callbacks;
    const running = setup.create({ id, params, host, market, wrap });
    requireSound(running, host);
    this.#running = running;
    this.all.push(running.machine);
    onBegin(running.machine);
    return running.machine;
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

/** `arbitrage-12`: 12. */
function numberOf(id: string): number {
  return Number(/\d+$/u.exec(id)?.[0] ?? 0);
}

/** @throws UsageError for a machine that the run could not lead */
function requireSound({ machine }: RunningStrategy, host: HostOptions): void {
  const { clock, exchange, trail } = machine.host;
  if (
    clock !== host.clock ||
    exchange !== host.exchange ||
    trail !== host.trail
  )
    throw new UsageError(
      `the host of ${machine.id} is not the run's: create must hand the one it is given on to the machine, { id, params, host, … }`,
    );
  if (machine.state !== null)
    throw new UsageError(
      `${machine.id} has been started by create: that is for the run to do`,
    );
}
