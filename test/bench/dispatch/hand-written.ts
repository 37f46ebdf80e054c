/**
 * The benchmark's machine as somebody would write it who cares for speed: changes in place, undone when something throws,
 * the same audit ring. No runtime, no options, nothing that this machine does not need.
 */
import type { Author, Trigger } from "./author.ts";

const STATES = [
  "INITIALIZING",
  "READY",
  "ANALYZING",
  "PENDING_ENTRY",
  "ENTERING",
  "POSITION_OPEN",
  "MANAGING",
  "ADJUSTING",
  "PENDING_EXIT",
  "EXITING",
  "PARTIAL_EXIT",
  "CLOSED",
  "ERROR",
  "SUSPENDED",
  "TERMINATED",
] as const;

interface Clock {
  now(): number;
}

interface Fill {
  readonly price: number;
  readonly quantity: number;
}

/** The last transitions, in columns. */
export class Ring {
  private readonly mask: number;
  private next = 0;
  private readonly machines: (object | null)[];
  private readonly payloads: unknown[];
  private readonly steps: Uint16Array;
  private readonly times: Float64Array;

  constructor(capacity: number) {
    this.mask = capacity - 1;
    this.machines = Array.from({ length: capacity }, () => null);
    this.payloads = Array.from({ length: capacity }, () => null);
    this.steps = new Uint16Array(capacity);
    this.times = new Float64Array(capacity);
  }

  push(machine: object, step: number, time: number, payload: unknown): void {
    const index = this.next++ & this.mask;
    this.machines[index] = machine;
    this.payloads[index] = payload;
    this.steps[index] = step;
    this.times[index] = time;
  }
}

export class HandWritten {
  errors = 0;
  ignored = 0;
  private number = 0;
  private readonly values = { beats: 0, equity: 1_000, held: 0, alerts: 0 };
  private readonly author: Author;
  private readonly clock: Clock;
  private readonly ring: Ring;

  constructor(author: Author, clock: Clock, ring: Ring) {
    this.author = author;
    this.clock = clock;
    this.ring = ring;
  }

  get state(): string {
    return STATES[this.number] ?? "";
  }

  get context() {
    return this.values;
  }

  send(trigger: Trigger, payload: Fill | null): boolean {
    const context = this.values;
    const { beats, equity, held, alerts } = context;
    try {
      return this.react(trigger, payload, context);
    } catch {
      context.beats = beats;
      context.equity = equity;
      context.held = held;
      context.alerts = alerts;
      this.errors += 1;
      return false;
    }
  }

  private react(
    trigger: Trigger,
    payload: Fill | null,
    context: { beats: number; equity: number; held: number; alerts: number },
  ): boolean {
    const { author } = this;
    switch (this.number) {
      case 0:
        switch (trigger) {
          case "MARKET_OPEN":
            context.alerts = author.alert(context).alerts;
            return this.moved(0, 1, payload);
          case "SYSTEM_ERROR":
            if (context.beats % 8 === 7) return this.stayed();
            context.alerts = author.alert(context).alerts;
            return this.moved(1, 12, payload);
          case "TERMINATE":
            context.beats += 1;
            return this.moved(2, 14, payload);
          default:
            return this.stayed();
        }
      case 1:
        switch (trigger) {
          case "WINDOW_START":
            return this.moved(3, 2, payload);
          case "SUSPEND":
            return this.moved(4, 13, payload);
          case "SYSTEM_ERROR":
            if (!author.solvent(context)) return this.stayed();
            context.alerts = author.alert(context).alerts;
            return this.moved(5, 12, payload);
          case "TERMINATE":
            context.equity = context.equity * 0.999 + 1;
            return this.moved(6, 14, payload);
          default:
            return this.stayed();
        }
      case 2:
        switch (trigger) {
          case "CONDITIONS_MET":
            return this.moved(7, 3, payload);
          case "CONDITIONS_FAILED":
            context.alerts = author.alert(context).alerts;
            return this.moved(8, 1, payload);
          case "SYSTEM_ERROR":
            if (context.beats % 8 === 7) return this.stayed();
            context.alerts = author.alert(context).alerts;
            return this.moved(9, 12, payload);
          default:
            return this.stayed();
        }
      case 3:
        switch (trigger) {
          case "ORDER_SENT":
            context.held = author.addOne(context).held;
            return this.moved(10, 4, payload);
          case "ORDER_CANCELLED":
            context.alerts = author.alert(context).alerts;
            return this.moved(11, 1, payload);
          case "SYSTEM_ERROR":
            context.alerts = author.alert(context).alerts;
            return this.moved(12, 12, payload);
          default:
            return this.stayed();
        }
      case 4:
        switch (trigger) {
          case "ORDER_FILLED":
            if (!author.room(context)) return this.stayed();
            context.alerts = author.alert(context).alerts;
            return this.moved(13, 5, payload);
          case "ORDER_REJECTED":
            context.beats += 1;
            return this.moved(14, 3, payload);
          case "ORDER_CANCELLED":
            context.alerts = author.alert(context).alerts;
            return this.moved(15, 1, payload);
          case "SYSTEM_ERROR":
            context.alerts = author.alert(context).alerts;
            return this.moved(16, 12, payload);
          default:
            return this.stayed();
        }
      case 5:
        switch (trigger) {
          case "MARKET_OPEN":
            if (context.beats % 8 === 7) return this.stayed();
            return this.moved(17, 6, payload);
          case "TARGET_REACHED":
            context.equity = context.equity * 0.999 + 4;
            return this.moved(18, 8, payload);
          case "SYSTEM_ERROR":
            context.alerts = author.alert(context).alerts;
            return this.moved(19, 12, payload);
          default:
            return this.stayed();
        }
      case 6:
        switch (trigger) {
          case "DRIFTED":
            return this.moved(20, 7, payload);
          case "TARGET_REACHED":
            if (!author.solvent(context)) return this.stayed();
            return this.moved(21, 8, payload);
          case "MARKET_CLOSE":
            context.held = author.addTwo(context).held;
            context.alerts = author.alert(context).alerts;
            return this.moved(22, 5, payload);
          case "SYSTEM_ERROR":
            context.alerts = author.alert(context).alerts;
            return this.moved(23, 12, payload);
          default:
            return this.stayed();
        }
      case 7:
        switch (trigger) {
          case "ADJUSTED":
            return this.moved(24, 6, payload);
          case "TARGET_REACHED":
            if (context.beats % 8 === 7) return this.stayed();
            return this.moved(25, 8, payload);
          case "SYSTEM_ERROR":
            context.beats += 1;
            context.alerts = author.alert(context).alerts;
            return this.moved(26, 12, payload);
          default:
            return this.stayed();
        }
      case 8:
        switch (trigger) {
          case "ORDER_SENT":
            context.alerts = author.alert(context).alerts;
            return this.moved(27, 9, payload);
          case "ORDER_CANCELLED":
            return this.moved(28, 6, payload);
          case "SYSTEM_ERROR":
            if (!author.room(context)) return this.stayed();
            context.alerts = author.alert(context).alerts;
            return this.moved(29, 12, payload);
          default:
            return this.stayed();
        }
      case 9:
        switch (trigger) {
          case "ORDER_FILLED":
            context.equity = context.equity * 0.999 + 7;
            return this.moved(30, 11, payload);
          case "ORDER_PARTLY_FILLED":
            return this.moved(31, 10, payload);
          case "ORDER_REJECTED":
            return this.moved(32, 8, payload);
          default:
            return this.stayed();
        }
      case 10:
        switch (trigger) {
          case "ORDER_FILLED":
            if (context.beats % 8 === 7) return this.stayed();
            return this.moved(33, 11, payload);
          case "ORDER_SENT":
            context.held = author.addThree(context).held;
            context.alerts = author.alert(context).alerts;
            return this.moved(34, 9, payload);
          default:
            return this.stayed();
        }
      case 11:
        switch (trigger) {
          case "RESET":
            context.alerts = author.alert(context).alerts;
            return this.moved(35, 1, payload);
          case "TERMINATE":
            return this.moved(36, 14, payload);
          default:
            return this.stayed();
        }
      case 12:
        switch (trigger) {
          case "RESET":
            if (!author.solvent(context)) return this.stayed();
            return this.moved(37, 0, payload);
          case "SUSPEND":
            context.beats += 1;
            return this.moved(38, 13, payload);
          default:
            return this.stayed();
        }
      case 13:
        switch (trigger) {
          case "RESUME":
            context.alerts = author.alert(context).alerts;
            return this.moved(39, 1, payload);
          case "TERMINATE":
            return this.moved(40, 14, payload);
          default:
            return this.stayed();
        }
      case 14:
        switch (trigger) {
          case "RESET":
            return this.moved(41, 0, payload);
          default:
            return this.stayed();
        }
      default:
        return this.stayed();
    }
  }

  private moved(step: number, to: number, payload: Fill | null): boolean {
    const time = this.clock.now();
    this.number = to;
    this.ring.push(this, step, time, payload);
    return true;
  }

  private stayed(): boolean {
    this.ignored += 1;
    return false;
  }
}
