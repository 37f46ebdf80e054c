import {
  AuditTrail,
  MemoryJournal,
  NO_EXCHANGE,
  NotFlatError,
  SimulatedClock,
  type ActivityCall,
  type MachineFault,
} from "@fsmc/runtime";
import type { Activity, Strategy, Trigger } from "../../../src/model/index.ts";
import { Dice } from "../../support/dice.ts";
import type { Machine, Subject } from "../subject.ts";
import { Books } from "../venue/books.ts";
import { Venue } from "../venue/venue.ts";
import { adds, Attempt, type Ending } from "./attempt.ts";
import type { Day } from "./day.ts";
import { Judge, type Harm } from "./judge.ts";
import { watched } from "./watched.ts";
import type { Circumstances, Values, Value } from "./values.ts";

/** One thing that happens; what it comes to in detail is up to the dice. */
export type Operation =
  | { readonly kind: "send"; readonly trigger: Trigger }
  | {
      readonly kind: "settle";
      readonly attempt: Attempt;
      readonly ending: Ending;
    }
  | { readonly kind: "advance"; readonly by: number }
  | { readonly kind: "venue" }
  | { readonly kind: "crash" };

const ID = "m";
/** Shared, since nobody reads it: a machine's own would be the dearest part of a run. */
const TRAIL = new AuditTrail();
const START = Date.UTC(2026, 0, 5);
/** Payloads that are tried for one that is taken. */
const MOST_PAYLOADS = 6;

/** One generated machine on the real runtime, against the venue; whoever drives it chooses what happens next. */
export class Trial {
  readonly subject: Subject;
  readonly clock = new SimulatedClock(START);
  readonly venue: Venue;
  readonly judge: Judge;
  /** What happened so far, for people. */
  readonly log: string[] = [];
  day: Day;
  /** Chooses all that the present operation leaves open. */
  dice = new Dice(0);
  machine: Machine;
  attempts: Attempt[] = [];
  readonly #books: Books;
  readonly #values: Values;
  /** What numbers of this run mostly are. */
  #usual: number | null = null;
  #journal = new MemoryJournal();
  #isDown = false;
  #fault: MachineFault | null = null;
  /** What the present operation is called. */
  #said = "";

  constructor(subject: Subject, values: Values, day: Day) {
    this.subject = subject;
    this.#values = values;
    this.day = day;
    this.#books = new Books(() => this.clock.now());
    this.venue = new Venue(this.#books);
    this.judge = new Judge(subject.strategy, this.venue);
    this.machine = this.#made();
  }

  get strategy(): Strategy {
    return this.subject.strategy;
  }

  get harms(): readonly Harm[] {
    return this.judge.harms;
  }

  /** At a final state of the whole: nothing more is done about anything. */
  get hasEnded(): boolean {
    return this.judge
      .statesOf(this.machine.configuration)
      .some(({ kind, depth }) => kind === "final" && depth === 0);
  }

  async start(): Promise<void> {
    this.#books.ledger = this.machine.ledger;
    this.machine.start();
    await this.#settled();
  }

  /** From here on these dice decide, and the day is such. */
  turn(dice: Dice, day: Day): void {
    this.dice = dice;
    this.day = day;
  }

  /** Numbers that are the same as before are this one. */
  suppose(usual: number): void {
    this.#usual = usual;
  }

  /** @returns false where it was not possible, and nothing has happened */
  async perform(operation: Operation): Promise<boolean> {
    const isDone = await this.#perform(operation);
    await this.#settled();
    const { configuration } = this.machine;
    this.log.push(`${this.#said} [${configuration.join(", ")}]`);
    return isDone;
  }

  /** The end of the trial: whatever still waits is let go. */
  end(): void {
    this.#isDown = true;
    this.machine.cleanup();
    for (const attempt of this.attempts) attempt.drop();
    this.attempts = [];
  }

  /** Mostly one that is taken. */
  #payload({ name, fields }: Trigger): Value {
    for (let tried = 0; ; tried += 1) {
      const payload = this.#values.payload(fields, this.#circumstances);
      if (fields.length === 0 || tried === MOST_PAYLOADS) return payload;
      if (this.machine.can(name, payload)) return payload;
    }
  }

  async #perform(operation: Operation): Promise<boolean> {
    const { dice } = this;
    switch (operation.kind) {
      case "send": {
        const { trigger } = operation;
        const outcome = this.machine.send(trigger.name, this.#payload(trigger));
        this.#note(`${trigger.name}: ${outcome}`);
        return outcome !== "ignored" && outcome !== "blocked";
      }
      case "settle": {
        const { attempt, ending } = operation;
        const { activity, call } = attempt;
        const isAllowed = attempt.end(ending, dice, () =>
          this.#result(activity, ending),
        );
        this.#note(
          `${activity.name} ${call.key}: ${isAllowed ? "" : "cannot be "}${ending}`,
        );
        if (!isAllowed) return false;
        if (ending !== "partial") this.#forget(attempt);
        return true;
      }
      case "advance":
        this.#note(`${operation.by} ms pass`);
        await this.clock.advance(operation.by);
        return true;
      case "venue": {
        const order = dice.pick(this.venue.orders);
        this.#note("venue");
        if (order === undefined) return false;
        this.venue.move(order, dice);
        const { id, status, filled, quantity } = order;
        this.#note(`venue: ${id} is ${status}, ${filled} of ${quantity}`);
        return true;
      }
      case "crash":
        await this.#crash();
        return true;
    }
  }

  /** The process dies, and comes back: only what is durable is there, and no abort was ever heard. */
  async #crash(): Promise<void> {
    this.#isDown = true;
    this.machine.cleanup();
    for (const attempt of this.attempts) attempt.drop();
    this.attempts = [];
    const before = this.machine.ledger;
    this.#journal = this.#journal.afterCrash();
    if (this.dice.chance(0.3)) {
      const order = this.dice.pick(this.venue.orders);
      if (order !== undefined) this.venue.move(order, this.dice);
    }
    await this.clock.advance(this.dice.pick([0, 1_000]));
    this.#isDown = false;
    const known = this.#journal.recall(ID);
    this.#note("crash, and recovery");
    this.machine = this.#made();
    const { ledger } = this.machine;
    if (ledger !== null && before !== null) ledger.restore(before.snapshot());
    this.#books.ledger = ledger;
    if (known !== null) this.machine.recover(known.snapshot);
  }

  async #settled(): Promise<void> {
    await this.clock.advance(0);
    this.#forgetLeft();
    const { lastError, configuration } = this.machine;
    const { length } = this.log;
    this.judge.look(this.machine.snapshot(), length);
    if (lastError?.error instanceof NotFlatError && lastError !== this.#fault)
      this.judge.refused(configuration, length);
    this.#fault = lastError;
  }

  #note(what: string): void {
    this.#said = what;
  }

  /** Who was told to cancel hears nothing when the run is left, or has taken too long. */
  #forgetLeft(): void {
    const { runs } = this.machine.snapshot();
    for (const attempt of this.attempts)
      if (!runs.some(({ key }) => attempt.call.key.startsWith(key))) {
        this.#forget(attempt);
        attempt.drop();
      }
  }

  #forget(attempt: Attempt): void {
    this.attempts = this.attempts.filter((each) => each !== attempt);
  }

  #result({ result, partial }: Activity, ending: Ending): Value {
    const type = ending === "partial" ? partial : result;
    return type === null ? null : this.#values.of(type, this.#circumstances);
  }

  get #circumstances(): Circumstances {
    const { dice, clock } = this;
    this.#usual ??= this.#values.number(dice);
    const usual = dice.chance(this.day.sameness) ? this.#usual : null;
    return { dice, now: clock.now(), usual };
  }

  #made(): Machine {
    const { strategy, machine: Machine } = this.subject;
    const callbacks: Record<string, unknown> = {};
    for (const { name, expression } of strategy.guards)
      if (expression === null)
        callbacks[name] = () => {
          this.#perhapsThrow();
          return this.dice.chance(0.6);
        };
    for (const { name, writes } of strategy.actions)
      callbacks[name] = () => {
        this.#perhapsThrow();
        if (this.dice.chance(0.5)) return undefined;
        const fields = writes ?? strategy.context;
        return this.#values.record(
          this.dice.some(fields, 0.3),
          this.#circumstances,
        );
      };
    for (const activity of strategy.activities)
      callbacks[activity.name] = (...given: unknown[]) => {
        const call = given.at(-1);
        if (!isCall(call)) throw new Error("no call object");
        return this.#begin(activity, call);
      };
    const journal = watched(this.#journal, ID, (snapshot) => {
      if (!this.#isDown) this.judge.look(snapshot, this.log.length);
    });
    const { clock } = this;
    const params = Object.fromEntries(
      strategy.params
        .filter((param) => param.default === null)
        .map(({ name, type }) => [
          name,
          this.#values.of(type, {
            dice: new Dice(1),
            now: START,
            usual: null,
          }),
        ]),
    );
    return new Machine({
      id: ID,
      params,
      callbacks,
      host: {
        clock,
        journal,
        exchange: { ...NO_EXCHANGE },
        seed: 1,
        trail: TRAIL,
      },
    });
  }

  #begin(activity: Activity, call: ActivityCall): Promise<unknown> {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    if (adds(activity) && call.attempt === 1 && !call.resumed)
      this.judge.opening(
        activity,
        call.key,
        this.attempts,
        this.machine.snapshot().runs,
        this.log.length,
      );
    const attempt = new Attempt(activity, call, this.venue, this.dice, {
      resolve,
      reject,
    });
    this.attempts.push(attempt);
    call.signal.addEventListener("abort", () => {
      if (this.#isDown) return;
      attempt.stop(this.dice);
      if (call.signal.reason === "cancelled") return;
      this.#forget(attempt);
      // It may answer all the same: nobody listens, which is as well.
      attempt.drop();
    });
    return promise;
  }

  #perhapsThrow(): void {
    if (this.dice.chance(this.day.throws)) throw new Error("callback");
  }
}

function isCall(value: unknown): value is ActivityCall {
  return typeof value === "object" && value !== null && "signal" in value;
}
