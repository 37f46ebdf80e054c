/** A configuration run by XState itself, on a clock that moves only when told to. */
import {
  createActor,
  createMachine,
  fromPromise,
  raise,
  type AnyActorRef,
  type AnyStateMachine,
} from "xstate";

/** What a machine is played with: the same for both. */
export interface Play {
  guard(name: string): boolean;
  action(name: string): void;
  activity(name: string): Promise<unknown>;
  delay(name: string): number;
}

interface Waiting {
  readonly id: number;
  readonly deadline: number;
  readonly fire: () => void;
}

/** By deadline, among equals the one armed first. */
class ManualClock {
  #time = 0;
  #count = 0;
  #waiting: Waiting[] = [];

  readonly setTimeout = (fire: () => void, delay: number): number => {
    const id = ++this.#count;
    this.#waiting.push({ id, deadline: this.#time + Math.max(0, delay), fire });
    return id;
  };

  readonly clearTimeout = (id: number): void => {
    this.#waiting = this.#waiting.filter((each) => each.id !== id);
  };

  advance(by: number): boolean {
    const end = this.#time + by;
    for (let fired = 0; fired < 1000; fired += 1) {
      const next = this.#waiting
        .filter(({ deadline }) => deadline <= end)
        .toSorted((a, b) => a.deadline - b.deadline || a.id - b.id)[0];
      if (next === undefined) {
        this.#time = end;
        return true;
      }
      this.#waiting = this.#waiting.filter((each) => each !== next);
      this.#time = next.deadline;
      next.fire();
    }
    return false;
  }
}

export class XStateSide {
  readonly #clock = new ManualClock();
  readonly #machine: AnyStateMachine;
  readonly #actor: AnyActorRef;
  error: unknown = null;

  constructor(config: object, play: Play, names: Names) {
    const machine: AnyStateMachine = createMachine({
      ...config,
      options: { maxIterations: 200 },
    });
    this.#machine = machine.provide({
      guards: fromNames(names.guards, (name) => () => play.guard(name)),
      actions: {
        ...fromNames(names.actions, (name) => () => play.action(name)),
        "xstate.raise": raise(
          (_: unknown, { event }: { event: { type: string } }) => event,
          {
            delay: (_: unknown, { delay }: { delay?: number }) => delay,
          },
        ),
      },
      actors: fromNames(names.activities, (name) =>
        fromPromise(() => play.activity(name)),
      ),
      delays: fromNames(names.delays, (name) => () => play.delay(name)),
    });
    this.#actor = createActor(this.#machine, {
      clock: this.#clock,
      logger: () => {},
    });
    this.#actor.subscribe({
      error: (error: unknown) => {
        this.error = error;
      },
    });
  }

  start(): void {
    this.#actor.start();
  }

  send(type: string): void {
    this.#actor.send({ type });
  }

  /** False where time cannot move on. */
  advance(by: number): boolean {
    return this.#clock.advance(by);
  }

  get done(): boolean {
    return this.#actor.getSnapshot().status === "done";
  }

  /**
   * Whether XState has come to see regions in another order than that of the text, which is SCXML's: a region that is entered
   * again comes last. Then it also asks them in that order, and calls their actions in it.
   */
  get reordered(): boolean {
    const value: unknown = this.#actor.getSnapshot().value;
    return isReordered(value, this.#machine.config);
  }

  /** The paths of the active atomic states. */
  get configuration(): readonly string[] {
    return leavesOf(this.#actor.getSnapshot().value, []).toSorted();
  }
}

export interface Names {
  readonly guards: readonly string[];
  readonly actions: readonly string[];
  readonly activities: readonly string[];
  readonly delays: readonly string[];
}

function fromNames<T>(
  names: readonly string[],
  make: (name: string) => T,
): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

function isReordered(value: unknown, config: unknown): boolean {
  if (!isObject(value) || !isObject(config)) return false;
  const states = isObject(config["states"]) ? config["states"] : {};
  const keys = Object.keys(value);
  const inText = Object.keys(states).filter((key) => keys.includes(key));
  return (
    keys.join() !== inText.join() ||
    keys.some((key) => isReordered(value[key], states[key]))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function leavesOf(value: unknown, above: readonly string[]): readonly string[] {
  if (typeof value === "string") return [[...above, value].join(".")];
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  if (entries.length === 0) return [above.join(".")];
  return entries.flatMap(([key, inner]) => leavesOf(inner, [...above, key]));
}
