import {
  selfAndAncestors,
  type Branch,
  type State,
  type Trigger,
} from "../../../model/index.ts";
import { factsOf, firstOf } from "./choice.ts";
import type { Draft } from "./draft.ts";
import { exitsOf } from "./entries.ts";
import { draftOf, rest } from "./macrostep.ts";
import { microstep } from "./microstep.ts";
import type { Move, MoveCause, Occasion } from "./move.ts";
import { same } from "./outcomes.ts";
import { isDone } from "./plan.ts";
import type { Machine } from "./scene.ts";
import { besideOf, type Setting } from "./setting.ts";
import { truthOf } from "./truth.ts";

/** What regions that nobody follows can do to the ones that are followed: leave with them, or end before them. */
export class BesideMoves {
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  from(machine: Machine): readonly Move[] {
    const { strategy, view } = this.setting;
    if (view.unseen.size === 0) return [];
    const draft = draftOf(strategy, machine);
    const { states } = besideOf(this.setting, machine.leaves);
    return [
      ...[...states].flatMap((state) => this.leaving(draft, state)),
      ...this.ending(draft),
    ];
  }

  /** One of them may take a trigger in place of what is around them. */
  mayTake(leaves: readonly State[], trigger: Trigger): boolean {
    return [...besideOf(this.setting, leaves).states].some(({ reactions }) =>
      reactions.some(
        ({ events, branches }) =>
          branches.some(({ target }) => target !== null) &&
          events.some(
            (each) => each.kind === "trigger" && each.trigger === trigger,
          ),
      ),
    );
  }

  private leaving(draft: Draft, state: State): readonly Move[] {
    const facts = factsOf(this.setting, draft);
    return occasionsIn(state).flatMap(({ occasion, branches }) =>
      branches
        .filter(
          (branch) =>
            exitsOf(branch, draft.leaves, draft.history).length > 0 &&
            truthOf(branch.guard, facts) !== false,
        )
        .flatMap((branch) => this.go(draft, branch, occasion)),
    );
  }

  /** The other regions may have ended when the one that is followed has. */
  private ending(draft: Draft): readonly Move[] {
    const { unseen } = this.setting.view;
    const around = new Set(draft.leaves.flatMap(selfAndAncestors));
    return [...around].flatMap((state) => {
      if (state.kind !== "parallel") return [];
      const seen = state.children.filter((child) => !unseen.has(child));
      const isOver =
        seen.length < state.children.length &&
        seen.every((child) => isDone(child, draft.leaves));
      if (!isOver) return [];
      const branches = state.reactions
        .filter(({ events }) => events.some(({ kind }) => kind === "done"))
        .flatMap((reaction) => reaction.branches);
      const occasion = occasionOf({ kind: "timer" }, "done");
      return firstOf(this.setting, draft, branches).flatMap((branch) =>
        branch === null ? [] : this.go(draft, branch, occasion),
      );
    });
  }

  private go(
    draft: Draft,
    branch: Branch,
    occasion: Occasion,
  ): readonly Move[] {
    const { cause, label } = occasion;
    const isEmergency = cause.kind === "trigger" && cause.trigger.emergency;
    const before = { ...draft, halted: draft.halted || isEmergency };
    const next = microstep(this.setting, before, [branch], label);
    return rest(this.setting, next).map((each) => ({
      ...occasion,
      rest: each,
      isTaken: true,
    }));
  }
}

interface Occasions {
  readonly occasion: Occasion;
  readonly branches: readonly Branch[];
}

function occasionsIn(state: State): readonly Occasions[] {
  const { reactions, always, timers, runs } = state;
  return [
    ...reactions.flatMap(({ events, branches }) =>
      events.map((event): Occasions => {
        const cause: MoveCause =
          event.kind === "trigger"
            ? event
            : event.kind === "recover"
              ? { kind: "recover" }
              : { kind: "timer" };
        const label =
          event.kind === "trigger" ? event.trigger.name : event.kind;
        return { occasion: occasionOf(cause, label), branches };
      }),
    ),
    ...always.map(({ branches }) => ({
      occasion: occasionOf({ kind: "timer" }, "always"),
      branches,
    })),
    ...timers.map(({ branches, text }) => ({
      occasion: occasionOf({ kind: "timer" }, text),
      branches,
    })),
    ...runs.flatMap((run) =>
      run.arms.map(({ outcome, branches }) => ({
        occasion: occasionOf({ kind: "outcome", run, outcome }, outcome),
        branches,
      })),
    ),
  ];
}

function occasionOf(cause: MoveCause, label: string): Occasion {
  return { cause, label, venue: same };
}
