import {
  strategies,
  type StrategyFactory,
  type StrategyName,
  type StrategyOf,
} from "../factory.ts";
import { Host } from "../host.ts";
import type { JournaledMachine } from "../journal/journal.ts";
import { SqliteJournal } from "../journal/sqlite/sqlite-journal.ts";
import { StrategyMachine } from "../machine.ts";
import { SystemClock } from "../system-clock.ts";
import { allTrackers, type Tracker } from "../tracker.ts";
import type { PostOptions } from "../vocabulary.ts";
import type { Metric, MetricSource } from "../watching/metric.ts";
import { PerformanceTracker } from "../watching/performance-tracker.ts";
import { broadcast, type BroadcastReport } from "./broadcast.ts";
import { Budget } from "./budget/budget.ts";
import type { BudgetState } from "./budget/options.ts";
import { command, type CommandReport } from "./command.ts";
import { Confinement } from "./confinement.ts";
import { DuplicateMachineError, SupervisorStoppedError } from "./errors.ts";
import { JournalMeter } from "./journal-meter.ts";
import type { OpenSupervisorOptions, SupervisorOptions } from "./options.ts";
import { Oversight } from "./oversight.ts";
import {
  recoverAll,
  type MigrationsByName,
  type RecoveryReport,
  type Revivals,
} from "./recovery.ts";
import { Roster } from "./roster.ts";
import { Router } from "./router.ts";
import { routeOf, Routes, type RouteOptions } from "./routes.ts";
import { stopOnSignals, type SignalOptions } from "./signals.ts";
import { stopAll, type StopOptions, type StopReport } from "./stopping.ts";
import { summaryOf, type SupervisorSummary } from "./summary.ts";
import { supervisorMetrics } from "./supervisor-metrics.ts";
import type {
  AnyPayload,
  AnyPlainTrigger,
  AnyTrigger,
  OutputOfStrategy,
  SupervisedOptions,
  TriggerOf,
} from "./typed-names.ts";
import { UnderWay } from "./under-way.ts";

/** Where the journal is, unless somebody says another place. */
const JOURNAL = "fsmc.journal";

/**
 * Owns many machines: makes them by name, keeps their faults apart, tells them
 * all what all are to do, takes the outputs of some to others, shares out what
 * they may use, brings them back after a restart, and stops them in order.
 */
export class Supervisor implements MetricSource, AsyncDisposable {
  /** What its machines share. */
  readonly host: Host;
  /** What they did, and how long it took. */
  readonly performance: PerformanceTracker;
  readonly #factory: StrategyFactory;
  readonly #journal: JournalMeter | null;
  readonly #budget: Budget | null;
  readonly #roster = new Roster();
  readonly #routes = new Routes();
  readonly #underWay = new UnderWay();
  readonly #confinement: Confinement;
  readonly #router: Router;
  readonly #oversight: Oversight;
  #stopped: Promise<StopReport> | null = null;

  /** @throws RangeError for a budget that makes no sense */
  constructor(options: SupervisorOptions) {
    const { journal, factory, budget = null, tracker = null } = options;
    const { clock = new SystemClock(), logger = null } = options;
    this.#factory = factory ?? strategies;
    this.#journal = journal === null ? null : new JournalMeter(journal);
    this.#budget = budget === null ? null : new Budget(budget, clock);
    const { detail = "strategy" } = options;
    this.performance = new PerformanceTracker(clock, { detail });
    this.#confinement = new Confinement((machine, error) =>
      this.#heardOfRejection(machine, error),
    );
    const host = { ...options, clock, journal: this.#journal };
    // What goes wrong on the way of an output is logged without doing harm.
    const { logger: log } = new Host({ logger });
    this.#router = new Router(this.#roster, clock, log);
    this.#oversight = new Oversight({
      roster: this.#roster,
      routes: this.#routes,
      router: this.#router,
      confinement: this.#confinement,
      budget: this.#budget,
      logger: log,
    });
    this.host = new Host({
      ...host,
      supervision: this.#oversight,
      tracker: allTrackers(
        this.performance,
        this.#watcher(),
        ...(tracker === null ? [] : [tracker]),
      ),
    });
  }

  /**
   * A supervisor whose journal is an SQLite file.
   *
   * @throws JournalError (rejects) if the file cannot be opened: another process has it, say
   */
  static async open(options: OpenSupervisorOptions = {}): Promise<Supervisor> {
    const { journal: path = JOURNAL, journalOptions, ...others } = options;
    const journal = await SqliteJournal.open(path, journalOptions);
    try {
      return new Supervisor({ ...others, journal });
    } catch (error) {
      await journal.close();
      throw error;
    }
  }

  /**
   * A machine that is not started.
   *
   * @throws DuplicateMachineError if the id is in use, or in the journal
   * @throws UnknownStrategyError, ParamError, CallbackError
   * @throws SupervisorStoppedError
   */
  create<Name extends StrategyName>(
    name: Name,
    options: SupervisedOptions<Name>,
  ): StrategyOf<Name> {
    const machine = this.#made(name, options);
    if (this.#journal?.has(machine.id) === true)
      throw new DuplicateMachineError(machine.id, "in the journal");
    this.#roster.add(machine);
    return machine;
  }

  /** Null if there is none with this id. */
  machine(id: string): StrategyMachine | null {
    return this.#roster.get(id);
  }

  /** In the order in which they came. */
  get machines(): readonly StrategyMachine[] {
    return [...this.#roster.all()];
  }

  /** Ends a machine here: it does nothing any more, and is not counted. What the journal has of it stays. */
  release(id: string): void {
    const machine = this.#roster.get(id);
    if (machine === null) return;
    machine.cleanup();
    this.#roster.remove(id);
    this.performance.forget(id);
  }

  /** How many there are, by phase, state and type; what they have open. */
  summary(): SupervisorSummary {
    return summaryOf(this.#roster.all());
  }

  /**
   * Posts an event to every running machine whose strategy has the trigger,
   * and resolves when all that came of it is durable.
   */
  broadcast(
    trigger: AnyPlainTrigger,
    payload?: null,
    options?: PostOptions,
  ): Promise<BroadcastReport>;
  broadcast<Trigger extends AnyTrigger>(
    trigger: Trigger,
    payload: AnyPayload<Trigger>,
    options?: PostOptions,
  ): Promise<BroadcastReport>;
  broadcast(
    trigger: string,
    payload: unknown = null,
    options: PostOptions = {},
  ): Promise<BroadcastReport> {
    return broadcast(this.#roster, trigger, payload, options);
  }

  /** Sends each machine a `suspend` trigger of its strategy. */
  suspendAll(reason: string): Promise<CommandReport> {
    return command(this.#roster, "suspend", reason);
  }

  /** Sends each machine a `resume` trigger, whoever suspended it. */
  resumeAll(reason = "resumed"): Promise<CommandReport> {
    return command(this.#roster, "resume", reason);
  }

  /** Sends each machine an `emergency` trigger: those first that are exposed. */
  emergencyExitAll(reason: string): Promise<CommandReport> {
    return command(this.#roster, "emergency", reason);
  }

  /**
   * From now on an output of one strategy's machines is a trigger of
   * another's, applied once by each target whatever happens: say so before
   * machines are recovered or started.
   *
   * @returns ends it; what is on its way arrives
   * @throws DuplicateRouteError
   */
  route<
    From extends StrategyName,
    Output extends OutputOfStrategy<From>["name"],
    To extends StrategyName,
    Trigger extends TriggerOf<To>,
  >(options: RouteOptions<From, Output, To, Trigger>): () => void {
    return this.#routes.add(
      routeOf(options, (type) => this.#roster.idsOf(type)),
    );
  }

  /**
   * Brings back every machine of the journal: each where it was, with the
   * activities that were under way and the events that were on their way.
   * One that cannot be brought back is reported, and stops no other.
   *
   * @param revivals by strategy, what a machine is made of again
   * @param migrations by strategy, what leads here from an earlier version of its spec
   * @throws SupervisorStoppedError (rejects)
   */
  async recover(
    revivals: Revivals,
    migrations: MigrationsByName = {},
  ): Promise<RecoveryReport> {
    if (this.#stopped !== null)
      throw new SupervisorStoppedError("nothing is recovered");
    const journal = this.#journal;
    if (journal === null) return { recovered: [], failed: [] };
    this.#router.hold();
    const report = recoverAll(
      journal,
      this.#factory,
      revivals,
      (name, options, found) => this.#revived(name, options, found, migrations),
    );
    for (const { machine: id } of report.recovered) this.#resumeTies(id);
    this.#budget?.recall();
    this.#router.release();
    await this.#router.settled();
    return report;
  }

  /** What the shared budget has left; null without one. */
  get budget(): BudgetState | null {
    return this.#budget?.state() ?? null;
  }

  /** How the machines fare, what they did, how far the journal is behind, what of the budget is in use. */
  read(): readonly Metric[] {
    return [
      ...this.performance.read(),
      ...supervisorMetrics({
        summary: this.summary(),
        lag: this.#journal?.lag() ?? null,
        budget: this.budget,
        undelivered: this.#router.undelivered,
      }),
    ];
  }

  /**
   * No events are taken any more (`post` rejects with `StoppingError`); orders
   * under way get some time; then all activities are told to stop, and what
   * was recorded is durable. The machines are where they were when
   * {@link Supervisor.recover} finds them. The journal is closed.
   */
  stop(reason = "stopped", options: StopOptions = {}): Promise<StopReport> {
    this.#stopped ??= stopAll(
      {
        clock: this.host.clock,
        roster: this.#roster,
        router: this.#router,
        oversight: this.#oversight,
        confinement: this.#confinement,
        underWay: this.#underWay,
        journal: this.#journal,
      },
      reason,
      options,
    );
    return this.#stopped;
  }

  /**
   * From now on SIGTERM and SIGINT stop it, and then end the process; a second
   * one ends it at once.
   *
   * @returns ends it
   */
  handleSignals(options: SignalOptions & StopOptions = {}): () => void {
    return stopOnSignals(
      (reason) => this.stop(reason, options),
      options,
      (report) => this.host.logger?.warn({ ...report }, "Stopped by a signal"),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop("disposed");
  }

  #made<Name extends StrategyName>(
    name: Name,
    options: SupervisedOptions<Name>,
  ): StrategyOf<Name> & StrategyMachine {
    if (this.#stopped !== null)
      throw new SupervisorStoppedError(`no ${name} is made`);
    const { host } = this;
    const own = Object.assign({}, options, { host });
    const machine = this.#factory.create(name, own);
    if (isMachine(machine)) return machine;
    throw new TypeError(`what is registered as ${name} is no StrategyMachine`);
  }

  #revived<Name extends StrategyName>(
    name: Name,
    options: SupervisedOptions<Name>,
    found: JournaledMachine,
    migrations: MigrationsByName,
  ): StrategyMachine {
    const { machine: id } = found;
    const machine = this.#made(name, options);
    if (machine.id !== id)
      throw new Error(`${id} was made again as ${machine.id}`);
    this.#roster.add(machine);
    try {
      machine.recoverFrom(found, migrations[name]);
    } catch (error) {
      this.#roster.remove(id);
      machine.cleanup();
      throw error;
    }
    return machine;
  }

  /** What it traded before counts, and what it had told others is on its way again. */
  #resumeTies(id: string): void {
    const machine = this.#roster.get(id);
    if (machine === null) return;
    if (machine.ledger !== null) this.#budget?.watch(machine.ledger);
    for (const event of machine.outgoing) this.#router.deliver(machine, event);
  }

  #heardOfRejection(id: string, error: unknown): void {
    const machine = this.#roster.get(id);
    this.host.logger?.error(
      { machine: id },
      "A promise that its own code forgot was rejected",
    );
    machine?.handleError(error);
  }

  #watcher(): Tracker {
    return {
      started: ({ id }) => queueMicrotask(() => this.#router.arrived(id)),
      transition: () => {},
      error: () => {},
      ended: () => {},
      macrostep: () => {},
      attempt: (attempt) => this.#underWay.attempt(attempt),
    };
  }
}

function isMachine(made: unknown): made is StrategyMachine {
  return made instanceof StrategyMachine;
}
