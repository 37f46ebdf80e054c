import {
  phaseAt,
  type Description,
  type StateDescription,
} from "../description.ts";
import { incidentText } from "../exchange/ledger/incident.ts";
import { Ledger } from "../exchange/ledger/ledger.ts";
import { hostOf, type Host, type HostOptions } from "../host.ts";
import type { Misfit } from "../misfit.ts";
import type { RunSnapshot } from "../run-data.ts";
import { AuditTrail, type Recorded } from "../trail.ts";
import type { StepText } from "../trail-record.ts";
import type {
  Draft,
  Outcome,
  Phase,
  Step,
  StrategyTypes,
} from "../vocabulary.ts";
import type { WaitingEvent } from "./inbox.ts";
import { Workings } from "./workings.ts";

/** What a machine is doing. A number, because every event writes it. */
export const IDLE = 0;
export const RUNNING = 1;
/** Running, and something is to be done after the commit. */
export const MORE = 2;
/** Cleaned up: nothing happens any more. */
export const CLOSED = 3;

/** In place of a state's number. */
export const NOT_STARTED = -1;
/** Between two states, all of the old ones left. */
export const NOWHERE = -2;

/** What the trail writes for steps that are no branch of the spec. */
export const START: number = AuditTrail.mostSteps - 1;
export const FORCED: number = AuditTrail.mostSteps - 2;

/** The error policy of one machine. */
export interface ErrorLimit {
  readonly limit: number;
  /** Milliseconds; null: for ever. */
  readonly within: number | null;
}

/** By number of a state, the leaves that were active in it when it was last left; null before that. */
export type Recordings = ReadonlyMap<number, readonly number[] | null>;

/** The fields of every machine, in the order that keeps it small, and what the generated class must say. */
export abstract class MachineCore<
  Types extends StrategyTypes,
> implements Recorded {
  readonly host: Host;
  readonly id: string;
  readonly params: Types["params"];
  protected readonly callbacks: Types["callbacks"];
  /** The context, changed in place. */
  protected readonly draft: Draft<Types["context"]>;
  /** Number of the active state that has no active child. */
  protected active: number = NOT_STARTED;
  protected mode: number = IDLE;
  protected workings: Workings<Types["output"]> | null = null;
  /** Macrosteps that entered a state. */
  protected entries = 0;
  // In ticks of the host, which are small integers: an instant would cost a box of 16 bytes each.
  private begunTicks = 0;
  protected latestTicks = 0;

  constructor(
    id: string,
    host: Host | HostOptions | null,
    params: Types["params"],
    callbacks: Types["callbacks"],
    context: Draft<Types["context"]>,
  ) {
    this.host = hostOf(host);
    this.id = requireId(id);
    this.params = params;
    this.callbacks = callbacks;
    this.draft = context;
  }

  protected abstract get description(): Description;
  protected abstract get errorLimit(): ErrorLimit | null;
  /** The strategy's time-out in milliseconds; null without one. */
  protected abstract get timeLimit(): number | null;
  /** One event, or with `fact` one of the machine's own, to completion; null if it may not come in. */
  protected abstract macrostep(
    name: string,
    payload: unknown,
    fact: boolean,
  ): Outcome | null;
  /** What of an event from outside does not fit; null where all does. */
  protected abstract door(trigger: string, payload: unknown): Misfit | null;
  /** The ways out and into the error state; each callback and effect through `attempt`. */
  protected abstract force(step: Step): void;
  /** Takes the arguments of a run and launches it. */
  protected abstract startRun(run: number): void;
  /** Launches a run again with the arguments that it had. */
  protected abstract resumeRun(snapshot: RunSnapshot): void;

  /** What of a recovered context does not fit; null where all does. */
  protected abstract contextMisfit(value: unknown): Misfit | null;

  protected abstract deliverRaise(event: WaitingEvent): void;

  /** Something came into the books that is to be written down. */
  protected abstract booksHeard(): void;

  /** When the present state was entered, as far as the audit trail remembers. */
  protected enteredAt(): number {
    let since = this.begun;
    for (const record of this.host.trail.records(this.id))
      if (
        record.kind === "transition" &&
        record.previousState !== record.currentState
      )
        since = record.time;
    return since;
  }

  /** The strategy's name. */
  get type(): string {
    return this.description.type;
  }

  get phase(): Phase {
    if (this.active < 0) return "initializing";
    const phase = this.declaredPhase;
    if (phase !== null) return phase;
    return this.isInitialized ? "active" : "initializing";
  }

  /** In a state of which the spec says that something may be held or working. */
  get isExposed(): boolean {
    const { states } = this.description;
    return this.leaves().some((leaf) => states[leaf]?.isExposed === true);
  }

  /** Of the active states' roles; an error wins over a suspension. */
  private get declaredPhase(): StateDescription["phase"] {
    const { description } = this;
    if (description.regions.length === 0)
      return phaseAt(description, this.active);
    const phases = this.leaves().map((leaf) => phaseAt(description, leaf));
    if (phases.includes("error")) return "error";
    return phases.find((phase) => phase !== null) ?? null;
  }

  /** The active states that have no active child, in document order. */
  protected leaves(): readonly number[] {
    return this.active < 0 ? [] : [this.active];
  }

  /** This is now what is active in a region; null: in the whole. */
  protected place(_region: number | null, state: number): void {
    this.active = state;
  }

  /** The innermost region that a state is in, itself included; null for none. */
  protected regionOf(state: number): number | null {
    const { states, regions } = this.description;
    const holds = (region: number) =>
      region <= state && (states[region]?.last ?? NOWHERE) >= state;
    return regions.findLast(holds) ?? null;
  }

  /** By number of the state, what was active in it when it was last left; for those that a history leads back to. */
  protected recordings(): Recordings {
    return new Map();
  }

  protected restoreRecording(
    _state: number,
    _leaves: readonly number[],
  ): void {}

  /** Whether the initial state was left. */
  protected get isInitialized(): boolean {
    return this.entries > 1;
  }

  /** Since an emergency trigger: no order that opens may start. */
  get halted(): boolean {
    return this.workings !== null && this.workings.halted;
  }

  /** What it traded; null where the host has no exchange. */
  get ledger(): Ledger | null {
    const { exchange } = this.host;
    if (exchange === null) return null;
    const working = this.working();
    if (working.ledger !== null) return working.ledger;
    const { legs } = this.description;
    const ledger = new Ledger({ legs, prefix: `${this.id}-` });
    working.ledger = ledger;
    if (this.host.journal !== null) ledger.track(() => this.booksHeard());
    ledger.attach(exchange);
    ledger.onIncident((incident) =>
      this.host.logger?.warn(
        { machine: this.id, incident: incident.kind },
        incidentText(incident),
      ),
    );
    return ledger;
  }

  stepText(step: number): StepText {
    const { branches, initial, errorState } = this.description;
    if (step === START)
      return { from: "", trigger: "start", to: this.stateText(initial) };
    if (step === FORCED) {
      const to = this.stateText(errorState ?? NOWHERE);
      return { from: "", trigger: "error limit", to };
    }
    return branches[step] ?? { from: "", trigger: "", to: "" };
  }

  stateText(state: number): string {
    return this.description.states[state]?.path ?? "";
  }

  /** Whether this state is active, itself or through a descendant. */
  protected isIn(state: number): boolean {
    const last = this.description.states[state]?.last ?? NOWHERE;
    const region = this.regionOf(state);
    const at = region === null ? this.active : this.activeIn(region);
    return at >= state && at <= last;
  }

  /** What is active in a region: the innermost state that contains all of it. */
  protected activeIn(_region: number): number {
    return NOWHERE;
  }

  protected get hasEnded(): boolean {
    const { states } = this.description;
    const here = states[this.active];
    return here !== undefined && here.parent === null && here.isFinal;
  }

  /** When it was started. */
  protected get begun(): number {
    return this.host.instantOf(this.begunTicks);
  }

  protected set begun(instant: number) {
    this.begunTicks = this.host.ticksOf(instant);
  }

  /** When it last moved or stayed. */
  protected get latest(): number {
    return this.host.instantOf(this.latestTicks);
  }

  protected set latest(instant: number) {
    this.latestTicks = this.host.ticksOf(instant);
  }

  /** The clock's time, or that of the last macrostep if the clock fails. */
  protected time(): number {
    try {
      const now = this.host.clock.now();
      return now > this.latest ? now : this.latest;
    } catch {
      return this.latest;
    }
  }

  protected working(): Workings<Types["output"]> {
    this.workings ??= new Workings(this.host, (event) =>
      this.deliverRaise(event),
    );
    return this.workings;
  }

  /** Something is to be done when this macrostep is committed. */
  protected more(): Workings<Types["output"]> {
    if (this.mode === RUNNING) this.mode = MORE;
    return this.working();
  }
}

/** Client order ids begin with it, and venues take no others. */
const ID = /^[\x21-\x7E]+$/;

function requireId(id: string): string {
  if (ID.test(id)) return id;
  throw new RangeError(
    `a machine's id must be one or more printable ASCII characters without spaces, and is ${JSON.stringify(id)}`,
  );
}
