import {
  selfAndAncestors,
  type Branch,
  type Run,
  type State,
  type Strategy,
  type Trigger,
} from "../../../model/index.ts";
import { isInError, isSuspended } from "../relatives.ts";
import {
  alwaysChoices,
  choicesOn,
  choicesOnRecover,
  factsOf,
  firstOf,
} from "./choice.ts";
import type { Choice } from "./worked-out.ts";
import type { Draft } from "./draft.ts";
import type { Move, MoveCause, Occasion } from "./move.ts";
import { BesideMoves } from "./beside.ts";
import { activeIn } from "./entries.ts";
import { draftOf, rest, stand } from "./macrostep.ts";
import { follow, leavesRest, microstep } from "./microstep.ts";
import { outcomesOf, same, withPhase, type Ending } from "./outcomes.ts";
import { planOfForced } from "./plan.ts";
import type { Machine } from "./scene.ts";
import type { Setting } from "./setting.ts";
import { isMissingOutcome } from "./missing-arm.ts";
import { mayChange, truthOf } from "./truth.ts";

/** Every step that the market, the venue, people and the machine's own callbacks can bring about: EXPOSURE.md, section 3. */
export class Moves {
  private readonly strategy: Strategy;
  private readonly emergencies: readonly Trigger[];
  private readonly setting: Setting;
  private readonly known = new Map<number, readonly Move[]>();
  private readonly beside: BesideMoves;

  constructor(setting: Setting) {
    const { strategy } = setting;
    this.setting = setting;
    this.beside = new BesideMoves(setting);
    this.strategy = strategy;
    this.emergencies = strategy.triggers.filter(({ emergency }) => emergency);
  }

  /** @throws LimitReached */
  from(machine: Machine): readonly Move[] {
    const known = this.known.get(machine.number);
    if (known !== undefined) return known;
    const moves = this.madeFrom(machine);
    this.known.set(machine.number, moves);
    return moves;
  }

  private madeFrom(machine: Machine): readonly Move[] {
    const active = activeIn(machine.leaves).toReversed();
    const moves = [
      ...this.onTriggers(machine, active),
      ...this.onTimers(machine, active),
      ...this.onTimeout(machine),
      ...this.onOutcomes(machine),
      ...this.onRecover(machine),
      ...this.beside.from(machine),
    ];
    if (!moves.some((move) => move.rest.mayThrow)) return moves;
    const occasion = { cause: { kind: "error" }, venue: same } as const;
    return [
      ...moves,
      ...this.onError(machine, { ...occasion, label: "error" }, machine.leaves)
        .moves,
      ...this.onLimit(machine, same),
    ];
  }

  private onTriggers(
    machine: Machine,
    active: readonly State[],
  ): readonly Move[] {
    const heard = new Set<Trigger>(this.emergencies);
    for (const { reactions } of active)
      for (const { events } of reactions)
        for (const event of events)
          if (event.kind === "trigger") heard.add(event.trigger);
    const unheard = this.strategy.triggers.find((each) => !heard.has(each));
    if (unheard !== undefined) heard.add(unheard);
    return [...heard].flatMap((trigger) => {
      const halted = machine.halted || trigger.emergency;
      const draft = draftOf(this.strategy, { ...machine, halted });
      const ways = choicesOn(this.setting, draft, trigger);
      return ways.flatMap((way) => this.taken(draft, way, trigger));
    });
  }

  private taken(
    before: Draft,
    { branches }: Choice,
    trigger: Trigger,
  ): readonly Move[] {
    const cause = { kind: "trigger", trigger } as const;
    const occasion = { cause, label: trigger.name, venue: same };
    const passed = this.beside.mayTake(before.leaves, trigger)
      ? this.unmoved(before, occasion)
      : [];
    if (branches.length === 0) {
      if (!trigger.emergency) return this.ignored(before, occasion);
      // It halts all the same, and guards can read that.
      const at = before.leaves[0]?.path ?? "";
      const path = [{ from: at, on: trigger.name, to: at }];
      return rest(this.setting, { ...before, path }).map((each) => ({
        ...occasion,
        rest: each,
        isTaken: false,
      }));
    }
    const pardoned = !trigger.emergency && leavesRest(branches, before);
    const halted = before.halted && !pardoned;
    return [...passed, ...this.go({ ...before, halted }, branches, occasion)];
  }

  private onTimers(
    machine: Machine,
    active: readonly State[],
  ): readonly Move[] {
    const draft = draftOf(this.strategy, machine);
    return active.flatMap((state) =>
      state.timers.flatMap(({ branches, text }) =>
        firstOf(this.setting, draft, branches).flatMap((branch) =>
          branch === null
            ? []
            : this.go(draft, [branch], {
                cause: { kind: "timer" },
                label: text,
                venue: same,
              }),
        ),
      ),
    );
  }

  private onTimeout(machine: Machine): readonly Move[] {
    const { timeout } = this.strategy;
    if (timeout === null) return [];
    const { target, branch } = timeout;
    const isThere = machine.leaves.some((leaf) =>
      selfAndAncestors(leaf).includes(target),
    );
    if (
      isThere ||
      machine.leaves.some((leaf) => isInError(leaf) || isSuspended(leaf))
    )
      return [];
    return this.go(draftOf(this.strategy, machine), [branch], {
      cause: { kind: "timer" },
      label: "timeout",
      venue: same,
    });
  }

  private onOutcomes(machine: Machine): readonly Move[] {
    return [...machine.runs].flatMap(([run, phase]) =>
      outcomesOf(this.setting, machine, run, phase).flatMap((ending) =>
        this.onOutcome(run, ending),
      ),
    );
  }

  private onOutcome(
    run: Run,
    { outcome, after, venue }: Ending,
  ): readonly Move[] {
    const cause: MoveCause = { kind: "outcome", run, outcome };
    const occasion: Occasion = { cause, label: outcome, venue };
    const draft = draftOf(this.strategy, after);
    const branches = run.arms
      .filter((arm) => arm.outcome === outcome)
      .flatMap((arm) => arm.branches);
    const moves = firstOf(this.setting, draft, branches).flatMap((branch) => {
      if (branch !== null) return this.go(draft, [branch], occasion);
      const isMissed = outcome === "failed" || outcome === "unknown";
      return [
        ...(isMissed
          ? this.onMissingArm(run, after, occasion)
          : this.unmoved(draft, occasion)),
        ...this.ignored(draft, occasion),
      ];
    });
    if (!moves.some((move) => move.rest.mayThrow)) return moves;
    // The machine does not move, but the venue does not roll back: the arm is delivered again.
    const owed =
      outcome === "partial"
        ? after
        : withPhase(this.setting, after, run, `owed ${outcome}`);
    const thrown = { ...occasion, label: `${outcome}, thrown` };
    return [...moves, ...this.unmoved(draftOf(this.strategy, owed), thrown)];
  }

  /** An arm that is missing is an error: `on error`; without one the error policy counts it, and the machine stays. */
  private onMissingArm(
    run: Run,
    after: Machine,
    occasion: Occasion,
  ): readonly Move[] {
    const owner = this.strategy.states.find(({ runs }) => runs.includes(run));
    if (owner !== undefined && isMissingOutcome(this.strategy, owner, run))
      return this.onLimit(after, occasion.venue);
    const from = owner === undefined ? after.leaves : [owner];
    const { moves, isCertain } = this.onError(after, occasion, from);
    // That a halted machine opens nothing is no error.
    if (isCertain && !after.halted) return moves;
    return [
      ...moves,
      ...this.unmoved(draftOf(this.strategy, after), occasion),
      ...this.onLimit(after, occasion.venue),
    ];
  }

  private onRecover(machine: Machine): readonly Move[] {
    const draft = draftOf(this.strategy, machine);
    const cause = { kind: "recover" } as const;
    if (!this.setting.table.recover) return [];
    return choicesOnRecover(this.setting, draft).flatMap(({ branches }) =>
      branches.length === 0
        ? []
        : this.go(draft, branches, { cause, label: "recover", venue: same }),
    );
  }

  /**
   * `on error`, from the inside out: each is tried where those before it may not hold, or may throw.
   *
   * @param from where it is looked for first: what is active, of an outcome without an arm the state of its run
   */
  private onError(
    machine: Machine,
    occasion: Occasion,
    from: readonly State[],
  ): { readonly moves: readonly Move[]; readonly isCertain: boolean } {
    const moves: Move[] = [];
    if (machine.leaves.some(isInError)) return { moves, isCertain: false };
    const draft = draftOf(this.strategy, machine);
    const facts = factsOf(this.setting, draft);
    const active = new Set(activeIn(machine.leaves));
    // As the runtime looks for them: one after the other, from each outwards.
    const states = new Set(from.flatMap(selfAndAncestors));
    const branches = [...states].flatMap(({ reactions }) =>
      reactions
        .filter(({ events }) => events.some(({ kind }) => kind === "error"))
        .filter(
          ({ unlessActive }) =>
            unlessActive === null || !active.has(unlessActive),
        )
        .flatMap((reaction) => reaction.branches),
    );
    for (const branch of branches) {
      const truth = truthOf(branch.guard, facts);
      if (truth === false) continue;
      const ways = this.go(draft, [branch], occasion);
      moves.push(...ways);
      if (truth === true && !ways.some((way) => way.rest.mayThrow))
        return { moves, isCertain: true };
    }
    return { moves, isCertain: false };
  }

  /** The error policy: what is thrown on the forced way is left out. */
  private onLimit(machine: Machine, venue: Move["venue"]): readonly Move[] {
    const { errors } = this.strategy;
    if (errors === null || machine.leaves.some(isInError)) return [];
    const draft = draftOf(this.strategy, machine);
    const label = "error limit";
    const plan = planOfForced(this.setting, draft, errors.target);
    const entered = follow(this.setting, draft, plan, label);
    return rest(this.setting, entered).map((each) => ({
      cause: { kind: "limit" },
      label,
      venue,
      rest: each,
      isTaken: true,
    }));
  }

  private go(
    draft: Draft,
    branches: readonly Branch[],
    occasion: Occasion,
    label = occasion.label,
  ): readonly Move[] {
    const next = microstep(this.setting, draft, branches, label);
    return rest(this.setting, next).map((each) => ({
      ...occasion,
      rest: each,
      isTaken: true,
    }));
  }

  /** The machine stays as it is: what was thrown is rolled back. */
  private unmoved(draft: Draft, occasion: Occasion): readonly Move[] {
    const at = draft.leaves[0]?.path ?? "";
    const path = [{ from: at, on: occasion.label, to: at }];
    const stays = stand(this.setting, { ...draft, path });
    return [{ ...occasion, rest: stays, isTaken: false }];
  }

  /** After an event that nothing takes the guards of `always` are asked again, and some answer differently by then. */
  private ignored(draft: Draft, occasion: Occasion): readonly Move[] {
    const at = draft.leaves[0]?.path ?? "";
    const path = [{ from: at, on: occasion.label, to: at }];
    return alwaysChoices(this.setting, draft)
      .filter(({ branches }) => branches.some(({ guard }) => mayChange(guard)))
      .flatMap(({ branches }) =>
        this.go({ ...draft, path }, branches, occasion, "always"),
      );
  }
}
