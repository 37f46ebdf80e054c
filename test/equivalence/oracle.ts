/**
 * The strategy's author, played by dice: answers guards, returns patches, throws now and then, and writes down every call.
 * Two oracles of one seed answer alike as long as they are asked alike.
 */
import type { Value } from "../interpreter/evaluate.ts";
import { Dice } from "../support/dice.ts";

export interface SeenStep {
  readonly time: number;
  readonly from: string;
  readonly to: string;
  readonly trigger: string;
  readonly payload: unknown;
  readonly message: string;
}

export interface Habits {
  /** How often a callback throws. */
  readonly throws: number;
  /** How often an action sends an event from inside. */
  readonly sends: number;
}

/** From inside, in one operation: else one event may lead to more than one other, for ever. */
const MOST_SENT = 10;

export class Oracle {
  readonly log: string[] = [];
  /** Set by whoever owns the machine: an event sent from inside a callback. */
  send: (trigger: string, payload: Value) => void = () => {};
  private readonly dice: Dice;
  private readonly habits: Habits;
  private boom = 0;
  private sent = 0;

  constructor(seed: number, habits: Habits) {
    this.dice = new Dice(seed);
    this.habits = habits;
  }

  guard(
    name: string,
    context: unknown,
    step: SeenStep,
    args: unknown,
  ): boolean {
    this.note("guard", name, context, step, args);
    this.perhapsThrow();
    return this.dice.chance(0.5);
  }

  action(
    name: string,
    context: unknown,
    step: SeenStep,
  ): Readonly<Record<string, Value>> | null {
    this.note("action", name, context, step, null);
    this.perhapsThrow();
    if (this.dice.chance(this.habits.sends))
      this.sendInside("TICK", { x: this.dice.whole(0, 9) });
    if (this.dice.chance(this.habits.sends)) this.sendInside("KILL", null);
    return this.patch(name);
  }

  call(
    name: string,
    args: readonly unknown[],
    key: string,
    attempt: number,
    resumed: boolean,
  ): void {
    this.log.push(
      `call ${name}(${text(args)}) ${key} #${attempt}${resumed ? " resumed" : ""}`,
    );
  }

  abort(key: string, attempt: number, reason: string): void {
    this.log.push(`abort ${key} #${attempt} ${reason}`);
  }

  output(name: string, payload: unknown): void {
    this.log.push(`output ${name} ${text(payload)}`);
  }

  /** What was written down since the last operation; the next may send from inside again. */
  taken(): readonly string[] {
    this.sent = 0;
    return this.log.splice(0);
  }

  private sendInside(trigger: string, payload: Value): void {
    this.sent += 1;
    if (this.sent <= MOST_SENT) this.send(trigger, payload);
  }

  private patch(name: string): Readonly<Record<string, Value>> | null {
    const { dice } = this;
    const number = (): Value =>
      dice.chance(this.habits.throws) ? NaN : dice.whole(0, 9);
    switch (name) {
      case "count":
        return dice.pick<() => Readonly<Record<string, Value>> | null>([
          () => ({ n0: number() }),
          () => ({ n0: number(), n1: number() }),
          () => (dice.chance(this.habits.throws) ? { s0: "not mine" } : null),
        ])();
      case "store":
        return dice.pick<() => Readonly<Record<string, Value>>>([
          () => ({ f0: null }),
          () => ({
            f0: { price: number(), quantity: dice.whole(0, 3), note: "n" },
            s0: "stored",
          }),
          () => ({ s0: dice.chance(this.habits.throws) ? 7 : "a" }),
        ])();
      default:
        return dice.pick<() => Readonly<Record<string, Value>> | null>([
          () => null,
          () => ({}),
          () => ({ b0: dice.chance(0.5), n2: dice.whole(0, 6) }),
        ])();
    }
  }

  private perhapsThrow(): void {
    if (!this.dice.chance(this.habits.throws)) return;
    this.boom += 1;
    throw new Error(`boom ${this.boom}`);
  }

  private note(
    kind: string,
    name: string,
    context: unknown,
    step: SeenStep,
    args: unknown,
  ): void {
    const { time, from, to, trigger, message } = step;
    const isThrown = trigger === "error" || isOfArguments(step.payload);
    const payload = isThrown ? worded(step.payload) : step.payload;
    this.log.push(
      `${kind} ${name} ${text({ context, time, from, to, trigger, payload, message, args })}`,
    );
  }
}

/** The failure of a run whose arguments threw on the forced way. */
function isOfArguments(payload: unknown): boolean {
  return (
    typeof payload === "object" &&
    payload !== null &&
    "code" in payload &&
    payload.code === "ARGUMENTS"
  );
}

/** An error without its message: who throws it words it. */
function worded(payload: unknown): unknown {
  return typeof payload === "object" && payload !== null
    ? { ...payload, message: "" }
    : payload;
}

/** Stable JSON: members by name, undefined as null. */
export function text(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each !== "object" || each === null || Array.isArray(each))
      return each ?? null;
    return Object.fromEntries(
      Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  });
}
