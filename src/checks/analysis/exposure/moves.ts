import {
  selfAndAncestors,
  type Branch,
  type Outcome,
  type Run,
  type State,
  type Strategy,
  type Trigger,
} from "../../../model/index.ts";
import { isInError, isSuspended } from "../relatives.ts";
import { choices, firstOf, type Choice } from "./choice.ts";
import type { Draft } from "./draft.ts";
import { activeIn, entriesOfForced } from "./entries.ts";
import { draftOf, rest, type Arrival } from "./macrostep.ts";
import { enter, leave, leavesRest, microstep } from "./microstep.ts";
import { outcomesOf, type Ending } from "./outcomes.ts";
import { sceneOf, type Scene } from "./scene.ts";
import { asksTypeScript } from "./truth.ts";

/** What brings a step about. */
export type MoveCause =
  | { readonly kind: "trigger"; readonly trigger: Trigger }
  | { readonly kind: "timer" }
  | { readonly kind: "outcome"; readonly run: Run; readonly outcome: Outcome }
  | { readonly kind: "error" }
  | { readonly kind: "recover" }
  | { readonly kind: "limit" };

/** One step of the machine, or of the venue, from rest to rest. */
export interface Move {
  readonly cause: MoveCause;
  readonly label: string;
  readonly arrival: Arrival;
  /** The machine took it: otherwise only the venue moved on. */
  readonly isTaken: boolean;
}

/** By the machine and the venue alone: no person, no crash, no error limit has a hand in it. */
export function isAuto({ cause }: Move): boolean {
  return cause.kind === "timer" || cause.kind === "outcome";
}

/** Every step that the market, the venue, people and the machine's own callbacks can bring about: EXPOSURE.md, section 3. */
export class Moves {
  private readonly strategy: Strategy;
  private readonly emergencies: readonly Trigger[];

  constructor(strategy: Strategy) {
    this.strategy = strategy;
    this.emergencies = strategy.triggers.filter(({ emergency }) => emergency);
  }

  from(scene: Scene): readonly Move[] {
    const active = activeIn(scene.leaves).toReversed();
    const moves = [
      ...this.onTriggers(scene, active),
      ...this.onTimers(scene, active),
      ...this.onTimeout(scene),
      ...this.onOutcomes(scene),
      ...this.onRecover(scene),
    ];
    const canFail =
      moves.some(({ arrival }) => arrival.mayThrow) ||
      this.hasMissingArm(scene);
    if (!canFail) return moves;
    return [...moves, ...this.onError(scene), ...this.onLimit(scene)];
  }

  private onTriggers(scene: Scene, active: readonly State[]): readonly Move[] {
    const heard = new Set<Trigger>(this.emergencies);
    for (const { reactions } of active)
      for (const { events } of reactions)
        for (const event of events)
          if (event.kind === "trigger") heard.add(event.trigger);
    return [...heard].flatMap((trigger) => {
      const halted = scene.halted || trigger.emergency;
      const draft = draftOf({ ...scene, halted });
      const ways = choices(
        draft,
        ({ events }) =>
          events.some(
            (each) => each.kind === "trigger" && each.trigger === trigger,
          ),
        trigger,
      );
      return ways.flatMap((way) =>
        this.taken(scene, draft, way, { kind: "trigger", trigger }),
      );
    });
  }

  private taken(
    scene: Scene,
    before: Draft,
    { branches }: Choice,
    cause: Extract<MoveCause, { kind: "trigger" }>,
  ): readonly Move[] {
    const { trigger } = cause;
    const label = trigger.name;
    if (branches.length === 0) {
      if (before.halted === scene.halted) return [];
      return [this.unmoved(before, cause, label)];
    }
    const pardoned = !trigger.emergency && leavesRest(branches, before);
    const halted = before.halted && !pardoned;
    return this.go({ ...before, halted }, branches, cause, label);
  }

  private onTimers(scene: Scene, active: readonly State[]): readonly Move[] {
    const draft = draftOf(scene);
    return active.flatMap((state) =>
      state.timers.flatMap(({ branches, text }) =>
        firstOf(draft, branches).flatMap((branch) =>
          branch === null
            ? []
            : this.go(draft, [branch], { kind: "timer" }, text),
        ),
      ),
    );
  }

  private onTimeout(scene: Scene): readonly Move[] {
    const { timeout } = this.strategy;
    if (timeout === null) return [];
    const { target, branch } = timeout;
    const isThere = scene.leaves.some((leaf) =>
      selfAndAncestors(leaf).includes(target),
    );
    if (
      isThere ||
      scene.leaves.some((leaf) => isInError(leaf) || isSuspended(leaf))
    )
      return [];
    return this.go(draftOf(scene), [branch], { kind: "timer" }, "timeout");
  }

  private onOutcomes(scene: Scene): readonly Move[] {
    return [...scene.runs].flatMap(([run, phase]) =>
      outcomesOf(this.strategy, scene, run, phase).flatMap((ending) =>
        this.onOutcome(run, ending),
      ),
    );
  }

  private onOutcome(run: Run, { outcome, after }: Ending): readonly Move[] {
    const cause: MoveCause = { kind: "outcome", run, outcome };
    const label = outcome;
    const draft = draftOf(after);
    const branches = run.arms
      .filter((arm) => arm.outcome === outcome)
      .flatMap((arm) => arm.branches);
    const isMissing = !run.arms.some((arm) => arm.outcome === outcome);
    const moves: Move[] = [];
    if (isMissing && (outcome === "failed" || outcome === "unknown"))
      moves.push(...this.errors(after, cause, label));
    for (const branch of firstOf(draft, branches))
      moves.push(
        ...(branch === null
          ? [this.unmoved(draft, cause, label)]
          : this.go(draft, [branch], cause, label)),
      );
    const mayThrow =
      moves.some(({ arrival }) => arrival.mayThrow) ||
      branches.some(({ guard }) => asksTypeScript(guard));
    if (mayThrow && outcome !== "partial") {
      // The machine does not move, but the venue does not roll back: the arm is delivered again.
      const runs = new Map([...after.runs, [run, `owed ${outcome}` as const]]);
      const owed = sceneOf({ ...after, runs });
      moves.push(this.unmoved(draftOf(owed), cause, `${label}, thrown`));
    }
    return moves;
  }

  private onRecover(scene: Scene): readonly Move[] {
    const draft = draftOf(scene);
    return choices(
      draft,
      ({ events }) => events.some(({ kind }) => kind === "recover"),
      null,
    ).flatMap(({ branches }) =>
      branches.length === 0
        ? []
        : this.go(draft, branches, { kind: "recover" }, "recover"),
    );
  }

  private onError(scene: Scene): readonly Move[] {
    return this.errors(scene, { kind: "error" }, "error");
  }

  /** `on error`, from the inside out; each may be the one, because those before it may throw. */
  private errors(
    scene: Scene,
    cause: MoveCause,
    label: string,
  ): readonly Move[] {
    if (scene.leaves.some(isInError)) return [];
    const draft = draftOf(scene);
    const branches = activeIn(scene.leaves).flatMap(({ reactions }) =>
      reactions
        .filter(({ events }) => events.some(({ kind }) => kind === "error"))
        .flatMap((reaction) => reaction.branches),
    );
    return branches.flatMap((branch) => this.go(draft, [branch], cause, label));
  }

  /** The error policy: what is thrown on the forced way is left out. */
  private onLimit(scene: Scene): readonly Move[] {
    const { errors, root } = this.strategy;
    if (errors === null || scene.leaves.some(isInError)) return [];
    const draft = draftOf(scene);
    const left = leave(this.strategy, draft, activeIn(scene.leaves));
    const entries = entriesOfForced(errors.target, root);
    const entered = enter(this.strategy, left, entries);
    const from = scene.leaves[0]?.path ?? "";
    const label = "error limit";
    const path = [{ from, on: label, to: errors.target.path }];
    return rest(this.strategy, { ...entered, path }).map((arrival) => ({
      cause: { kind: "limit" },
      label,
      arrival,
      isTaken: true,
    }));
  }

  private hasMissingArm({ runs }: Scene): boolean {
    return [...runs].some(
      ([{ arms }, phase]) =>
        phase !== "over" &&
        !(["failed", "unknown"] as const).every((outcome) =>
          arms.some((arm) => arm.outcome === outcome),
        ),
    );
  }

  private go(
    draft: Draft,
    branches: readonly Branch[],
    cause: MoveCause,
    label: string,
  ): readonly Move[] {
    const next = microstep(this.strategy, draft, branches, label);
    return rest(this.strategy, next).map((arrival) => ({
      cause,
      label,
      arrival,
      isTaken: true,
    }));
  }

  private unmoved(draft: Draft, cause: MoveCause, label: string): Move {
    const { leaves, history, legs, halted } = draft;
    const runs = new Map(
      [...draft.runs].flatMap(([run, phase]) =>
        phase === "fresh" ? [] : [[run, phase] as const],
      ),
    );
    const scene = sceneOf({ leaves, history, runs, legs, halted });
    const at = leaves[0]?.path ?? "";
    const path = [{ from: at, on: label, to: at }];
    const arrival = { scene, path, slips: [], taken: [], mayThrow: false };
    return { cause, label, arrival, isTaken: false };
  }
}
