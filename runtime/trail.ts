import process from "node:process";
import {
  defaultMessage,
  trailEntry,
  type StepText,
  type TrailEntry,
  type TrailNote,
  type TrailRecord,
} from "./trail-record.ts";

/** What the trail must know of a machine to spell its records out. */
export interface Recorded {
  readonly id: string;
  readonly type: string;
  /** A step by the number that was recorded for it; below {@link AuditTrail.mostSteps}. */
  stepText(step: number): StepText;
  /** A state, or where the machine is parallel a configuration, by its number; {@link NO_STATE} is not asked for. */
  stateText(state: number): string;
}

/** The state of a machine that was not started. */
export const NO_STATE = 0xffff;

/** Set on the second and later steps of a macrostep: they belong to the entry before them. */
const CONTINUED = 0x8000;
/** In place of a step, where the payload is a note. */
const NOTE = 0x7fff;

/** One place of the ring, written over again and again. */
class Entry {
  machine: Recorded | null = null;
  payload: unknown = null;
  step = 0;
  before = 0;
  after = 0;
  /** Not a whole number from the start: V8 then writes times in place. */
  time = 0.5;
}

const NOTHING = new Entry();

/** A payload whose sender gave a message with it, which is rare. */
class Worded {
  readonly payload: unknown;
  readonly message: string;

  constructor(payload: unknown, message: string) {
    this.payload = payload;
    this.message = message;
  }
}

/** Beside it user's payloads cannot be taken for notes. */
class Noted {
  readonly note: TrailNote;

  constructor(note: TrailNote) {
    this.note = note;
  }
}

/**
 * What the machines of a host did last, in one ring that they share. To write
 * a step is a few stores and no allocation; names are looked up only when
 * somebody reads. Entries, not columns: an object is found and checked once,
 * where five arrays are five times.
 */
export class AuditTrail {
  /** Step numbers are below this. */
  static readonly mostSteps: number = NOTE;

  /** Events that nothing took, and events whose guards did not hold: counted for all machines together. */
  ignored = 0;
  blocked = 0;

  readonly #mask: number;
  #next = 0;
  /** Null when nobody listens. */
  #listeners: Set<(record: TrailRecord) => void> | null = null;
  readonly #entries: readonly Entry[];

  /** @param capacity how many steps are kept; rounded up to a power of two */
  constructor(capacity = 4096) {
    if (!(capacity >= 1 && capacity <= 2 ** 26))
      throw new RangeError(
        `audit trail: expected a capacity of 1 to ${2 ** 26} steps, got ${capacity}`,
      );
    const size = 2 ** Math.ceil(Math.log2(capacity));
    this.#mask = size - 1;
    this.#entries = Array.from({ length: size }, () => new Entry());
  }

  /** How many steps and notes it keeps. */
  get capacity(): number {
    return this.#mask + 1;
  }

  /** How many were overwritten by later ones. */
  get dropped(): number {
    return Math.max(0, this.#next - this.capacity);
  }

  /** A macrostep of one step. */
  push(
    machine: Recorded,
    step: number,
    before: number,
    after: number,
    time: number,
    payload: unknown,
  ): void {
    this.#write(machine, step, before, after, time, payload);
    if (this.#listeners !== null) this.#tell(this.#next - 1);
  }

  /** A macrostep of at least one step, or with a message of its sender's. */
  pushAll(
    machine: Recorded,
    steps: readonly number[],
    before: number,
    after: number,
    time: number,
    payload: unknown,
    message: string | null = null,
  ): void {
    const said = message === null ? payload : new Worded(payload, message);
    const first = this.#next;
    let flag = 0;
    for (const step of steps) {
      this.#write(machine, step | flag, before, after, time, said);
      flag = CONTINUED;
    }
    if (this.#listeners !== null) this.#tell(first);
  }

  note(machine: Recorded, state: number, time: number, note: TrailNote): void {
    this.push(machine, NOTE, state, state, time, new Noted(note));
  }

  /** Hears of each record as it is written; what it throws becomes a warning of the process. */
  onRecord(listener: (record: TrailRecord) => void): () => void {
    const listeners = (this.#listeners ??= new Set());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners = null;
    };
  }

  /** Oldest first; of one machine where its id is given. A record whose beginning was overwritten is left out. */
  *records(machine: string | null = null): Generator<TrailRecord> {
    const end = this.#next;
    let seq = this.dropped;
    while (seq < end && this.#isContinued(seq)) seq += 1;
    while (seq < end) {
      const first = seq;
      do seq += 1;
      while (seq < end && this.#isContinued(seq));
      const owner = this.#entries[first & this.#mask]?.machine ?? null;
      if (owner === null || (machine !== null && owner.id !== machine))
        continue;
      yield this.#record(owner, first, seq);
    }
  }

  /** All records, as they are written to logs and files. */
  toJSON(): readonly TrailEntry[] {
    return Array.from(this.records(), trailEntry);
  }

  #write(
    machine: Recorded,
    step: number,
    before: number,
    after: number,
    time: number,
    payload: unknown,
  ): void {
    const entry = this.#entries[this.#next++ & this.#mask];
    if (entry === undefined) return;
    entry.machine = machine;
    entry.payload = payload;
    entry.step = step;
    entry.before = before;
    entry.after = after;
    entry.time = time;
  }

  /** @param first the place of the record that was just written */
  #tell(first: number): void {
    const machine =
      this.#entries[(this.#next - 1) & this.#mask]?.machine ?? null;
    if (machine === null) return;
    const record = this.#record(
      machine,
      Math.max(first, this.dropped),
      this.#next,
    );
    for (const listener of this.#listeners ?? []) {
      try {
        listener(record);
      } catch (error) {
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }

  #isContinued(seq: number): boolean {
    return (this.#entries[seq & this.#mask]?.step ?? 0) >= CONTINUED;
  }

  #record(owner: Recorded, first: number, end: number): TrailRecord {
    const { before, after, time, payload } =
      this.#entries[first & this.#mask] ?? NOTHING;
    const base = {
      seq: first,
      machine: owner.id,
      type: owner.type,
      time,
      previousState: stateName(owner, before & NO_STATE),
      currentState: stateName(owner, after & NO_STATE),
    };
    if (payload instanceof Noted) return { ...base, ...payload.note };
    const steps: StepText[] = [];
    for (let seq = first; seq < end; seq += 1) {
      const step = this.#entries[seq & this.#mask]?.step ?? 0;
      steps.push(owner.stepText(step & ~CONTINUED));
    }
    return {
      ...base,
      kind: "transition",
      trigger: steps[0]?.trigger ?? "",
      payload: payload instanceof Worded ? payload.payload : payload,
      steps,
      message:
        payload instanceof Worded ? payload.message : defaultMessage(steps),
    };
  }
}

function stateName(owner: Recorded, state: number): string | null {
  return state === NO_STATE ? null : owner.stateText(state);
}
