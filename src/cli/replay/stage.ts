import type * as Runtime from "@fsmc/runtime";
import type {
  HostOptions,
  JournaledMachine,
  JournalRecord,
  MachineSnapshot,
  StepText,
  StrategyExchange,
} from "@fsmc/runtime";
import { lengthsOf, runText, type Course } from "./course.ts";

type Callbacks = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** What a generated class makes, as far as replay needs it. */
export interface ReplayedMachine {
  start(): unknown;
  standAs(journaled: JournaledMachine): void;
  replay(record: JournalRecord): "executed" | "no event" | "nothing waits";
  snapshot(): MachineSnapshot;
  readonly context: Readonly<Record<string, unknown>>;
  cleanup(): void;
}

/** A generated class. */
export type ReplayedClass = new (options: {
  readonly id: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly callbacks: Callbacks;
  readonly host: HostOptions;
}) => ReplayedMachine;

export type Played =
  | { readonly kind: "course"; readonly course: Course }
  | { readonly kind: "passed over" }
  | { readonly kind: "impossible"; readonly why: string };

/** Where one event after the other is executed once more, each on a machine that stands as it stood then. */
export class Stage {
  readonly #runtime: typeof Runtime;
  readonly #machine: ReplayedClass;
  readonly #params: Readonly<Record<string, unknown>>;

  constructor(
    runtime: typeof Runtime,
    machine: ReplayedClass,
    params: Readonly<Record<string, unknown>>,
  ) {
    this.#runtime = runtime;
    this.#machine = machine;
    this.#params = params;
  }

  play(
    before: JournaledMachine,
    record: JournalRecord,
    callbacks: Callbacks,
  ): Played {
    const { AuditTrail, SimulatedClock } = this.#runtime;
    const trail = new AuditTrail();
    const found: { steps: readonly StepText[]; context: Course["context"] }[] =
      [];
    const machine = new this.#machine({
      id: before.machine,
      params: this.#params,
      callbacks,
      host: {
        clock: new SimulatedClock(record.time),
        trail,
        exchange: silentExchange,
      },
    });
    trail.onRecord((each) => {
      if (each.kind === "transition")
        found.push({ steps: each.steps, context: { ...machine.context } });
    });
    try {
      if (record.trigger === "start") machine.start();
      else {
        machine.standAs(before);
        const replayed = machine.replay(record);
        if (replayed === "no event") return { kind: "passed over" };
        if (replayed === "nothing waits")
          return { kind: "impossible", why: `nothing waits for it then` };
      }
      const [first] = found;
      const { runs, timers, context } = machine.snapshot();
      const isWhole = found.length <= 1;
      const course = {
        steps: first?.steps ?? [],
        context: first?.context ?? context,
        runs: runs.map(runText),
        timers: isWhole ? lengthsOf(timers) : null,
      };
      return { kind: "course", course };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { kind: "impossible", why };
    } finally {
      machine.cleanup();
    }
  }
}

/** Nobody is asked, and nobody answers. */
const silentExchange: StrategyExchange = {
  requestValidity: 0,
  marketPrice: () => new Promise(() => {}),
  placeMarketOrder: () => new Promise(() => {}),
  placeLimitOrder: () => new Promise(() => {}),
  cancelOrder: () => new Promise(() => {}),
  orderStatus: () => new Promise(() => {}),
  position: () => new Promise(() => {}),
  account: () => new Promise(() => {}),
  onFill: () => () => {},
  onOrder: () => () => {},
  onSettlement: () => () => {},
};
