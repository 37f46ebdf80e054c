/** A configuration run by XState itself, on a clock that moves only when told to. */
import {
  and,
  assign,
  cancel,
  createActor,
  createMachine,
  fromPromise,
  not,
  or,
  raise,
  stateIn,
  type AnyActorRef,
  type AnyStateMachine,
} from "xstate";
import { SourceFile } from "../../../src/source/index.ts";
import { parseFragment, type Expression } from "../../../src/syntax/index.ts";

type Guard = Parameters<typeof not>[0];

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
      guards: fromNames(names.guards, (name) => guardOf(name, play, config)),
      actions: {
        ...fromNames(names.actions, (name) => actionOf(name, play)),
        "xstate.cancel": cancel(
          (_: unknown, { sendId }: { sendId: string }) => sendId,
        ),
        "xstate.raise": raise(
          (_: unknown, { event }: { event: { type: string } }) => event,
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

/** A plain name, or the text of an expression that reads nothing but guards, flags and states. */
function guardOf(text: string, play: Play, config: object): Guard {
  const { value } = parseFragment("expression", text, {
    source: new SourceFile("", text, "fsm"),
    offsetAt: (index) => index,
  });
  if (value === null) throw new Error(`no expression: ${text}`);
  const build = (expression: Expression): Guard => {
    switch (expression.kind) {
      case "name": {
        const { name } = expression;
        return ({ context }) => {
          const flag: unknown = context[name];
          return typeof flag === "boolean" ? flag : play.guard(name);
        };
      }
      case "in":
        return stateIn(
          idOf(
            expression.state.names.map((each) => each.text),
            config,
          ),
        );
      case "unary":
        return not(build(expression.operand));
      case "binary": {
        const join = expression.operator === "and" ? and : or;
        return join([build(expression.left), build(expression.right)]);
      }
      default:
        throw new Error(`no guard: ${text}`);
    }
  };
  return build(value);
}

function actionOf(text: string, play: Play) {
  const raised = /^raise (\w+) delay (\w+)$/.exec(text);
  if (raised !== null) {
    const [, type = "", time = ""] = raised;
    const milliseconds = /^(\d+)ms$/.exec(time)?.[1];
    const delay =
      milliseconds === undefined ? play.delay(time) : Number(milliseconds);
    return raise({ type }, { id: type, delay });
  }
  const set = /^set (\w+) = true$/.exec(text)?.[1];
  return set === undefined
    ? () => play.action(text)
    : assign({ [set]: () => true });
}

/** The id of the state that a path ends in. */
function idOf(path: readonly string[], config: unknown): string {
  const find = (node: unknown, above: readonly string[]): string | null => {
    if (!isObject(node)) return null;
    if (path.join(".") === above.slice(-path.length).join("."))
      return `#${above.join(".")}`;
    for (const [key, child] of Object.entries(
      isObject(node["states"]) ? node["states"] : {},
    )) {
      const found = find(child, [...above, key]);
      if (found !== null) return found;
    }
    return null;
  };
  const root = isObject(config) ? String(config["id"]) : "";
  return find(config, [root]) ?? `no state ${path.join(".")}`;
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
