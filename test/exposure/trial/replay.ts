import type {
  Diagnostic,
  PathStep,
  RuleName,
} from "../../../src/diagnostics/index.ts";
import { selfAndAncestors } from "../../../src/model/index.ts";
import { Dice } from "../../support/dice.ts";
import type { Subject } from "../subject.ts";
import { chosen, stretchOf } from "./chosen.ts";
import { dayOf, type Day } from "./day.ts";
import type { Harm } from "./judge.ts";
import { valuesOf } from "./run.ts";
import { Trial, type Operation } from "./trial.ts";

/** What confirms a finding when it happens. */
const HARM_OF: Readonly<Partial<Record<RuleName, readonly Harm["kind"][]>>> = {
  "undeclared-exposure": ["rests exposed"],
  "exposed-at-end": ["ends exposed", "flat refused"],
  "abandoned-order": ["rests exposed", "ends exposed"],
  "unknown-as-failed": ["rests exposed", "ends exposed"],
  "cancel-race": ["rests exposed", "ends exposed"],
  "risk-after-halt": ["after halt"],
  "double-open": ["doubled"],
};

/** Ways along the path that are tried. */
const MOST_TRIES = 80;
/** Beside the path's own steps: the venue takes its time. */
const SLACK = 12;
/** How often something else happens on the way: regions that the path does not speak of go on. */
const ASTRAY = 0.2;
/** Where the finding is that something never comes: how long it is waited for, and how often it must not have come. */
const PATIENCE = 40;
const OFTEN = 3;

const FAIR: Day = {
  ...dayOf(0),
  throws: 0,
  goodness: 0.7,
  panic: 0,
  isLong: true,
  hasCrashes: false,
  sameness: 0.5,
  sends: () => true,
};

export interface Replayed {
  readonly isConfirmed: boolean;
  /** How often the path's end was come to. */
  readonly arrivals: number;
  /** What happened when it was confirmed, or last when it might have been. */
  readonly log: readonly string[];
}

/** Replays the path that a finding prints, and looks whether what it says is so. */
export async function replayed(
  subject: Subject,
  finding: Diagnostic,
  seed: number,
): Promise<Replayed> {
  let arrivals = 0;
  let never = 0;
  let log: readonly string[] = [];
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const trial = new Trial(subject, valuesOf(subject), FAIR);
    try {
      const way = new Way(trial, finding, seed * 1_000 + tried);
      await trial.start();
      const kinds = HARM_OF[finding.rule];
      const hasArrived = await way.follow();
      if (hasArrived) arrivals += 1;
      if (hasArrived) log = trial.log;
      if (hasArrived) await way.wait();
      if (kinds !== undefined) {
        if (isHarmed(trial, finding, kinds))
          return { isConfirmed: true, arrivals, log: trial.log };
        continue;
      }
      if (!hasArrived || !(await way.lacks())) continue;
      never += 1;
      if (never === OFTEN) return { isConfirmed: true, arrivals, log };
    } finally {
      trial.end();
    }
  }
  return { isConfirmed: false, arrivals, log };
}

function isHarmed(
  trial: Trial,
  { path }: Diagnostic,
  kinds: readonly Harm["kind"][],
): boolean {
  const end = path.at(-1)?.to;
  return trial.harms.some(
    ({ kind, states }) =>
      kinds.includes(kind) &&
      (kind === "doubled" ||
        kind === "flat refused" ||
        end === undefined ||
        states.includes(end)),
  );
}

/** One attempt to go the way of a finding. */
class Way {
  readonly #trial: Trial;
  readonly #finding: Diagnostic;
  readonly #seed: number;
  #turns = 0;

  constructor(trial: Trial, finding: Diagnostic, seed: number) {
    this.#trial = trial;
    this.#finding = finding;
    this.#seed = seed;
  }

  /** @returns whether it led where it leads */
  async follow(): Promise<boolean> {
    const { path } = this.#finding;
    let done = 0;
    for (let left = path.length + SLACK; left > 0; left -= 1) {
      const step = path[done];
      if (step === undefined) return true;
      this.#turn(step.on === "error limit" || step.on === "error" ? 0.7 : 0);
      const operation = this.#trial.dice.chance(ASTRAY)
        ? chosen(this.#trial)
        : this.#operation(step);
      const isDone = await this.#trial.perform(operation);
      const isLoop = step.from === step.to;
      if (!isLoop || isDone || operation.kind === "send")
        done = this.#progress(path, done);
    }
    return done === path.length;
  }

  /** The venue goes on by itself, and an attempt may have been the last but one. */
  async wait(): Promise<void> {
    const last = this.#finding.path.at(-1);
    const again = last !== undefined && last.from === last.to ? last : null;
    const isHarm = HARM_OF[this.#finding.rule] !== undefined;
    for (let left = 4; left > 0; left -= 1) {
      this.#turn(0);
      if (isHarm) await this.#trial.perform({ kind: "venue" });
      this.#turn(0);
      if (again !== null && this.#trial.attempts.length > 0)
        await this.#trial.perform(this.#operation(again));
      else if (again !== null)
        await this.#trial.perform({ kind: "advance", by: 200 });
    }
  }

  /** Whether what the finding misses does not come. */
  async lacks(): Promise<boolean> {
    const trial = this.#trial;
    const { exposed } = trial.judge;
    if (exposed.length === 0 || trial.hasEnded) return false;
    switch (this.#finding.rule) {
      case "missing-recover":
        return this.#isForgotten();
      case "no-emergency-exit":
        return this.#isDeaf();
      case "no-way-flat":
        // A venue may reduce all, or fill nothing: only what closes is a way flat.
        return this.#neverHappens(false, () =>
          exposed
            .filter((leg) => this.#isNamed(leg))
            .some((leg) =>
              trial.judge.areClosing([leg], trial.machine.snapshot().runs),
            ),
        );
      default:
        return this.#neverHappens(
          true,
          () =>
            exposed.some((leg) => !trial.judge.exposed.includes(leg)) ||
            trial.judge.areClosing(exposed, trial.machine.snapshot().runs),
        );
    }
  }

  #isNamed(leg: string): boolean {
    return this.#finding.message.includes(`\`${leg}\``);
  }

  /** A crash, and nobody looks after it. */
  async #isForgotten(): Promise<boolean> {
    const trial = this.#trial;
    if (trial.machine.snapshot().runs.length > 0) return false;
    const before = trial.machine.configuration.join();
    await trial.perform({ kind: "crash" });
    return (
      trial.machine.configuration.join() === before &&
      trial.machine.snapshot().runs.length === 0 &&
      trial.judge.exposed.length > 0
    );
  }

  async #isDeaf(): Promise<boolean> {
    const trial = this.#trial;
    const { exposed } = trial.judge;
    const runs = () => trial.machine.snapshot().runs;
    const isHeard = this.#finding.path.some(({ on }) =>
      trial.strategy.triggers.some(
        ({ name, emergency }) => emergency && name === on,
      ),
    );
    if (!isHeard) {
      const trigger = trial.strategy.triggers.find(
        ({ name, emergency }) =>
          emergency && this.#finding.message.includes(`\`${name}\``),
      );
      if (trigger === undefined) return false;
      if (trial.judge.areClosing(exposed, runs())) return false;
      this.#turn(0);
      const isTaken = await trial.perform({ kind: "send", trigger });
      if (!isTaken) return !trial.judge.areClosing(exposed, runs());
    }
    const closed = new Set<string>();
    return this.#neverHappens(true, () => {
      for (const leg of exposed)
        if (trial.judge.areClosing([leg], runs())) closed.add(leg);
      return closed.size === exposed.length;
    });
  }

  async #neverHappens(isAuto: boolean, what: () => boolean): Promise<boolean> {
    for (let left = PATIENCE; left > 0; left -= 1) {
      if (what()) return false;
      this.#turn(0);
      const operation = chosen(this.#trial);
      const isOutside = operation.kind === "send" || operation.kind === "crash";
      await this.#trial.perform(
        isAuto && isOutside ? { kind: "advance", by: 60_000 } : operation,
      );
    }
    return !what();
  }

  #turn(throws: number): void {
    this.#turns += 1;
    const day = throws === 0 ? FAIR : { ...FAIR, throws };
    this.#trial.turn(new Dice(this.#seed * 257 + this.#turns), day);
  }

  /** What is most like the step. */
  #operation({ on, from }: PathStep): Operation {
    const trial = this.#trial;
    const [word = ""] = on.split(",");
    const trigger = trial.strategy.triggers.find(({ name }) => name === word);
    if (trigger !== undefined) return { kind: "send", trigger };
    if (word === "recover") return { kind: "crash" };
    if (/^(after|at|every|timeout)\b/.test(word))
      return { kind: "advance", by: stretchOf(trial) };
    const own = trial.strategy.states
      .filter(({ path }) => path === from)
      .flatMap(selfAndAncestors)
      .flatMap(({ runs }) => runs.map(({ activity }) => activity));
    const attempt = trial.dice.pick(
      trial.attempts.filter(({ activity }) => own.includes(activity)),
    );
    if (attempt !== undefined)
      for (const ending of ["done", "failed", "unknown", "partial"] as const)
        if (ending === word) return { kind: "settle", attempt, ending };
    return chosen(trial);
  }

  /** How much of the path is behind us: as far as its states are active now. */
  #progress(path: readonly PathStep[], done: number): number {
    const active = new Set(
      this.#trial.judge
        .statesOf(this.#trial.machine.configuration)
        .flatMap(selfAndAncestors)
        .map((state) => state.path),
    );
    const step = path[done];
    // Not yet; a later step may lead back here.
    if (step !== undefined && active.has(step.from) && !active.has(step.to))
      return done;
    // An event may lead through several steps at once.
    for (let next = done; next < path.length; next += 1)
      if (active.has(path[next]?.to ?? "")) return next + 1;
    return done;
  }
}
