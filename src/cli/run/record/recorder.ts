import type {
  Ledger,
  MarketEvent,
  Posting,
  RunnableMachine,
  TrailRecord,
} from "@fsmc/runtime";
import { Books } from "./books.ts";
import { Course } from "./course.ts";
import { DayBook, type DayResult } from "./day-book.ts";
import { FillCounts } from "./fill-counts.ts";
import { Occupancy } from "./occupancy.ts";
import { Silences } from "./silences.ts";
import type { Totals } from "./totals.ts";

/** So many looks at the books in a run, and one whenever something is booked: more than a picture has columns. */
const LOOKS = 8_192;

/** What happened in a run, in bounded memory: courses and counts, not events. */
export class Recorder {
  readonly equity = new Course();
  readonly realized = new Course();
  readonly fills = new FillCounts();
  /** The innermost state that contains all active ones, then by region what is active in it. */
  readonly rows: Occupancy[] = [new Occupancy()];
  readonly #exposure = new Map<string, Course>();
  readonly #books = new Books();
  readonly #silences = new Silences();
  readonly #days = new DayBook();
  readonly #machines = new Map<string, RunnableMachine>();
  readonly #errors = new Map<string, number>();
  /** Between two looks, in milliseconds. */
  readonly #pause: number;
  #events = 0;
  #errorCount = 0;
  #next = -Infinity;
  /** When something was last heard of market or machines. */
  #latest = 0;

  /** @param length of the market, about, in milliseconds */
  constructor(length: number) {
    this.#pause = length / LOOKS;
  }

  /** A machine that is about to start. */
  begin(machine: RunnableMachine, now: () => number): void {
    this.#machines.set(machine.id, machine);
    this.#books.open(machine);
    const { ledger } = machine;
    for (const leg of ledger?.legs ?? []) this.#courseOf(leg);
    ledger?.onPosted((posting) => this.#posted(posting, ledger, now()));
  }

  /** The market is about to move on to an event's time. */
  before({ time }: MarketEvent): void {
    if (this.#days.isOver(time)) this.#closeDay();
    this.#days.open(time);
  }

  /** After exchange and ledgers have had it. */
  heard(event: MarketEvent): void {
    this.#events += 1;
    this.#latest = event.time;
    this.#books.mark(event);
    this.#silences.heard(event.time);
    if (event.time >= this.#next) this.#look(event.time);
  }

  recorded(record: TrailRecord): void {
    if (record.kind === "failure") {
      const { name, message } = record.error;
      const text = `${name}: ${message}`;
      this.#errors.set(text, (this.#errors.get(text) ?? 0) + 1);
      this.#errorCount += 1;
    }
    this.#latest = record.time;
    if (record.kind !== "transition") return;
    const machine = this.#machines.get(record.machine);
    if (machine !== undefined) this.#entered(machine, record.time);
  }

  /** Nothing more comes. */
  end(): void {
    const { endedAt } = this;
    this.#look(endedAt);
    for (const row of this.rows) row.end(endedAt);
    this.#closeDay();
  }

  /** When the last happened that was recorded, in milliseconds since the epoch. */
  get endedAt(): number {
    return this.#latest;
  }

  get exposure(): ReadonlyMap<string, Course> {
    return this.#exposure;
  }

  get gaps() {
    return this.#silences.gaps;
  }

  get days(): readonly DayResult[] {
    return this.#days.days;
  }

  get errors(): number {
    return this.#errorCount;
  }

  /** Each message once, with how often. */
  get errorMessages(): ReadonlyMap<string, number> {
    return this.#errors;
  }

  /** Now, at the last marks. */
  totals(): Totals {
    return this.#books.totals();
  }

  #posted(posting: Posting, ledger: Ledger, now: number): void {
    this.#latest = now;
    this.#books.booked(ledger);
    if (posting.kind === "fill") this.fills.add(now, posting.fill.side);
    this.#look(now);
  }

  #look(time: number): void {
    const { netPnl, unrealizedPnl } = this.#books.totals();
    this.equity.add(time, netPnl);
    this.realized.add(time, netPnl - unrealizedPnl);
    const values = new Map<string, number>();
    for (const { leg, value } of this.#books.exposure())
      values.set(leg, (values.get(leg) ?? 0) + value);
    for (const [leg, course] of this.#exposure)
      course.add(time, values.get(leg) ?? 0);
    this.#next = time + this.#pause;
  }

  #entered(machine: RunnableMachine, time: number): void {
    const { state, configuration } = machine;
    const regions = configuration.length > 1 ? configuration : [];
    for (const [index, row] of [state, ...regions].entries())
      this.#row(index).enter(row, time);
    for (const row of this.rows.slice(1 + regions.length))
      row.enter(null, time);
  }

  #row(index: number): Occupancy {
    const row = this.rows[index] ?? new Occupancy();
    this.rows[index] = row;
    return row;
  }

  #courseOf(leg: string): Course {
    const course = this.#exposure.get(leg) ?? new Course();
    this.#exposure.set(leg, course);
    return course;
  }

  #closeDay(): void {
    this.#days.close(this.#books.totals(), {
      events: this.#events,
      transitions: this.#books.transitions,
      errors: this.#errorCount,
    });
  }
}
