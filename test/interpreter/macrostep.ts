/**
 * One event to completion, on data that the caller copies before and puts back when this throws. LANGUAGE.md's "Which
 * transition is taken" and RUNTIME.md's "One event, start to end", read literally; slow and plain on purpose.
 */
import type {
  Action,
  Activity,
  Arm,
  Branch,
  Deferral,
  Effect,
  Expression,
  Reaction,
  Run,
  State,
  Strategy,
  Timer,
} from "../../src/model/index.ts";
import { carried, evaluate, fits, type Scope, type Value } from "./evaluate.ts";
import { needsTime } from "./needs-time.ts";
import type { Data, Occurrence, Raised, Sent } from "./data.ts";
import {
  childrenOf,
  entrySet,
  entrySetOf,
  exitSet,
  initialEntrySet,
  isBelow,
  parentsOf,
  transitionDomain,
  type EntrySet,
} from "./tree.ts";

export interface Step {
  readonly time: number;
  readonly from: string;
  readonly to: string;
  readonly trigger: string;
  readonly payload: Value;
  readonly message: string;
}

/** What the interpreter is told by its surroundings. */
export interface World {
  readonly strategy: Strategy;
  readonly params: Readonly<Record<string, Value>>;
  /** May throw. */
  now(): number;
  /** Something was done, or thrown, that a run of all tests must have seen often. */
  cover(what: string): void;
  guard(
    name: string,
    context: Readonly<Record<string, Value>>,
    step: Step,
    args: readonly Value[],
  ): boolean;
  action(
    name: string,
    context: Readonly<Record<string, Value>>,
    step: Step,
  ): Readonly<Record<string, Value>> | null;
}

export type Choice = "taken" | "ignored" | "blocked" | "deferred";

export interface Done {
  readonly choice: Choice;
  /** Whether the configuration changed. */
  readonly moved: boolean;
  readonly outputs: readonly {
    readonly name: string;
    readonly payload: Value;
  }[];
  /** Runs to be started, their arguments taken. */
  readonly starts: readonly Start[];
  /** On the forced way: those whose arguments threw. */
  readonly unstarted: readonly Unstarted[];
  /** Runs told to stop. */
  readonly stopped: readonly number[];
  /** Runs asked to end by `cancel`. */
  readonly cancelled: readonly number[];
}

export interface Unstarted {
  readonly run: Run;
  readonly state: State;
  readonly stamp: number;
  readonly error: unknown;
}

export interface Start {
  readonly run: Run;
  readonly state: State;
  readonly stamp: number;
  readonly args: readonly Value[];
  readonly retry: number;
  readonly backoff: { first: number; longest: number | null } | null;
  readonly timeout: number | null;
}

const MOST_STEPS = 1000;

interface Taken {
  readonly branch: Branch;
  readonly step: Step;
  readonly payload: Value;
  readonly result: Value;
  readonly error: Value;
}

export class Macrostep {
  private readonly world: World;
  readonly data: Data;
  private readonly raised: Raised[];
  private readonly outputs: { name: string; payload: Value }[] = [];
  private readonly stopped: number[] = [];
  private readonly cancelled: number[] = [];
  private readonly freshly = new Set<number>();
  /** States were left or entered. */
  private moved = false;
  private clock: number | null = null;
  private steps = 0;
  private outside = false;
  private forcing = false;
  /** The event's own step is over. */
  private isSettling = false;
  /** When states that were left on the way had been entered: effects of a transition still ask. */
  private readonly leftSince = new Map<number, number>();
  readonly suppressed: unknown[] = [];

  /** @param raised left over from the forced way, for the macrostep that goes on from it */
  constructor(world: World, data: Data, raised: readonly Raised[] = []) {
    this.world = world;
    this.data = data;
    this.raised = [...raised];
  }

  get leftOver(): readonly Raised[] {
    return this.raised;
  }

  run(occurrence: Occurrence): Done {
    try {
      return this.complete(occurrence);
    } catch (error) {
      this.world.cover(`fails in: ${aboutOf(occurrence)}`);
      throw error;
    }
  }

  private complete(occurrence: Occurrence): Done {
    if (occurrence.kind === "fact" && occurrence.fact.kind === "outcome")
      this.world.cover(`outcome: ${occurrence.fact.outcome}`);
    const choice = this.react(occurrence);
    // An error that nothing reacts to is no event: nothing follows from it.
    const isNothing = occurrence.kind === "error" && choice !== "taken";
    if (!this.data.ended && !isNothing) this.rest();
    return this.finish(choice);
  }

  /** The forced way to the error state: what throws on it is left out. */
  force(target: State): Done {
    this.forcing = true;
    const from = this.innermost();
    const step = this.step(from, target.path, "error limit", null, null);
    const root = this.world.strategy.root;
    this.leave(this.active(), () => step);
    this.enter(entrySetOf(target, root), () => step);
    this.forcing = false;
    return this.finish("taken", true);
  }

  time(): number {
    if (this.clock === null) {
      const now = this.thrower("clock", () => this.world.now());
      this.clock = Math.max(now, this.data.time);
      this.data.time = this.clock;
    }
    return this.clock;
  }

  /** On the forced way a clock that fails is the last known time. */
  private timeAnyhow(): number {
    try {
      return this.time();
    } catch {
      this.clock = this.data.time;
      return this.clock;
    }
  }

  private react(occurrence: Occurrence): Choice {
    const { strategy } = this.world;
    switch (occurrence.kind) {
      case "none":
        return "ignored";
      case "start": {
        const to = strategy.root.initial.targets[0]?.path ?? "";
        const step = this.step("", to, "start", null, null);
        this.enter(initialEntrySet(strategy), () => step);
        return "taken";
      }
      case "timeout": {
        const branch = strategy.timeout?.branch;
        if (branch === undefined) return "ignored";
        const step = this.stepOf(branch, "timeout", null, null);
        this.microstep([
          { branch, step, payload: null, result: null, error: null },
        ]);
        return "taken";
      }
      case "recover":
        return this.choose(
          (reaction) =>
            reaction.events.some((event) => event.kind === "recover"),
          {
            trigger: "recover",
            payload: null,
            message: null,
            error: null,
          },
          null,
        );
      case "event":
        this.outside = occurrence.event.outside;
        if (!this.outside) this.halt(occurrence.event);
        return this.chooseEvent(occurrence.event);
      case "error": {
        const reaction = errorReactions(
          this.world.strategy,
          this.data,
          occurrence.owner,
        )[occurrence.candidate];
        if (reaction === undefined) return "ignored";
        const { code, message, attempt } = occurrence.info;
        const error = { code, message, attempt };
        return this.first(reaction.branches, {
          trigger: "error",
          payload: error,
          message: null,
          error,
          result: null,
        });
      }
      case "fact": {
        const { fact } = occurrence;
        if (fact.kind === "timeout") return this.react({ kind: "timeout" });
        if (fact.kind === "timer") {
          const timer = timersOf(strategy).find(
            (each) => each.index === fact.timer,
          );
          if (timer === undefined) return "ignored";
          return this.first(timer.branches, {
            trigger: timer.kind,
            payload: null,
            message: null,
            error: null,
            result: null,
          });
        }
        const arm = armOf(strategy, fact.run, fact.outcome);
        if (arm === null) return "ignored";
        const run = runOf(strategy, fact.run);
        const failed = fact.outcome === "failed" || fact.outcome === "unknown";
        return this.first(arm.branches, {
          trigger: `${run.activity.name}.${fact.outcome}`,
          payload: fact.payload,
          message: null,
          error: failed ? fact.payload : null,
          result: failed ? null : fact.payload,
        });
      }
    }
  }

  private chooseEvent(event: Sent): Choice {
    return this.choose(
      (reaction) =>
        reaction.events.some(
          (each) =>
            each.kind === "trigger" && each.trigger.name === event.trigger,
        ),
      {
        trigger: event.trigger,
        payload: event.payload,
        message: event.message,
        error: null,
      },
      event,
    );
  }

  /** SCXML's selectTransitions, with `defer` and `ignore` as LANGUAGE.md has them. */
  private choose(
    fits: (reaction: Reaction) => boolean,
    about: Omit<About, "result">,
    event: Sent | null,
  ): Choice {
    const all = this.leaves().map((leaf) =>
      this.answer(leaf, fits, about, event),
    );
    const picked = all.flatMap((each) =>
      each.kind === "taken" ? [each.taken] : [],
    );
    const isDeferred = all.some((each) => each.kind === "deferred");
    const enabled = this.withoutConflicts(picked);
    if (enabled.length > 0) {
      if (isDeferred)
        this.world.cover("regions: one takes what another defers");
      this.microstep(enabled);
      return "taken";
    }
    if (isDeferred && event !== null) {
      this.data.deferred.push(event);
      return "deferred";
    }
    return all.some((each) => each.kind === "blocked") ? "blocked" : "ignored";
  }

  /** Of a state and what is around it. */
  private answer(
    state: State,
    fits: (reaction: Reaction) => boolean,
    about: Omit<About, "result">,
    event: Sent | null,
  ): Answer {
    let blocked = false;
    for (const reaction of state.reactions) {
      if (!fits(reaction) || this.hidden(reaction)) continue;
      const taken = this.firstOf(reaction.branches, { ...about, result: null });
      if (taken !== null) return { kind: "taken", taken };
      blocked = true;
    }
    const names = (each: Deferral): boolean =>
      event !== null && each.trigger.name === event.trigger;
    if (state.defers.some(names)) return { kind: "deferred" };
    if (state.ignores.some(names)) return { kind: "ignored" };
    const outside: Answer =
      state.parent === null
        ? { kind: "none" }
        : this.answer(state.parent, fits, about, event);
    return blocked && outside.kind === "none" ? { kind: "blocked" } : outside;
  }

  private withoutConflicts(picked: readonly Taken[]): readonly Taken[] {
    const kept: Taken[] = [];
    const active = this.active();
    const once = picked.filter(
      ({ branch }, index) =>
        picked.findIndex((other) => other.branch === branch) === index,
    );
    for (const each of once) {
      const mine = exitSet(each.branch, active, this.recorded);
      const rivals = kept.filter((other) =>
        exitSet(other.branch, active, this.recorded).some((state) =>
          mine.includes(state),
        ),
      );
      const wins = rivals.every((other) =>
        isBelow(each.branch.source, other.branch.source),
      );
      if (rivals.length > 0)
        this.world.cover(
          `conflict: ${wins ? "a descendant's wins" : "the first in document order wins"}`,
        );
      if (!wins) continue;
      for (const rival of rivals) kept.splice(kept.indexOf(rival), 1);
      kept.push(each);
    }
    return kept;
  }

  private hidden(reaction: Reaction): boolean {
    return (
      reaction.unlessActive !== null &&
      this.active().includes(reaction.unlessActive)
    );
  }

  private first(branches: readonly Branch[], about: About): Choice {
    const taken = this.firstOf(branches, about);
    if (taken === null) return "blocked";
    this.microstep([taken]);
    return "taken";
  }

  private firstOf(branches: readonly Branch[], about: About): Taken | null {
    for (const branch of branches) {
      const guarded = branch.guard;
      if (guarded !== null && needsTime(guarded)) this.time();
      const scope =
        guarded === null
          ? null
          : this.scope(
              branch.source,
              () =>
                this.stepOf(
                  branch,
                  about.trigger,
                  about.payload,
                  about.message,
                ),
              about,
            );
      if (
        guarded === null ||
        (scope !== null && evaluate(guarded, scope) === true)
      )
        return {
          branch,
          step: this.stepOf(
            branch,
            about.trigger,
            about.payload,
            about.message,
          ),
          payload: about.payload,
          result: about.result,
          error: about.error,
        };
    }
    return null;
  }

  /** `always` until none is enabled, then one raised event, and so on. */
  private rest(): void {
    this.isSettling = true;
    for (;;) {
      if (this.data.ended) return;
      const always = this.enabledAlways();
      if (always.length > 0) {
        this.microstep(always);
        continue;
      }
      const next = this.raised.shift();
      if (next === undefined) return;
      this.outside = false;
      if (next.kind === "done") {
        this.reactDone(next.state);
      } else {
        this.halt(next.event);
        this.chooseEvent(next.event);
      }
    }
  }

  private count(): void {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new Error("does not come to rest");
  }

  private halt(event: Sent): void {
    const trigger = this.world.strategy.triggers.find(
      (each) => each.name === event.trigger,
    );
    if (trigger?.emergency === true) this.data.halted = true;
  }

  private enabledAlways(): readonly Taken[] {
    const picked = this.leaves().flatMap((leaf) => {
      for (const state of [leaf, ...parentsOf(leaf)]) {
        const taken = this.alwaysOf(state);
        if (taken !== null) return [taken];
      }
      return [];
    });
    return this.withoutConflicts(picked);
  }

  private alwaysOf(state: State): Taken | null {
    for (const reaction of state.always) {
      if (this.hidden(reaction)) continue;
      const taken = this.firstOf(reaction.branches, {
        trigger: "always",
        payload: null,
        message: null,
        error: null,
        result: null,
      });
      if (taken !== null) return taken;
    }
    return null;
  }

  private reactDone(index: number): boolean {
    const state = this.stateOf(index);
    if (!this.active().includes(state)) return false;
    for (const reaction of state.reactions) {
      if (!reaction.events.some((event) => event.kind === "done")) continue;
      if (this.hidden(reaction)) continue;
      const taken = this.firstOf(reaction.branches, {
        trigger: "done",
        payload: null,
        message: null,
        error: null,
        result: null,
      });
      if (taken === null) continue;
      this.world.cover(`taken: done of a ${state.kind}`);
      this.microstep([taken]);
      return true;
    }
    return false;
  }

  private microstep(taken: readonly Taken[]): void {
    const branches = taken.map((each) => each.branch);
    const [first] = taken;
    if (first === undefined) return;
    if (this.isSettling) this.count();
    this.time();
    for (const { branch, step } of taken) {
      this.world.cover(`taken: ${kindOf(step.trigger, this.world.strategy)}`);
      this.world.cover(
        branch.target === null
          ? "end: stay"
          : `end: ${branch.target.reenter ? "reenter" : "go"}`,
      );
      for (const effect of branch.effects)
        if (effect.kind === "set")
          this.world.cover(`depth ${branch.source.depth}: set`);
      this.coverTargets(branch);
    }
    if (taken.length > 1) this.world.cover("regions: several move in one step");
    const stepAt = this.stepAt(taken);
    const active = this.active();
    const left = new Set(
      branches.flatMap((branch) => exitSet(branch, active, this.recorded)),
    );
    this.leave([...left], stepAt);
    for (const each of taken)
      for (const effect of each.branch.effects)
        this.effect(effect, each.branch.source, each.step, each);
    this.enter(entrySet(branches, this.recorded), stepAt);
  }

  private coverTargets({ target }: Branch): void {
    const targets = target?.states ?? [];
    if (targets.length > 1) this.world.cover("targets: several");
    for (const { state, history } of targets) {
      if (history === "none") continue;
      const past = this.recorded(state) === null ? "default" : "recorded";
      this.world.cover(`history: ${history} of a ${state.kind}, ${past}`);
    }
  }

  /** What a state that is left or entered is told: of several transitions the one that moves inside of a state around it. */
  private stepAt(taken: readonly Taken[]): (state: State) => Step {
    const domains = taken.map(({ branch, step }) => ({
      step,
      domain: transitionDomain(branch, this.recorded),
    }));
    return (state) => {
      for (const { domain, step } of domains)
        if (domain !== null && isBelow(state, domain)) return step;
      throw new Error(`nothing leads to ${state.path}`);
    };
  }

  /** Innermost and last in document order first. */
  private leave(
    states: readonly State[],
    stepAt: (state: State) => Step,
  ): void {
    this.record(states);
    for (const state of states.toSorted((a, b) => b.index - a.index)) {
      const step = stepAt(state);
      for (const behaviour of state.exit) {
        this.world.cover(`depth ${state.depth}: exit`);
        for (const action of behaviour.actions) this.act(action, step, "exit");
        for (const effect of behaviour.effects)
          this.effect(effect, state, step, NOTHING);
      }
      this.moved = true;
      this.disarm(state);
      for (const run of this.data.runs)
        if (run.state === state.index) this.stopped.push(run.id);
      this.data.leaves = this.data.leaves.filter(
        (leaf) => leaf !== state.index,
      );
      const entered = { ...this.data.entered };
      const since = entered[state.index]?.at;
      if (since !== undefined) this.leftSince.set(state.index, since);
      delete entered[state.index];
      this.data.entered = entered;
      this.freshly.delete(state.index);
      if (
        this.world.strategy.root.initial.targets.some(
          (target) => topOf(target) === state,
        )
      )
        this.data.leftInitial = true;
      if (state.role !== "normal" && this.outside) this.pardon(state, step);
      else if (state.role === "error") this.forgive.push(state.index);
    }
  }

  /** History, before anything is left. */
  private record(states: readonly State[]): void {
    const leaves = this.leaves();
    for (const state of states)
      if (childrenOf(state).length > 0)
        this.data.history[state.index] = leaves
          .filter((leaf) => isBelow(leaf, state))
          .map((leaf) => leaf.index);
  }

  private readonly recorded = (state: State): readonly State[] | null =>
    this.data.history[state.index]?.map((index) => this.stateOf(index)) ?? null;

  /** What is left of its timers is kept, for a history that brings the state back. */
  private disarm(state: State): void {
    const now = this.forcing ? this.timeAnyhow() : this.time();
    for (const { index } of state.timers) {
      const armed = this.data.armed.find(
        (each) => each.kind === "timer" && each.timer === index,
      );
      this.data.remaining[index] =
        armed?.kind === "timer"
          ? {
              time: Math.max(0, armed.deadline - now),
              deadline: armed.deadline,
              period: armed.period,
            }
          : null;
    }
    this.data.armed = this.data.armed.filter(
      (each) => each.kind !== "timer" || each.state !== state.index,
    );
  }

  /** Error states that were left: the interpreter clears its count. */
  readonly forgive: number[] = [];

  private pardon(state: State, step: Step): void {
    const trigger = this.world.strategy.triggers.find(
      (each) => each.name === step.trigger,
    );
    if (trigger !== undefined && !trigger.emergency) this.data.halted = false;
    if (state.role === "error") this.forgive.push(state.index);
  }

  /** Outermost and first in document order first. */
  private enter(set: EntrySet, stepAt: (state: State) => Step): void {
    const { root } = this.world.strategy;
    if (set.byDefault.has(root))
      for (const effect of root.initial.effects)
        this.effect(effect, root, stepAt(root), NOTHING);
    for (const state of set.byDefault)
      if (state.kind === "composite" && state.initial.targets.length > 1)
        this.world.cover("initial: several targets");
    for (const state of set.states) {
      const step = stepAt(state);
      this.data.stamps += 1;
      const at = this.forcing ? this.timeAnyhow() : this.time();
      this.data.entered = {
        ...this.data.entered,
        [state.index]: { at, stamp: this.data.stamps },
      };
      this.moved = true;
      this.freshly.add(state.index);
      if (state.kind === "atomic" || state.kind === "final")
        this.data.leaves = [...this.data.leaves, state.index].toSorted(
          (a, b) => a - b,
        );
      for (const behaviour of state.enter) {
        this.world.cover(`depth ${state.depth}: enter`);
        for (const action of behaviour.actions) this.act(action, step, "enter");
        for (const effect of behaviour.effects)
          this.effect(effect, state, step, NOTHING);
      }
      for (const timer of state.timers)
        if (set.restored.has(state)) this.goOn(timer, state, at);
        else this.arm(timer, state, step, at);
      if (state.kind === "composite" && set.byDefault.has(state)) {
        for (const effect of state.initial.effects)
          this.effect(effect, state, step, NOTHING);
      }
      if (state.role === "error") this.data.timeout = { kind: "off" };
      if (state.kind === "final") this.reached(state);
    }
  }

  /** A timer of a state that history brings back: with what was left of it; an instant stays where it is. */
  private goOn(timer: Timer, state: State, at: number): void {
    const remaining = this.data.remaining[timer.index] ?? null;
    this.world.cover(
      `history: a timer ${remaining === null ? "that was spent" : "goes on"}`,
    );
    if (remaining === null) return;
    const { time, deadline, period } = remaining;
    this.data.armed.push({
      kind: "timer",
      timer: timer.index,
      state: state.index,
      deadline: timer.kind === "at" ? deadline : at + time,
      order: this.data.orders++,
      period,
    });
  }

  private reached(state: State): void {
    const { parent } = state;
    if (parent === null || parent.parent === null) {
      this.data.ended = true;
      this.raised.length = 0;
      this.data.deferred = [];
      this.data.armed = this.data.armed.filter((each) => "stamp" in each);
      this.data.timeout = { kind: "off" };
      return;
    }
    this.raised.push({ kind: "done", state: parent.index });
    for (
      let around: State | null = parent.parent;
      around?.kind === "parallel" && this.isDone(around);
      around = around.parent
    )
      this.raised.push({ kind: "done", state: around.index });
  }

  private isDone(state: State): boolean {
    if (state.kind === "composite")
      return state.children.some(
        (child) =>
          child.kind === "final" && this.data.leaves.includes(child.index),
      );
    if (state.kind === "parallel")
      return state.children.every((child) => this.isDone(child));
    return false;
  }

  private arm(timer: Timer, state: State, step: Step, at: number): void {
    this.world.cover(`depth ${state.depth}: timer`);
    this.guarded(() =>
      this.thrower("timer", () => this.armNow(timer, state, step, at)),
    );
  }

  private armNow(timer: Timer, state: State, step: Step, at: number): void {
    const value = evaluate(
      timer.time,
      this.scope(state, () => step, NOTHING),
    );
    if (typeof value !== "number" || !Number.isFinite(value))
      throw new Error("timer is not finite");
    if (timer.kind === "every" && value < 1)
      throw new Error("every below 1 ms");
    this.data.armed.push({
      kind: "timer",
      timer: timer.index,
      state: state.index,
      deadline: timer.kind === "at" ? value : at + value,
      order: this.data.orders++,
      period: timer.kind === "every" ? value : null,
    });
  }

  private act(action: Action, step: Step, where: string): void {
    this.guarded(() => this.actNow(action, step, where));
  }

  /** Counts where things throw. */
  private thrower<T>(where: string, act: () => T): T {
    try {
      return act();
    } catch (error) {
      this.world.cover(`throws: ${where}`);
      if (this.forcing) this.world.cover("throws: on the forced way");
      throw error;
    }
  }

  /** On the forced way each call and each effect fails alone. */
  private guarded(act: () => void): void {
    if (!this.forcing) return act();
    const { context } = this.data;
    const raised = this.raised.length;
    try {
      act();
    } catch (error) {
      this.data.context = context;
      this.raised.length = Math.min(this.raised.length, raised);
      this.suppressed.push(error);
    }
  }

  private effect(
    effect: Effect,
    state: State,
    step: Step,
    about: Details,
  ): void {
    this.guarded(() =>
      this.perform(
        effect,
        this.scope(state, () => step, about),
        step,
      ),
    );
  }

  private perform(effect: Effect, scope: Scope, step: Step): void {
    const { strategy } = this.world;
    this.world.cover(
      `effect: ${effect.kind}${effect.kind === "raise" && effect.delay !== null ? " delayed" : ""}`,
    );
    switch (effect.kind) {
      case "set":
        this.data.context = {
          ...this.data.context,
          [effect.field.name]: this.thrower("set", () =>
            carried(evaluate(effect.value, scope)),
          ),
        };
        return;
      case "do":
        return this.actNow(effect.action, step, "do");
      case "raise": {
        const payload = this.thrower("raise", () =>
          this.payload(effect.trigger.fields, effect.args, scope),
        );
        const event: Sent = {
          trigger: effect.trigger.name,
          payload,
          message: null,
          outside: false,
        };
        if (effect.delay === null) {
          this.raised.push({ kind: "event", event });
          return;
        }
        const delay = carried(evaluate(effect.delay, scope));
        this.data.armed.push({
          kind: "raise",
          event,
          deadline:
            (this.forcing ? this.timeAnyhow() : this.time()) +
            (typeof delay === "number" ? delay : 0),
          order: this.data.orders++,
        });
        return;
      }
      case "cancel-raise":
        this.data.armed = this.data.armed.filter(
          (each) =>
            each.kind !== "raise" || each.event.trigger !== effect.trigger.name,
        );
        return;
      case "cancel-run":
        for (const run of this.data.runs)
          if (runOf(strategy, run.run).activity === effect.activity)
            this.cancelled.push(run.id);
        return;
      case "emit":
        this.outputs.push({
          name: effect.output.name,
          payload: this.thrower("emit", () =>
            this.payload(effect.output.fields, effect.args, scope),
          ),
        });
        return;
      case "flat": {
        const legs = effect.legs.map((each) => each.name);
        this.data.unsettled = withoutLegs(this.data.unsettled, legs);
      }
    }
  }

  private actNow(action: Action, step: Step, where: string): void {
    this.thrower(where, () => this.patch(action, step));
  }

  private patch(action: Action, step: Step): void {
    const context = structuredClone(this.data.context);
    const patch = this.world.action(action.name, context, step);
    if (patch === null) return;
    const writable = action.writes ?? this.world.strategy.context;
    for (const [name, value] of Object.entries(patch)) {
      const field = writable.find((each) => each.name === name);
      if (field === undefined) throw new Error(`${name} is not its to write`);
      if (!fits(value, field.type)) throw new Error(`${name} does not fit`);
    }
    this.data.context = { ...this.data.context, ...patch };
  }

  private payload(
    fields: readonly { readonly name: string }[],
    args: readonly Expression[],
    scope: Scope,
  ): Value {
    if (fields.length === 0) return null;
    const payload: Record<string, Value> = {};
    fields.forEach((field, index) => {
      const arg = args[index];
      payload[field.name] =
        arg === undefined ? null : carried(evaluate(arg, scope));
    });
    return payload;
  }

  private finish(choice: Choice, isForced = false): Done {
    const starts: Start[] = [];
    const unstarted: Unstarted[] = [];
    if (!this.data.ended)
      for (const state of this.active())
        if (this.freshly.has(state.index))
          for (const run of state.runs)
            try {
              starts.push(this.start(run, state));
            } catch (error) {
              if (!isForced) throw error;
              const stamp = this.data.entered[state.index]?.stamp ?? 0;
              unstarted.push({ run, state, stamp, error });
            }
    if (this.freshly.size > 0) this.data.entries += 1;
    this.settleTimeout();
    return {
      choice,
      moved: this.moved,
      outputs: this.outputs,
      starts,
      unstarted,
      stopped: this.stopped,
      cancelled: this.cancelled,
    };
  }

  private start(run: Run, state: State): Start {
    this.world.cover(`depth ${state.depth}: run`);
    const step = this.step(state.path, state.path, "run", null, null);
    const scope = this.scope(state, () => step, NOTHING);
    const number = (expression: Expression | null): number | null => {
      if (expression === null) return null;
      const value = carried(evaluate(expression, scope));
      return typeof value === "number" ? value : null;
    };
    return {
      run,
      state,
      stamp: this.data.entered[state.index]?.stamp ?? 0,
      args: this.thrower("arguments", () =>
        run.args.map((arg, index) =>
          argument(evaluate(arg, scope), run.activity, index),
        ),
      ),
      retry: number(run.retry) ?? 0,
      backoff:
        run.backoff === null
          ? null
          : {
              first: number(run.backoff.first) ?? 0,
              longest: number(run.backoff.longest),
            },
      timeout: number(run.timeout),
    };
  }

  /** The time-out waits while the strategy is suspended. */
  private settleTimeout(): void {
    const { timeout } = this.data;
    const suspended = this.active().some((state) => state.role === "suspended");
    if (timeout.kind === "running" && suspended) {
      const armed = this.data.armed.find((each) => each.kind === "timeout");
      const now = this.clock ?? this.data.time;
      this.data.armed = this.data.armed.filter(
        (each) => each.kind !== "timeout",
      );
      this.data.timeout = {
        kind: "paused",
        remaining: (armed?.deadline ?? now) - now,
      };
    } else if (timeout.kind === "paused" && !suspended) {
      const now = this.clock ?? this.data.time;
      this.data.armed.push({
        kind: "timeout",
        deadline: now + timeout.remaining,
        order: this.data.orders++,
      });
      this.data.timeout = { kind: "running" };
    } else if (timeout.kind === "off")
      this.data.armed = this.data.armed.filter(
        (each) => each.kind !== "timeout",
      );
  }

  private leaves(): readonly State[] {
    return this.data.leaves.map((index) => this.stateOf(index));
  }

  /** In document order. */
  private active(): readonly State[] {
    return Object.keys(this.data.entered).map((index) =>
      this.stateOf(Number(index)),
    );
  }

  private innermost(): string {
    return innermostOf(this.leaves());
  }

  private stateOf(index: number): State {
    const state = this.world.strategy.states[index];
    if (state === undefined) throw new Error(`no state ${index}`);
    return state;
  }

  private stepOf(
    branch: Branch,
    trigger: string,
    payload: Value,
    message: string | null,
  ): Step {
    const source =
      branch.source.parent === null ? this.innermost() : branch.source.path;
    const to = branch.target?.states[0]?.state.path ?? source;
    return this.step(source, to, trigger, payload, message);
  }

  private step(
    from: string,
    to: string,
    trigger: string,
    payload: Value,
    message: string | null,
  ): Step {
    const time = (): number => (this.forcing ? this.timeAnyhow() : this.time());
    return {
      get time(): number {
        return time();
      },
      from,
      to,
      trigger,
      payload,
      message: message ?? `Transition: ${from} -> ${to}`,
    };
  }

  private scope(state: State, step: () => Step, about: Details): Scope {
    return {
      params: this.world.params,
      context: this.data.context,
      payload: about.payload,
      result: about.result,
      error: about.error,
      args: {},
      halted: this.data.halted,
      now: () => (this.forcing ? this.timeAnyhow() : this.time()),
      elapsed: () =>
        (this.forcing ? this.timeAnyhow() : this.time()) -
        (this.data.entered[state.index]?.at ??
          this.leftSince.get(state.index) ??
          this.data.time),
      active: (other) => this.active().includes(other),
      ask: (guard, args) => {
        if (this.forcing) this.timeAnyhow();
        else this.time();
        return this.thrower("guard", () =>
          this.world.guard(
            guard.name,
            structuredClone(this.data.context),
            step(),
            args,
          ),
        );
      },
    };
  }
}

/** What the reactions to one event come to, from a state outwards. */
type Answer =
  | { readonly kind: "taken"; readonly taken: Taken }
  | { readonly kind: "deferred" | "ignored" | "blocked" | "none" };

/** Said in the runtime's words, which an arm may read. */
function argument(value: Value, activity: Activity, index: number): Value {
  if (typeof value === "number" && !Number.isFinite(value))
    throw new Error(
      `argument ${activity.args[index]?.name ?? ""} of ${activity.name}: expected a finite number, got ${value}`,
    );
  return carried(value);
}

interface Details {
  readonly payload: Value;
  readonly result: Value;
  readonly error: Value;
}

interface About extends Details {
  readonly trigger: string;
  readonly message: string | null;
}

const NOTHING: Details = { payload: null, result: null, error: null };

function aboutOf(occurrence: Occurrence): string {
  return occurrence.kind === "fact" ? occurrence.fact.kind : occurrence.kind;
}

/** `on`, `always`, `after`, `done` of an activity …, whatever the names in the spec. */
function kindOf(trigger: string, strategy: Strategy): string {
  const arm = /\.(done|failed|unknown|partial)$/.exec(trigger);
  if (arm !== null) return `arm ${arm[1] ?? ""}`;
  return strategy.triggers.some((each) => each.name === trigger)
    ? "on"
    : trigger;
}

export function innermostOf(leaves: readonly State[]): string {
  const [first, ...others] = leaves;
  if (first === undefined) return "";
  for (const each of [first, ...parentsOf(first)])
    if (
      others.every((other) => other === each || parentsOf(other).includes(each))
    )
      return each.parent === null ? "" : each.path;
  return "";
}

function topOf(state: State): State {
  let top = state;
  while (top.parent !== null && top.parent.parent !== null) top = top.parent;
  return top;
}

export function timersOf(strategy: Strategy): readonly Timer[] {
  return strategy.states.flatMap((state) => state.timers);
}

export function runOf(strategy: Strategy, index: number): Run {
  for (const state of strategy.states)
    for (const run of state.runs) if (run.index === index) return run;
  throw new Error(`no run ${index}`);
}

export function armOf(
  strategy: Strategy,
  run: number,
  outcome: string,
): Arm | null {
  return (
    runOf(strategy, run).arms.find((each) => each.outcome === outcome) ?? null
  );
}

/** The `on error` reactions of what is active, or of one state and what is around it, innermost outwards. */
export function errorReactions(
  strategy: Strategy,
  data: Data,
  owner: number | null,
): readonly Reaction[] {
  const found: Reaction[] = [];
  const active = new Set(Object.keys(data.entered).map(Number));
  const isOwned = owner !== null && active.has(owner);
  for (const first of isOwned ? [owner] : data.leaves) {
    const state = strategy.states[first];
    if (state === undefined) continue;
    for (const each of [state, ...parentsOf(state)])
      for (const reaction of each.reactions) {
        if (!reaction.events.some((event) => event.kind === "error")) continue;
        if (
          reaction.unlessActive !== null &&
          active.has(reaction.unlessActive.index)
        )
          continue;
        if (!found.includes(reaction)) found.push(reaction);
      }
  }
  return found;
}

export function withoutLegs(
  unsettled: Data["unsettled"],
  legs: readonly string[],
): Data["unsettled"] {
  return unsettled.filter(
    (each) => !each.legs.every((leg) => legs.includes(leg)),
  );
}
