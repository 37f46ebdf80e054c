import type { Clock } from "../clock.ts";
import {
  NotStartedError,
  PayloadError,
  StoppingError,
  UnknownTriggerError,
} from "../errors.ts";
import { messageOf } from "../failure.ts";
import type { OutgoingEvent } from "../journal/snapshot.ts";
import type { Logger } from "../logger.ts";
import type { StrategyMachine } from "../machine.ts";
import { Timer } from "../timers.ts";
import type { Roster } from "./roster.ts";

const MOST_AT_ONCE = 1_000;

interface Delivery {
  readonly source: StrategyMachine;
  readonly event: OutgoingEvent;
}

/**
 * Takes events from machine to machine, each at least once; by its id the
 * target applies it once. The source keeps an event in its records until the
 * target's record of it is durable.
 */
export class Router {
  readonly #roster: Roster;
  readonly #clock: Clock;
  readonly #logger: Logger | null;
  readonly #underWay = new Set<Promise<void>>();
  /** What arrived since the sources were last told. */
  readonly #arrived = new Map<StrategyMachine, Set<string>>();
  /** By target: it is not there, or has not started. */
  readonly #waiting = new Map<string, Delivery[]>();
  /** Deliveries since the event loop last turned. */
  #sinceTurn = 0;
  /** While machines are recovered: whoever is addressed may be still to come. */
  #held: Delivery[] | null = null;

  constructor(roster: Roster, clock: Clock, logger: Logger | null) {
    this.#roster = roster;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Never throws, and answers to nobody: see {@link Router.settled}. */
  deliver(source: StrategyMachine, event: OutgoingEvent): void {
    const delivery = { source, event };
    if (this.#held !== null) {
      this.#held.push(delivery);
      return;
    }
    if (this.#hasBreath()) {
      this.#take(delivery);
      return;
    }
    const take = (): void => this.#take(delivery);
    const timer = new Timer(take, `${event.trigger} for ${event.to}`);
    this.#clock.arm(timer, this.#clock.now());
  }

  /** What is to be delivered from now on waits for {@link Router.release}. */
  hold(): void {
    this.#held ??= [];
  }

  /** In the order in which it was handed in. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const { source, event } of held) this.deliver(source, event);
  }

  /** A machine is there, and has started: what waited for it goes there now. */
  arrived(target: string): void {
    const waiting = this.#waiting.get(target);
    if (waiting === undefined) return;
    this.#waiting.delete(target);
    for (const { source, event } of waiting) this.deliver(source, event);
  }

  /** How many events wait for a machine that is not there, or has not started. */
  get undelivered(): number {
    let count = 0;
    for (const waiting of this.#waiting.values()) count += waiting.length;
    return count;
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  /** Two machines that answer each other would go round for ever, and nobody else would have a turn. */
  #hasBreath(): boolean {
    if (this.#sinceTurn === 0)
      setImmediate(() => {
        this.#sinceTurn = 0;
      }).unref();
    this.#sinceTurn += 1;
    return this.#sinceTurn <= MOST_AT_ONCE;
  }

  #take(delivery: Delivery): void {
    const work = this.#post(delivery);
    this.#underWay.add(work);
    this.#clock.hold(work);
    void work.then(() => this.#underWay.delete(work));
  }

  async #post(delivery: Delivery): Promise<void> {
    const { source, event } = delivery;
    const target = this.#roster.get(event.to);
    if (target === null) {
      this.#park(delivery);
      return;
    }
    const message = `${source.id} told it`;
    const { id, trigger, payload, time } = event;
    try {
      await target.postRouted(trigger, payload, { id, message, time });
      this.#strike(source, id);
    } catch (error) {
      if (error instanceof NotStartedError) {
        this.#park(delivery);
        return;
      }
      // The next process delivers it.
      if (error instanceof StoppingError) return;
      const about = { machine: source.id, target: target.id, trigger };
      this.#logger?.error(about, `Not delivered: ${messageOf(error)}`);
      const isHopeless =
        error instanceof PayloadError || error instanceof UnknownTriggerError;
      if (isHopeless) this.#strike(source, id);
    }
  }

  #park(delivery: Delivery): void {
    const { to } = delivery.event;
    const waiting = this.#waiting.get(to) ?? [];
    this.#waiting.set(to, waiting);
    waiting.push(delivery);
  }

  /** All that arrive in one go are struck out by one record. */
  #strike(source: StrategyMachine, id: string): void {
    const known = this.#arrived.get(source);
    if (known !== undefined) {
      known.add(id);
      return;
    }
    const ids = new Set([id]);
    this.#arrived.set(source, ids);
    queueMicrotask(() => {
      this.#arrived.delete(source);
      source.delivered(ids);
    });
  }
}
