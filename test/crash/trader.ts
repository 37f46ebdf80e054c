import type { Socket } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import {
  PayloadError,
  UnknownTriggerError,
  type Journal,
  type MarketEvent,
} from "@fsmc/runtime";
import type { Actor, Subject } from "../campaign/subject.ts";
import { FollowingClock } from "./following-clock.ts";
import { RemoteExchange } from "./remote-exchange.ts";
import type { Steps } from "./steps.ts";
import { digestOf, WatchedJournal } from "./watched-journal.ts";
import {
  isToTrader,
  Wire,
  type Answer,
  type Question,
  type Standing,
  type ToTrader,
  type ToVenue,
} from "./wire.ts";

export interface TraderPlan {
  readonly subject: Subject;
  readonly seed: string;
  readonly journal: Journal;
  readonly socket: Socket;
  readonly steps: Steps;
  readonly isTooEarly: boolean;
}

/** The process that is killed: one strategy on a journal, at a venue in another process that leads the time. */
export class Trader {
  readonly #plan: TraderPlan;
  readonly #clock: FollowingClock;
  readonly #exchange: RemoteExchange;
  readonly #journal: WatchedJournal;
  readonly #wire: Wire<ToTrader, ToVenue>;
  readonly #inbox: ToTrader[] = [];
  readonly #questions = new Map<number, (answer: Answer) => void>();
  readonly #market;
  #actor: Actor | null = null;
  #machines = 0;
  #received = 0;
  #asked = 0;
  #isWorking = false;
  #isOver = false;

  constructor(plan: TraderPlan) {
    const { subject, seed, journal, steps, isTooEarly, socket } = plan;
    this.#plan = plan;
    this.#market = subject.market(seed);
    this.#clock = new FollowingClock(this.#market.start);
    this.#exchange = new RemoteExchange(
      this.#market.exchange.requestValidity ?? 1_000,
      (question) => this.#ask(question),
    );
    this.#wire = new Wire<ToTrader, ToVenue>(socket, isToTrader, (message) => {
      this.#inbox.push(message);
      void this.#work();
    });
    this.#journal = new WatchedJournal({
      journal,
      steps,
      isTooEarly,
      onDurable: (machine, mark) =>
        this.#wire.send({ kind: "durable", machine, mark }),
    });
  }

  /** Says to the venue that it is there. */
  hello(): void {
    this.#wire.send({ kind: "hello" });
  }

  /** One message after the other, and rest between them: as the venue waits for it. */
  async #work(): Promise<void> {
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (
      let message = this.#inbox.shift();
      message !== undefined;
      message = this.#inbox.shift()
    ) {
      this.#received += 1;
      this.#clock.moveTo(message.time);
      await this.#deal(message);
      await this.#rest();
    }
    this.#isWorking = false;
    this.#wire.send({
      kind: "idle",
      through: this.#received,
      next: this.#clock.next,
      standing: this.#standing(),
    });
  }

  /** Until nothing happens any more without time passing, or without news from the venue. */
  async #rest(): Promise<void> {
    let before: number;
    do {
      before = this.#clock.changes;
      while (this.#clock.fireDue());
      await Promise.allSettled(this.#clock.held);
      await turn();
      await this.#journal.flushed();
      await turn();
    } while (before !== this.#clock.changes);
  }

  async #deal(message: ToTrader): Promise<void> {
    const { steps } = this.#plan;
    switch (message.kind) {
      case "welcome":
        this.#begin(message);
        break;
      case "time":
        break;
      case "market":
        await this.#hear(message.event);
        break;
      case "command":
        void this.#command(message.trigger, message.id);
        break;
      case "answer": {
        steps.at("an answer has come");
        this.#questions.get(message.question)?.(message.answer);
        this.#questions.delete(message.question);
        await this.#rest();
        steps.at("an answer was dealt with");
        break;
      }
      case "fill":
        steps.at("a fill has come");
        this.#exchange.fills.tell(message.fill);
        break;
      case "order":
        this.#exchange.orders.tell(message.order);
        break;
      case "settlement":
        this.#exchange.settlements.tell(message.settlement);
        break;
      case "market is over":
        this.#isOver = true;
        await this.#actor?.end?.();
        break;
    }
  }

  #begin({
    acknowledged,
    marks,
  }: Extract<ToTrader, { kind: "welcome" }>): void {
    const known = this.#journal.machines();
    for (const [machine, { seq, digest }] of marks) {
      const recalled = this.#journal.recall(machine);
      const got = recalled?.snapshot.seq ?? 0;
      if (got < seq)
        this.#broken(`${machine}: record ${seq} was durable, ${got} is there`);
      else if (got === seq && digestOf(recalled?.snapshot) !== digest)
        this.#broken(`${machine}: record ${seq} is not what it was`);
    }
    for (const [id, machine] of acknowledged)
      if (!this.#journal.hasApplied(machine, id, this.#clock.now()))
        this.#broken(`${machine}: ${id} was acknowledged, and is lost`);
    const numbers = known.map((id) => Number(/\d+$/u.exec(id)?.[0] ?? 0));
    this.#machines = Math.max(0, ...numbers);
    const latest = this.#journal.recall(this.#nameOf(this.#machines));
    if (latest === null) this.#start();
    else this.#create().machine.recoverFrom(latest);
  }

  #nameOf(number: number): string {
    return `${this.#plan.subject.name}-${number}`;
  }

  #start(): void {
    this.#machines += 1;
    this.#create().machine.start();
  }

  #create(): Actor {
    const { subject, seed } = this.#plan;
    const actor = subject.create({
      id: this.#nameOf(this.#machines),
      host: {
        clock: this.#clock,
        exchange: this.#exchange,
        journal: this.#journal,
        seed,
      },
      market: this.#market,
      wrap: (callbacks) => callbacks,
    });
    this.#actor = actor;
    return actor;
  }

  async #hear(event: MarketEvent): Promise<void> {
    if (!this.#isOver && this.#actor?.machine.isCompleted === true)
      this.#start();
    const actor = this.#actor;
    if (actor === null) return;
    actor.machine.ledger?.mark(event);
    if (!actor.machine.isCompleted) await actor.onMarket(event);
  }

  /** What people send has an id, and is acknowledged when it cannot get lost any more. */
  async #command(trigger: string, id: string): Promise<void> {
    const actor = this.#actor;
    if (actor === null || actor.machine.isCompleted) return;
    const { machine } = actor;
    const outcome = await machine
      .post(trigger, null, { id })
      .catch((error: unknown) => {
        const isNotPlain =
          error instanceof PayloadError || error instanceof UnknownTriggerError;
        if (!isNotPlain) throw error;
        // Its subject knows what is meant, and what comes with it.
        actor.send(trigger);
        return "ignored" as const;
      });
    if (outcome === "failed" || outcome === "ignored" || outcome === "blocked")
      return;
    this.#wire.send({ kind: "acknowledged", id, machine: machine.id }, () =>
      this.#plan.steps.at("a command was acknowledged"),
    );
  }

  async #ask(question: Question): Promise<Answer> {
    const { steps } = this.#plan;
    const number = ++this.#asked;
    const answer = new Promise<Answer>((resolve) =>
      this.#questions.set(number, resolve),
    );
    const isOrder =
      question.kind === "market order" || question.kind === "limit order";
    if (isOrder) steps.at("before a question is sent");
    this.#clock.changes += 1;
    const sent = new Promise<void>((resolve) =>
      this.#wire.send({ kind: "question", number, question }, resolve),
    );
    this.#clock.hold(sent);
    await sent;
    if (isOrder) steps.at("a question was sent");
    return await answer;
  }

  #broken(what: string): void {
    this.#wire.send({ kind: "broken", what });
  }

  #standing(): Standing {
    const actor = this.#actor;
    if (actor === null) throw new Error("idle before it was welcomed");
    const { machine } = actor;
    const { runs, unsettled } = machine.snapshot();
    return {
      id: machine.id,
      configuration: actor.configuration(),
      isOver: machine.isCompleted,
      isError: machine.isError,
      isSettled: runs.length === 0 && unsettled.length === 0,
      holds: (machine.ledger?.holdings() ?? []).map(({ asset, quantity }) => [
        asset,
        quantity,
      ]),
    };
  }
}
