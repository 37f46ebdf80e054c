import {
  AuditTrail,
  feedMarket,
  PaperExchange,
  SimulatedClock,
  Timer,
  trailEntry,
  type FaultPlan,
  type Market,
  type MarketEvent,
  type TrailEntry,
} from "@fsmc/runtime";
import { Harm } from "./harm.ts";
import type { SpecFacts } from "./spec.ts";
import type { Actor, Subject } from "./subject.ts";
import type { Trouble } from "./trouble.ts";
import { Truth } from "./truth.ts";
import { judge, type Verdict } from "./verdict.ts";

/** What came of one trial. */
export interface Outcome {
  readonly verdict: Verdict;
  /** How often each kind of mishap befell it. */
  readonly counts: ReadonlyMap<string, number>;
  readonly path: readonly TrailEntry[];
  readonly isTraded: boolean;
}

/** After the market's last event its last quotes are repeated this often, in milliseconds … */
const CALM_INTERVAL = 5_000;
/** … for this long at most. */
const LONGEST_CALM = 1_800_000;

/** Runs a strategy through a market of trouble, one machine after the other, and says how it ended. */
export async function trial(
  subject: Subject,
  facts: SpecFacts,
  seed: string,
  trouble: Trouble,
): Promise<Outcome> {
  const run = new Trial(subject, facts, seed, trouble);
  return await run.toItsEnd();
}

class Trial {
  readonly #subject: Subject;
  readonly #facts: SpecFacts;
  readonly #trouble: Trouble;
  readonly #market: Market;
  readonly #clock: SimulatedClock;
  readonly #exchange: PaperExchange;
  readonly #truth: Truth;
  readonly #harm: Harm;
  readonly #trail = new AuditTrail();
  readonly #path: TrailEntry[] = [];
  readonly #counts = new Map<string, number>();
  readonly #last = new Map<string, MarketEvent>();
  readonly #actors: Actor[] = [];
  readonly #seed: string;
  #emergencySent = false;
  #calm = false;
  #unsaid: string | null = null;

  constructor(
    subject: Subject,
    facts: SpecFacts,
    seed: string,
    trouble: Trouble,
  ) {
    this.#subject = subject;
    this.#facts = facts;
    this.#trouble = trouble;
    this.#seed = seed;
    this.#market = subject.market(seed);
    this.#clock = new SimulatedClock(this.#market.start);
    this.#exchange = new PaperExchange({
      ...this.#market.exchange,
      clock: this.#clock,
      seed,
      faults: this.#faults,
    });
    this.#truth = new Truth(this.#exchange);
    this.#harm = new Harm((callback, nth) =>
      this.#isSpared ? null : trouble.throws(callback, nth),
    );
    this.#trail.onRecord((record) => {
      this.#path.push(trailEntry(record));
      this.#lookForEmergency();
    });
  }

  async toItsEnd(): Promise<Outcome> {
    this.#begin();
    await feedMarket({
      clock: this.#clock,
      events: this.#market.events,
      onEvent: (event) => this.#hear(event),
    });
    this.#calm = true;
    await this.#actor.end?.();
    await this.#settle();
    const verdict =
      this.#unsaid === null
        ? judge(this.#actors, this.#truth)
        : ({ kind: "fault", why: this.#unsaid } as const);
    for (const { machine } of this.#actors) machine.cleanup();
    for (const [kind, count] of this.#harm.counts) this.#count(kind, count);
    for (const [kind, count] of Object.entries(this.#exchange.faultsFired))
      this.#count(`fault ${kind}`, count);
    const isTraded = this.#actors.some(
      ({ machine }) => machine.result().ordersExecuted > 0,
    );
    return { verdict, counts: this.#counts, path: this.#path, isTraded };
  }

  get #actor(): Actor {
    const actor = this.#actors.at(-1);
    if (actor === undefined) throw new Error("no machine has begun");
    return actor;
  }

  /** When everything is to be closed, faults mostly end, so that what is left open is the machine's doing. */
  get #isSpared(): boolean {
    return this.#calm && !this.#trouble.relentless;
  }

  readonly #faults: FaultPlan = (request) =>
    this.#isSpared ? null : this.#trouble.faults(request);

  #begin(): void {
    const { name } = this.#subject;
    const actor = this.#subject.create({
      id: `${name}-${this.#actors.length + 1}`,
      host: {
        clock: this.#clock,
        exchange: this.#exchange,
        seed: this.#seed,
        trail: this.#trail,
      },
      market: this.#market,
      wrap: (callbacks) => this.#harm.wrap(callbacks),
    });
    this.#actors.push(actor);
    actor.machine.start();
  }

  async #hear(event: MarketEvent): Promise<void> {
    if (event.kind === "quote") this.#last.set(event.instrument.id, event);
    this.#exchange.hear(event);
    if (!this.#calm && this.#actor.machine.isCompleted) this.#begin();
    const { machine } = this.#actor;
    machine.ledger?.mark(event);
    if (machine.isCompleted) return;
    await this.#actor.onMarket(event);
    const command = this.#calm ? null : this.#trouble.command();
    if (command !== null) {
      this.#actor.send(command);
      this.#count(`people send ${command}`);
    }
    this.#look();
  }

  /** What is held must be said by the states that are active. */
  #look(): void {
    this.#unsaid ??= this.#actor.amiss?.() ?? null;
    if (this.#unsaid !== null || this.#truth.isFlat) return;
    const active = this.#actor.configuration();
    if (active.some((state) => this.#facts.mayHold.has(state))) return;
    this.#unsaid = `${this.#truth.toString()} in ${active.join(", ")}, which is not exposed, at ${this.#clock.now()}`;
  }

  /** Sends the emergency so much later than its state was entered, if that is still active then. */
  #lookForEmergency(): void {
    const { emergency } = this.#trouble;
    if (emergency === null || this.#emergencySent || this.#calm) return;
    const { state, delay } = emergency;
    const actor = this.#actors.at(-1);
    if (actor === undefined || !actor.configuration().includes(state)) return;
    this.#emergencySent = true;
    const send = (): void => {
      if (!actor.configuration().includes(state)) {
        this.#emergencySent = false;
        return;
      }
      this.#count(`EMERGENCY_EXIT in ${state}`);
      actor.send("EMERGENCY_EXIT");
    };
    this.#clock.arm(new Timer(send), this.#clock.now() + delay);
  }

  /** Repeats the last quotes until the machine has come to an end, or rests in error. */
  async #settle(): Promise<void> {
    const end = this.#clock.now() + LONGEST_CALM;
    while (this.#clock.now() < end && !this.#isOver) {
      await this.#clock.advance(CALM_INTERVAL);
      const time = this.#clock.now();
      for (const event of this.#last.values())
        await this.#hear({ ...event, time });
    }
  }

  get #isOver(): boolean {
    const { machine } = this.#actor;
    return machine.isCompleted;
  }

  #count(kind: string, times = 1): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + times);
  }
}
