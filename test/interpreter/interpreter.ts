/**
 * A strategy as the design pages describe it, interpreted straight from the model: what generated machines are held against,
 * event by event and call by call. It shares no code with what it checks. Time is told to it; activities are settled by
 * whoever drives it.
 */
import type { Outcome, State, Strategy } from "../../src/model/index.ts";
import type {
  Armed,
  Data,
  ErrorInfo,
  Fact,
  LiveRun,
  Occurrence,
  Raised,
  Sent,
} from "./data.ts";
import { evaluate, type Scope, type Value } from "./evaluate.ts";
import {
  Macrostep,
  errorReactions,
  innermostOf,
  runOf,
  withoutLegs,
  type Choice,
  type Done,
  type Step,
} from "./macrostep.ts";

export interface Driver {
  /** May throw, to see what a broken clock does. */
  now(): number;
  guard(
    name: string,
    context: unknown,
    step: Step,
    args: readonly Value[],
  ): boolean;
  action(
    name: string,
    context: unknown,
    step: Step,
  ): Readonly<Record<string, Value>> | null;
  /** An activity begins. */
  call(
    name: string,
    args: readonly Value[],
    call: { key: string; attempt: number; resumed: boolean },
  ): void;
  /** An attempt's signal aborts. */
  abort(key: string, attempt: number, reason: string): void;
  output(name: string, payload: Value): void;
  cover(what: string): void;
}

export interface InterpreterOptions {
  readonly id: string;
  readonly params: Readonly<Record<string, Value>>;
  readonly seed: number;
}

export type Sending = Choice | "failed" | "queued";

const FIRST_REDELIVERY = 100;
const LONGEST_REDELIVERY = 10_000;

export class Interpreter {
  data: Data;
  /** Times of the errors that count. */
  errors: number[] = [];
  lastError: string | null = null;
  private readonly strategy: Strategy;
  private readonly options: InterpreterOptions;
  private readonly driver: Driver;
  /** Two things that a restart brought back fell due in the same millisecond: which is first is nobody's promise. */
  isTied = false;
  /** What was armed before it was brought back. */
  private restored = 0;
  private queue: (Sent | Fact)[] = [];
  private running = false;
  private draining = false;
  /** Until what fell due before a restart has had its turn, all else waits. */
  private catchingUp = false;
  /** The pass over the deferred events: which is next, and where it ends. */
  private pass: { readonly place: number; readonly end: number } | null = null;
  private runIds = 0;

  constructor(strategy: Strategy, options: InterpreterOptions, driver: Driver) {
    this.strategy = strategy;
    this.options = options;
    this.driver = driver;
    this.data = {
      leaves: [],
      ended: false,
      context: {},
      entries: 0,
      entered: {},
      stamps: 0,
      armed: [],
      remaining: {},
      history: {},
      orders: 0,
      timeout: { kind: "off" },
      deferred: [],
      halted: false,
      leftInitial: false,
      runs: [],
      unsettled: [],
      time: 0,
    };
    for (const field of strategy.context)
      this.data.context[field.name] = evaluate(field.default, this.constants());
  }

  get started(): boolean {
    return this.data.leaves.length > 0;
  }

  start(): Sending {
    if (this.started) return "ignored";
    return this.handle({ kind: "start" });
  }

  send(
    trigger: string,
    payload: Value,
    message: string | null = null,
  ): Sending {
    const event: Sent = { trigger, payload, message, outside: true };
    if (this.data.ended) return "ignored";
    if (this.running) {
      this.enqueue(event);
      return "queued";
    }
    return this.deliver(event);
  }

  handleError(message: string): void {
    this.fault({ code: null, message, attempt: 1 });
    this.drain();
  }

  /** The next thing that falls due until then; null when nothing does. */
  nextDeadline(): number | null {
    const times = this.data.armed.map((each) => each.deadline);
    return times.length === 0 ? null : Math.min(...times);
  }

  /** Fires the earliest; the driver has set the time. */
  fire(): void {
    const [first, second] = this.inOrder();
    if (first === undefined) return;
    this.noteTie(first, second);
    this.happen(first);
  }

  private inOrder(): readonly Armed[] {
    return this.data.armed.toSorted(
      (a, b) => a.deadline - b.deadline || a.order - b.order,
    );
  }

  /** A restart keeps deadlines, not the order of arming. */
  private noteTie(first: Armed, second: Armed | undefined): void {
    if (second?.deadline === first.deadline && second.order < this.restored)
      this.isTied = true;
  }

  private happen(first: Armed): void {
    this.data.armed = this.data.armed.filter((each) => each !== first);
    switch (first.kind) {
      case "timer": {
        const entry = this.data.entered[first.state];
        if (entry === undefined) return;
        if (first.period !== null) {
          let deadline = first.deadline + first.period;
          while (deadline <= this.now()) deadline += first.period;
          this.data.armed.push({
            ...first,
            deadline,
            order: this.data.orders++,
          });
        }
        return this.fact(
          {
            kind: "timer",
            timer: first.timer,
            state: first.state,
            stamp: entry.stamp,
          },
          0,
        );
      }
      case "raise":
        this.deliver(first.event);
        return;
      case "timeout": {
        this.data.timeout = { kind: "off" };
        const { timeout } = this.strategy;
        if (timeout === null) return;
        return this.fact({ kind: "timeout" }, 0);
      }
      case "attempt-timeout": {
        const run = this.runById(first.stamp);
        if (run === null) return;
        if (!run.cancelled)
          this.driver.abort(keyOf(run), run.attempt, "timeout");
        return this.attemptFailed(
          run,
          {
            code: "TIMEOUT",
            message: `no outcome within ${run.timeout ?? 0} ms`,
            attempt: run.attempt,
          },
          false,
        );
      }
      case "refusal": {
        const run = this.runById(first.stamp);
        if (run === null) return;
        const { activity } = runOf(this.strategy, run.run);
        const message = `${activity.name} was not started: ${this.options.id} is halted`;
        const outcome = run.unknown || run.partial ? "unknown" : "failed";
        return this.over(run, outcome, {
          code: "HALTED",
          message,
          attempt: run.attempt,
        });
      }
      case "backoff": {
        const run = this.runById(first.stamp);
        if (run !== null) this.attempt(run);
        return;
      }
      case "redelivery":
        return this.fact(first.fact, first.times);
    }
  }

  /** What the driver's activity came to. */
  settle(
    key: string,
    attempt: number,
    how: "done" | "rejected" | "thrown" | "partial",
    value: Value,
  ): void {
    const run = this.data.runs.find(
      (each) =>
        keyOf(each) === key &&
        each.attempt === attempt &&
        !each.waiting &&
        !each.refused,
    );
    if (run === undefined) return;
    if (how === "partial") {
      run.partial = true;
      return this.fact(this.outcome(run, "partial", value), 0);
    }
    if (how === "done") return this.over(run, "done", value);
    const code =
      typeof value === "object" && value !== null && "code" in value
        ? value["code"]
        : null;
    const message =
      typeof value === "object" && value !== null && "message" in value
        ? value["message"]
        : "";
    this.attemptFailed(
      run,
      {
        code: typeof code === "string" ? code : null,
        message: typeof message === "string" ? message : "",
        attempt,
      },
      how === "rejected",
    );
  }

  /** Restored elsewhere from what was durable: `on recover`, what fell due meanwhile, and what was under way goes on. */
  recover(): void {
    this.queue = [];
    this.pass = null;
    const ids = this.data.runs.map((run) => run.id);
    this.restored = this.data.orders;
    this.data.armed = this.data.armed.filter((each) => !("stamp" in each));
    const restored = new Set(this.data.armed.map((each) => each.order));
    // Not called yet in this life: there is nobody to be told to stop.
    for (const run of this.data.runs) run.refused = true;
    this.catchingUp = true;
    this.once({ kind: "recover" });
    for (;;) {
      const [due, next] = this.inOrder()
        .filter((each) => restored.has(each.order))
        .filter((each) => each.deadline <= this.nowAnyhow());
      if (due === undefined) break;
      this.noteTie(due, next);
      this.happen(due);
    }
    this.catchingUp = false;
    this.drain();
    for (const id of ids) {
      const run = this.runById(id);
      if (run === null) continue;
      if (run.waiting) run.attempt += 1;
      run.waiting = false;
      run.refused = false;
      this.call(run, true);
    }
  }

  get phase(): string {
    const active = this.active();
    if (!this.started) return "initializing";
    if (this.data.ended) {
      const leaf = this.strategy.states[this.data.leaves[0] ?? -1];
      return leaf?.kind === "final" && leaf.cancelled
        ? "cancelled"
        : "completed";
    }
    if (active.some((state) => state.role === "error")) return "error";
    if (active.some((state) => state.role === "suspended")) return "suspended";
    return this.data.leftInitial ? "active" : "initializing";
  }

  get configuration(): readonly string[] {
    return this.data.leaves.map(
      (index) => this.strategy.states[index]?.path ?? "",
    );
  }

  /** Every active state, in document order. */
  get matching(): readonly string[] {
    return this.strategy.states
      .filter((state) => this.isActive(state))
      .map(({ path }) => path);
  }

  get state(): string {
    return innermostOf(
      this.data.leaves.flatMap((index) => this.strategy.states[index] ?? []),
    );
  }

  private now(): number {
    return Math.max(this.driver.now(), this.data.time);
  }

  private nowAnyhow(): number {
    try {
      return this.now();
    } catch {
      return this.data.time;
    }
  }

  private constants(): Scope {
    return {
      params: this.options.params,
      context: {},
      payload: null,
      result: null,
      error: null,
      args: {},
      halted: false,
      now: () => 0,
      elapsed: () => 0,
      active: () => false,
      ask: () => false,
    };
  }

  private active(): readonly State[] {
    return Object.keys(this.data.entered).flatMap(
      (index) => this.strategy.states[Number(index)] ?? [],
    );
  }

  private isActive(state: State): boolean {
    return this.active().includes(state);
  }

  private trigger(name: string): { readonly emergency: boolean } | null {
    return this.strategy.triggers.find((each) => each.name === name) ?? null;
  }

  private enqueue(item: Sent | Fact): void {
    if ("trigger" in item && this.trigger(item.trigger)?.emergency === true) {
      const behind = this.queue.findIndex(
        (each) =>
          !("trigger" in each) ||
          this.trigger(each.trigger)?.emergency !== true,
      );
      this.queue.splice(behind < 0 ? this.queue.length : behind, 0, item);
    } else this.queue.push(item);
  }

  private deliver(event: Sent): Sending {
    if (this.data.ended) return "ignored";
    if (event.outside && this.trigger(event.trigger)?.emergency === true)
      this.data.halted = true;
    return this.handle({ kind: "event", event });
  }

  /** The whole of it: macrostep, commit or fault, then what waits. */
  private handle(occurrence: Occurrence): Sending {
    const sending = this.once(occurrence);
    this.drain();
    return sending;
  }

  private once(occurrence: Occurrence): Sending {
    try {
      return this.step(occurrence);
    } catch (error) {
      this.fault(infoOf(error));
      return "failed";
    }
  }

  private step(occurrence: Occurrence, raised: readonly Raised[] = []): Choice {
    this.running = true;
    const before = this.data;
    this.data = structuredClone(before);
    if (occurrence.kind === "start" && this.strategy.timeout !== null)
      this.data.timeout = { kind: "running" };
    const macrostep = new Macrostep(this.world(), this.data, raised);
    try {
      const done = macrostep.run(occurrence);
      this.armTimeout(occurrence, macrostep);
      this.commit(done, macrostep);
      return done.choice;
    } catch (error) {
      this.data = before;
      throw error;
    } finally {
      this.running = false;
    }
  }

  private armTimeout(occurrence: Occurrence, macrostep: Macrostep): void {
    const { timeout } = this.strategy;
    if (
      occurrence.kind !== "start" ||
      timeout === null ||
      this.data.timeout.kind === "off"
    )
      return;
    const after = evaluate(timeout.after, this.constants());
    if (typeof after !== "number") return;
    if (this.data.timeout.kind === "paused")
      this.data.timeout = { kind: "paused", remaining: after };
    else
      this.data.armed.push({
        kind: "timeout",
        deadline: macrostep.time() + after,
        order: this.data.orders++,
      });
  }

  private world(): ConstructorParameters<typeof Macrostep>[0] {
    return {
      strategy: this.strategy,
      params: this.options.params,
      now: () => this.driver.now(),
      cover: (what) => this.driver.cover(what),
      guard: (name, context, step, args) =>
        this.driver.guard(name, context, step, args),
      action: (name, context, step) => this.driver.action(name, context, step),
    };
  }

  private commit(done: Done, macrostep: Macrostep): void {
    if (macrostep.forgive.length > 0) this.errors = [];
    for (const id of done.stopped) this.stop(id);
    for (const id of done.cancelled) this.cancel(id);
    for (const start of done.starts) {
      const run: LiveRun = {
        run: start.run.index,
        state: start.state.index,
        stamp: start.stamp,
        id: (this.runIds += 1),
        key: `${this.options.id}-${this.data.entries}-${start.run.index}`,
        args: start.args,
        retry: start.retry,
        backoff: start.backoff,
        timeout: start.timeout,
        attempt: 0,
        advanced: 0,
        unknown: false,
        partial: false,
        cancelled: false,
        waiting: false,
        refused: false,
        last: null,
      };
      this.data.runs.push(run);
      this.attempt(run);
    }
    for (const output of done.outputs)
      this.driver.output(output.name, output.payload);
    if (done.moved) this.pass = { place: 0, end: this.data.deferred.length };
  }

  private drain(): void {
    if (this.draining || this.running || this.catchingUp) return;
    this.draining = true;
    for (;;) {
      const [head] = this.queue;
      if (
        head !== undefined &&
        "trigger" in head &&
        this.trigger(head.trigger)?.emergency === true
      ) {
        this.queue.shift();
        this.deliver(head);
        continue;
      }
      if (this.pass !== null) {
        const { place, end } = this.pass;
        const event = place < end ? this.data.deferred[place] : undefined;
        this.pass = null;
        if (event === undefined) continue;
        this.data.deferred.splice(place, 1);
        const sending = this.deliver(event);
        if (sending === "deferred") {
          // Behind it may stand what was raised and deferred after it.
          this.data.deferred.splice(this.data.deferred.lastIndexOf(event), 1);
          this.data.deferred.splice(place, 0, event);
        }
        // After a change of the configuration from the oldest again; else on from where it was.
        this.pass ??=
          sending === "deferred"
            ? { place: place + 1, end }
            : { place, end: end - 1 };
        continue;
      }
      const next = this.queue.shift();
      if (next === undefined) break;
      if ("trigger" in next) this.deliver(next);
      else this.factNow(next, 0);
    }
    this.draining = false;
  }

  /** RUNTIME.md, 6. */
  private fault(info: ErrorInfo, owner: number | null = null): boolean {
    this.lastError = info.message;
    if (this.data.ended) return false;
    if (this.active().some((state) => state.role === "error")) return false;
    if (this.counted()) return true;
    const { length: candidates } = errorReactions(
      this.strategy,
      this.data,
      owner,
    );
    for (let candidate = 0; candidate < candidates; candidate += 1) {
      try {
        const choice = this.step({ kind: "error", info, owner, candidate });
        if (choice === "taken") return true;
      } catch (error) {
        this.lastError = infoOf(error).message;
        if (this.counted()) return true;
      }
    }
    return false;
  }

  /** Counts one error; true when the limit forced the error state. */
  private counted(): boolean {
    const policy = this.strategy.errors;
    const now = this.nowAnyhow();
    this.errors.push(now);
    if (policy === null) return false;
    const limit = evaluate(policy.limit, this.constants());
    const within =
      policy.within === null ? null : evaluate(policy.within, this.constants());
    if (typeof within === "number")
      this.errors = this.errors.filter((time) => time > now - within);
    if (typeof limit !== "number" || this.errors.length < limit) return false;
    this.force(policy.target);
    return true;
  }

  private force(target: State): void {
    this.running = true;
    const macrostep = new Macrostep(this.world(), this.data);
    const done = macrostep.force(target);
    this.running = false;
    this.commit(done, macrostep);
    for (const { run, state, stamp, error } of done.unstarted)
      this.queue.push({
        kind: "outcome",
        run: run.index,
        state: state.index,
        stamp,
        outcome: "failed",
        payload: { ...infoOf(error), code: "ARGUMENTS" },
      });
    try {
      this.settleDown(macrostep.leftOver);
    } catch (error) {
      this.lastError = infoOf(error).message;
    }
  }

  private settleDown(raised: readonly Raised[]): void {
    this.step({ kind: "none" }, raised);
  }

  private fact(fact: Fact, times: number): void {
    if (this.running || this.draining) {
      this.queue.push(fact);
      return;
    }
    this.factNow(fact, times);
    this.drain();
  }

  private factNow(fact: Fact, times: number): void {
    if (!this.isCurrent(fact)) return;
    try {
      const choice = this.step({ kind: "fact", fact });
      if (choice !== "taken" && fact.kind === "outcome") this.withoutArm(fact);
    } catch (error) {
      if (this.fault(infoOf(error))) return;
      if (!this.isCurrent(fact)) return;
      const delay = Math.min(FIRST_REDELIVERY * 2 ** times, LONGEST_REDELIVERY);
      this.data.armed.push({
        kind: "redelivery",
        fact,
        times: times + 1,
        deadline: this.nowAnyhow() + delay,
        order: this.data.orders++,
      });
    }
  }

  private isCurrent(fact: Fact): boolean {
    if (this.data.ended) return false;
    if (fact.kind !== "timeout")
      return this.data.entered[fact.state]?.stamp === fact.stamp;
    const { timeout } = this.strategy;
    const isSpent = timeout === null || this.isActive(timeout.target);
    return !isSpent && this.phase !== "error";
  }

  private withoutArm(fact: Fact & { kind: "outcome" }): void {
    if (fact.outcome === "done" || fact.outcome === "partial") return;
    const { payload } = fact;
    const info = toInfo(payload);
    if (info.code === "HALTED") return;
    this.fault(info, fact.state);
  }

  private outcome(run: LiveRun, outcome: Outcome, payload: Value): Fact {
    return {
      kind: "outcome",
      run: run.run,
      state: run.state,
      stamp: run.stamp,
      outcome,
      payload,
    };
  }

  private runById(id: number): LiveRun | null {
    return this.data.runs.find((each) => each.id === id) ?? null;
  }

  private attempt(run: LiveRun): void {
    run.waiting = false;
    run.attempt += 1;
    this.call(run, false);
  }

  private call(run: LiveRun, resumed: boolean): void {
    const { activity } = runOf(this.strategy, run.run);
    const risky =
      activity.words.includes("opens") || activity.words.includes("places");
    if (risky && this.data.halted) {
      run.refused = true;
      this.data.armed.push({
        kind: "refusal",
        stamp: run.id,
        deadline: this.nowAnyhow(),
        order: this.data.orders++,
      });
      return;
    }
    if (run.timeout !== null)
      this.data.armed.push({
        kind: "attempt-timeout",
        stamp: run.id,
        deadline: this.nowAnyhow() + run.timeout,
        order: this.data.orders++,
      });
    this.driver.call(activity.name, run.args, {
      key: keyOf(run),
      attempt: run.attempt,
      resumed,
    });
  }

  private attemptFailed(
    run: LiveRun,
    info: ErrorInfo,
    definite: boolean,
  ): void {
    this.disarm(run);
    const { activity } = runOf(this.strategy, run.run);
    const certain = definite || activity.words.length === 0;
    if (!certain) run.unknown = true;
    run.last = info;
    if (run.attempt <= run.retry && !run.cancelled) {
      if (certain && !run.unknown && !run.partial) run.advanced += 1;
      const delay = this.backoff(run);
      if (delay === null) return this.attempt(run);
      run.waiting = true;
      this.data.armed.push({
        kind: "backoff",
        stamp: run.id,
        deadline: this.nowAnyhow() + delay,
        order: this.data.orders++,
      });
      return;
    }
    this.over(run, run.unknown || run.partial ? "unknown" : "failed", {
      ...info,
    });
  }

  private backoff(run: LiveRun): number | null {
    if (run.backoff === null) return null;
    const { first, longest } = run.backoff;
    const nominal =
      longest === null
        ? first
        : Math.min(first * 2 ** (run.attempt - 1), longest);
    const share =
      fnv(`${this.options.seed}|${run.key}|${run.attempt}`) / 2 ** 32;
    return Math.round(nominal * (0.75 + 0.25 * share));
  }

  private over(run: LiveRun, outcome: Outcome, payload: Value): void {
    this.disarm(run);
    this.data.runs = this.data.runs.filter((each) => each !== run);
    this.note(run, outcome);
    this.fact(this.outcome(run, outcome, payload), 0);
  }

  /** What an outcome means for what may still be working at the venue. */
  private note(run: LiveRun, outcome: Outcome): void {
    const { activity } = runOf(this.strategy, run.run);
    const legs = activity.legs.map((each) => each.name);
    const orders = activity.words.some((word) => word !== "cancels");
    if (outcome === "done" && activity.words.includes("cancels"))
      this.data.unsettled = withoutLegs(this.data.unsettled, legs);
    if (!orders) return;
    if (
      outcome === "unknown" ||
      (outcome === "done" && activity.words.includes("places"))
    )
      this.data.unsettled.push({ key: keyOf(run), legs });
  }

  private stop(id: number): void {
    const run = this.runById(id);
    if (run === null) return;
    this.disarm(run);
    this.data.runs = this.data.runs.filter((each) => each !== run);
    const { activity } = runOf(this.strategy, run.run);
    if (activity.words.some((word) => word !== "cancels"))
      this.data.unsettled.push({
        key: keyOf(run),
        legs: activity.legs.map((each) => each.name),
      });
    // A signal aborts once.
    if (!run.waiting && !run.refused && !run.cancelled)
      this.driver.abort(keyOf(run), run.attempt, "left");
  }

  private cancel(id: number): void {
    const run = this.runById(id);
    if (run === null || run.cancelled) return;
    run.cancelled = true;
    if (run.refused) return;
    if (!run.waiting) {
      this.driver.abort(keyOf(run), run.attempt, "cancelled");
      return;
    }
    this.disarm(run);
    this.data.runs = this.data.runs.filter((each) => each !== run);
    const outcome = run.unknown || run.partial ? "unknown" : "failed";
    this.note(run, outcome);
    this.queue.push(
      this.outcome(run, outcome, {
        ...(run.last ?? { code: null, message: "", attempt: run.attempt }),
      }),
    );
  }

  private disarm(run: LiveRun): void {
    this.data.armed = this.data.armed.filter(
      (each) => !("stamp" in each) || each.stamp !== run.id,
    );
  }
}

/** After a definite failure the next attempt's key is another one. */
export function keyOf(run: LiveRun): string {
  return run.advanced === 0 ? run.key : `${run.key}.${run.advanced + 1}`;
}

function toInfo(payload: Value): ErrorInfo {
  if (
    typeof payload !== "object" ||
    payload === null ||
    !("message" in payload)
  )
    return { code: null, message: "", attempt: 1 };
  const { code, message, attempt } = payload;
  return {
    code: typeof code === "string" ? code : null,
    message: typeof message === "string" ? message : "",
    attempt: typeof attempt === "number" ? attempt : 1,
  };
}

function infoOf(error: unknown): ErrorInfo {
  const message = error instanceof Error ? error.message : String(error);
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string"
      ? error.code
      : null;
  return { code, message, attempt: 1 };
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
function fnv(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index) & 0xff;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
