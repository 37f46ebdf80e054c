/** One generated machine and one interpreter, given the same events; the first thing in which they differ. */
import { setImmediate } from "node:timers/promises";
import {
  Rejected,
  SimulatedClock,
  type ActivityCall,
  type Clock,
  type MachineSnapshot,
  type Timer,
} from "@fsmc/runtime";
import type { Strategy } from "../../src/model/index.ts";
import type { Value } from "../interpreter/evaluate.ts";
import { Interpreter } from "../interpreter/interpreter.ts";
import { Dice } from "../support/dice.ts";
import { TRIGGERS } from "../support/random-declarations.ts";
import { Oracle, text, type Habits, type SeenStep } from "./oracle.ts";

/** What this drives: the parts of a generated class, untyped by its spec. */
export interface DrivenMachine {
  start(): unknown;
  recover(snapshot: MachineSnapshot): unknown;
  snapshot(): MachineSnapshot;
  send(
    trigger: string,
    payload: unknown,
    options?: { message?: string },
  ): string;
  handleError(error: unknown): unknown;
  cleanup(): unknown;
  matches(state: string): boolean;
  onOutput(
    listener: (output: { name: string; payload: unknown }) => void,
  ): unknown;
  readonly state: string | null;
  readonly configuration: readonly string[];
  readonly phase: string;
  readonly context: unknown;
  readonly halted: boolean;
  readonly unsettled: readonly string[];
  readonly errorCount: number;
}

export type MachineClass = new (options: {
  readonly id: string;
  readonly params: unknown;
  readonly callbacks: unknown;
  readonly host: { readonly clock: Clock; readonly seed: number };
}) => DrivenMachine;

export interface Difference {
  readonly operation: string;
  readonly generated: unknown;
  readonly interpreted: unknown;
  readonly history: readonly string[];
}

interface Pending {
  readonly name: string;
  readonly key: string;
  readonly attempt: number;
  readonly call: ActivityCall;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const START = Date.UTC(2026, 0, 5);
const GUARDS = ["askGuard", "askWith"];
const ACTIONS = ["note", "count", "store"];
/** In one operation; beyond it the spec goes round in no time. */
const MOST_FIRINGS = 200;
const MOST_STARTS = 4;
const MOST_WAITING = 200;
const MOST_WORK = 10_000;
const RESULTS = new Set(["buy", "place", "trim", "sell", "flatten"]);

/** A clock that can be told to throw. */
class FlakyClock implements Clock {
  readonly inner = new SimulatedClock(START);
  broken = false;

  now(): number {
    if (this.broken) throw new Error("clock");
    return this.inner.now();
  }
  arm(timer: Timer, deadline: number): void {
    this.inner.arm(timer, deadline);
  }
  disarm(timer: Timer): void {
    this.inner.disarm(timer);
  }
  hold(promise: Promise<unknown>): void {
    this.inner.hold(promise);
  }
  attend(activity: Promise<unknown>): void {
    this.inner.attend(activity);
  }
}

export interface CaseOptions {
  readonly strategy: Strategy;
  readonly machine: MachineClass;
  readonly seed: number;
  readonly operations: number;
  readonly habits: Habits;
  cover(what: string): void;
}

export async function runCase(
  options: CaseOptions,
): Promise<Difference | null> {
  return new Case(options).run();
}

class Case {
  private readonly dice: Dice;
  private readonly options: CaseOptions;
  private readonly clock = new FlakyClock();
  private readonly left: Oracle;
  private readonly right: Oracle;
  private readonly interpreter: Interpreter;
  private machine: DrivenMachine;
  private pending: Pending[] = [];
  private quiet = false;
  private time = START;
  private brokenTime = false;
  /** One instant does not end, or what waits grows without end. */
  private endless = false;
  /** Things done in one operation. */
  private work = 0;
  private readonly history: string[] = [];
  private readonly params: Readonly<Record<string, Value>>;

  constructor(options: CaseOptions) {
    this.options = options;
    this.dice = new Dice(options.seed);
    this.left = new Oracle(options.seed + 1, options.habits);
    this.right = new Oracle(options.seed + 1, options.habits);
    this.params = {
      pn: 2,
      pd: 30,
      pb: true,
      required: "needed",
      start0: START + 40,
    };
    this.machine = this.make();
    this.interpreter = new Interpreter(
      options.strategy,
      { id: "m", params: this.params, seed: 5 },
      {
        now: () => {
          if (this.brokenTime) throw new Error("clock");
          return this.time;
        },
        guard: (name, context, step, args) =>
          this.right.guard(name, context, step, args),
        action: (name, context, step) => this.right.action(name, context, step),
        call: (name, args, { key, attempt, resumed }) =>
          this.right.call(name, args, key, attempt, resumed),
        abort: (key, attempt, reason) => this.right.abort(key, attempt, reason),
        output: (name, payload) => this.right.output(name, payload),
        cover: (what) => {
          this.work += 1;
          options.cover(what);
        },
      },
    );
    this.left.send = (trigger, payload) => this.machine.send(trigger, payload);
    this.right.send = (trigger, payload) => {
      options.cover(`send: ${this.interpreter.send(trigger, payload)}`);
    };
  }

  async run(): Promise<Difference | null> {
    let difference = await this.starting();
    if (!this.interpreter.started) return difference;
    for (
      let index = 0;
      index < this.options.operations && difference === null;
      index += 1
    ) {
      difference = await this.operation();
      this.options.cover("operation");
      if (this.endless || this.interpreter.isTied) break;
    }
    this.quiet = true;
    this.machine.cleanup();
    return difference;
  }

  /** A callback may throw while the initial state is entered; then the next attempt may succeed. */
  private async starting(): Promise<Difference | null> {
    let difference: Difference | null = null;
    for (
      let attempt = 0;
      attempt < MOST_STARTS && difference === null && !this.interpreter.started;
      attempt += 1
    )
      difference = await this.compare(
        "start",
        () => {
          this.machine.start();
          return null;
        },
        () => {
          this.interpreter.start();
          return null;
        },
      );
    return difference;
  }

  private get grows(): boolean {
    const { armed, deferred } = this.interpreter.data;
    return (
      this.work > MOST_WORK ||
      armed.length > MOST_WAITING ||
      deferred.length > MOST_WAITING
    );
  }

  private async operation(): Promise<Difference | null> {
    const kind = this.dice.fraction();
    if (kind < 0.42) return this.sending();
    if (kind < 0.62) return this.advancing();
    if (kind < 0.9) return this.settling();
    if (kind < 0.93) return this.breaking();
    if (kind < 0.96) return this.recovering();
    if (kind < 0.97) {
      return this.compare(
        "handleError",
        () => void this.machine.handleError(new Error("outside")),
        () => this.interpreter.handleError("outside"),
      );
    }
    return this.sending();
  }

  private async sending(): Promise<Difference | null> {
    const shape = this.dice.pick(TRIGGERS);
    if (shape === undefined) return null;
    const payload = this.payload(shape.fields);
    const message = this.dice.chance(0.2) ? "by hand" : null;
    return this.compare(
      `send ${shape.name} ${text(payload)}`,
      () =>
        this.machine.send(
          shape.name,
          payload,
          message === null ? {} : { message },
        ),
      () => {
        const sent = this.interpreter.send(shape.name, payload, message);
        this.options.cover(`send: ${sent}`);
        return sent;
      },
    );
  }

  private payload(
    fields: readonly { readonly name: string; readonly type: string }[],
  ): Value {
    if (fields.length === 0) return null;
    const { dice } = this;
    const payload: Record<string, Value> = {};
    for (const { name, type } of fields) {
      if (type === "number") payload[name] = dice.whole(-2, 12);
      else if (type === "boolean") payload[name] = dice.chance(0.5);
      else if (type === "string") payload[name] = dice.pick(["", "abc"]);
      else if (type === "Side") payload[name] = dice.pick(["BUY", "SELL"]);
      else payload[name] = dice.chance(0.4) ? null : this.fill();
    }
    return payload;
  }

  private fill(): Value {
    return {
      price: this.dice.whole(1, 9),
      quantity: this.dice.whole(0, 4),
      note: null,
    };
  }

  private async advancing(): Promise<Difference | null> {
    const by = this.dice.chance(0.7)
      ? this.dice.whole(1, 120)
      : this.dice.whole(100, 2000);
    const end = this.time + by;
    return this.compare(
      `advance ${by}`,
      async () => {
        await this.clock.inner.advance(by);
        return null;
      },
      () => {
        for (let fired = 0; fired <= MOST_FIRINGS; fired += 1) {
          if (fired === MOST_FIRINGS || this.grows) this.endless = true;
          if (this.endless) break;
          const deadline = this.interpreter.nextDeadline();
          if (deadline === null || deadline > end) break;
          this.time = Math.max(this.time, deadline);
          this.interpreter.fire();
        }
        this.time = end;
        return null;
      },
    );
  }

  private async settling(): Promise<Difference | null> {
    const chosen = this.dice.pick(this.pending);
    if (chosen === undefined) return this.sending();
    const { name, key, attempt } = chosen;
    const kind = this.dice.fraction();
    const result = RESULTS.has(name) ? this.fill() : null;
    if (name === "buy" && kind < 0.65)
      return this.compare(
        `report ${key} #${attempt}`,
        () => chosen.call.report(result),
        () => {
          this.interpreter.settle(key, attempt, "partial", result);
        },
      );
    this.pending = this.pending.filter((each) => each !== chosen);
    if (kind < (name === "buy" ? 0.8 : 0.6))
      return this.compare(
        `done ${key} #${attempt}`,
        () => chosen.resolve(result),
        () => this.interpreter.settle(key, attempt, "done", result),
      );
    if (kind < 0.8)
      return this.compare(
        `rejected ${key} #${attempt}`,
        () => chosen.reject(new Rejected("refused", "NO_MARGIN")),
        () =>
          this.interpreter.settle(key, attempt, "rejected", {
            code: "NO_MARGIN",
            message: "refused",
          }),
      );
    return this.compare(
      `thrown ${key} #${attempt}`,
      () => chosen.reject(new Error("lost")),
      () =>
        this.interpreter.settle(key, attempt, "thrown", {
          code: null,
          message: "lost",
        }),
    );
  }

  /** The clock throws while an event is handled that would be taken. */
  private async breaking(): Promise<Difference | null> {
    const shape = this.dice.pick(TRIGGERS);
    if (shape === undefined) return null;
    const payload = this.payload(shape.fields);
    return this.compare(
      `clock throws, send ${shape.name} ${text(payload)}`,
      () => {
        this.clock.broken = true;
        try {
          return this.machine.send(shape.name, payload);
        } finally {
          this.clock.broken = false;
        }
      },
      () => {
        this.brokenTime = true;
        try {
          return this.interpreter.send(shape.name, payload);
        } finally {
          this.brokenTime = false;
        }
      },
    );
  }

  /** The process dies and comes back a little later. */
  private async recovering(): Promise<Difference | null> {
    if (this.interpreter.configuration.length > 1)
      this.options.cover("recover: in several regions");
    if (Object.keys(this.interpreter.data.history).length > 0)
      this.options.cover("recover: with history");
    const by = this.dice.whole(0, 150);
    return this.compare(
      `recover after ${by}`,
      async () => {
        const snapshot: MachineSnapshot = JSON.parse(
          JSON.stringify(this.machine.snapshot()),
        );
        this.quiet = true;
        this.machine.cleanup();
        this.pending = [];
        await this.clock.inner.advance(by);
        this.quiet = false;
        this.machine = this.make();
        this.machine.recover(snapshot);
        return null;
      },
      () => {
        this.time += by;
        this.interpreter.recover();
        return null;
      },
    );
  }

  private make(): DrivenMachine {
    const oracle = this.left;
    const callbacks: Record<string, unknown> = {};
    for (const name of GUARDS)
      callbacks[name] = (
        context: unknown,
        step: SeenStep,
        ...args: unknown[]
      ) => oracle.guard(name, context, step, args);
    for (const name of ACTIONS)
      callbacks[name] = (context: unknown, step: SeenStep) =>
        oracle.action(name, context, step) ?? undefined;
    for (const { name } of this.options.strategy.activities)
      callbacks[name] = (...given: unknown[]) => {
        const call = given.at(-1);
        if (!isCall(call)) throw new Error("no call object");
        return this.begin(name, given.slice(0, -1), call);
      };
    const machine = new this.options.machine({
      id: "m",
      params: { required: "needed", start0: START + 40 },
      callbacks,
      host: { clock: this.clock, seed: 5 },
    });
    machine.onOutput(({ name, payload }) => oracle.output(name, payload));
    return machine;
  }

  private begin(
    name: string,
    args: readonly unknown[],
    call: ActivityCall,
  ): Promise<unknown> {
    const { key, attempt, resumed, signal } = call;
    this.left.call(name, args, key, attempt, resumed);
    return new Promise((resolve, reject) => {
      this.pending.push({ name, key, attempt, call, resolve, reject });
      signal.addEventListener("abort", () => {
        if (!this.quiet) this.left.abort(key, attempt, String(signal.reason));
      });
    });
  }

  private async compare(
    operation: string,
    generated: () => unknown,
    interpreted: () => unknown,
  ): Promise<Difference | null> {
    this.history.push(operation);
    this.work = 0;
    // The interpreter first: where it gives up, the generated machine may go round for long.
    const ours = interpreted();
    if (this.grows) this.endless = true;
    if (this.endless || this.interpreter.isTied) return null;
    const theirs = await generated();
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
    const left = {
      outcome: theirs,
      ...this.view(),
      log: this.left.taken(),
    };
    const right = {
      outcome: ours,
      ...this.modelView(),
      log: this.right.taken(),
    };
    if (text(left) === text(right)) return null;
    return {
      operation,
      generated: left,
      interpreted: right,
      history: this.history,
    };
  }

  private view(): object {
    const { machine } = this;
    return {
      state: machine.state ?? "",
      configuration: machine.configuration,
      matches: this.options.strategy.states
        .map(({ path }) => path)
        .filter((path) => machine.matches(path)),
      phase: machine.phase,
      context: machine.context,
      halted: machine.halted,
      unsettled: machine.unsettled.toSorted(),
      errors: machine.errorCount,
    };
  }

  private modelView(): object {
    const { interpreter } = this;
    return {
      state: interpreter.state,
      configuration: interpreter.configuration,
      matches: interpreter.matching,
      phase: interpreter.phase,
      context: interpreter.data.context,
      halted: interpreter.data.halted,
      unsettled: interpreter.data.unsettled.map((each) => each.key).toSorted(),
      errors: interpreter.errors.length,
    };
  }
}

function isCall(value: unknown): value is ActivityCall {
  return typeof value === "object" && value !== null && "signal" in value;
}
