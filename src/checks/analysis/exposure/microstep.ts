import {
  isDescendant,
  type Branch,
  type Leg,
  type Run,
} from "../../../model/index.ts";
import type { Draft, DraftPhase, Slip } from "./draft.ts";
import { activeIn, domainIn } from "./entries.ts";
import { leaving, MADE_FLAT, type LegChange } from "./leg-change.ts";
import { planOf } from "./plan.ts";
import type { Act, Plan } from "./worked-out.ts";
import { adds, mayFill } from "./scene.ts";
import { besideOf, type Setting } from "./setting.ts";

/**
 * One microstep: what some branches leave, do and enter, and what that does to the exposure.
 *
 * @param label what brought it about, for people
 */
export function microstep(
  setting: Setting,
  draft: Draft,
  branches: readonly Branch[],
  label: string,
): Draft {
  const plan = planOf(setting, draft, branches);
  const next = follow(setting, draft, plan, label);
  return { ...next, taken: [...draft.taken, ...branches] };
}

/** A draft as a plan has changed it. */
export function follow(
  setting: Setting,
  draft: Draft,
  { leaves, history, acts, mayThrow, from, to }: Plan,
  label: string,
): Draft {
  setting.budget.step();
  const doing = new Doing(setting, draft);
  for (const act of acts) doing.act(act);
  const { runs, changes, queue, slips, ended } = doing;
  return {
    ...draft,
    leaves,
    history,
    runs,
    changes,
    queue,
    slips,
    ended,
    mayThrow: draft.mayThrow || mayThrow,
    path: from === "" ? draft.path : [...draft.path, { from, on: label, to }],
  };
}

/** A branch that leaves an error or suspended state, which an outside trigger does to end a halt. */
export function leavesRest(branches: readonly Branch[], draft: Draft): boolean {
  return branches.some((branch) => {
    const domain = domainIn(branch, draft.history);
    return (
      domain !== null &&
      activeIn(draft.leaves).some(
        (state) => state.role !== "normal" && isDescendant(state, domain),
      )
    );
  });
}

class Doing {
  private ownRuns: Map<Run, DraftPhase> | null = null;
  changes: Draft["changes"];
  queue: Draft["queue"];
  slips: Draft["slips"];
  ended: boolean;
  private readonly setting: Setting;
  private readonly before: Draft;

  constructor(setting: Setting, draft: Draft) {
    this.setting = setting;
    this.before = draft;
    ({
      changes: this.changes,
      queue: this.queue,
      slips: this.slips,
      ended: this.ended,
    } = draft);
  }

  get runs(): Draft["runs"] {
    return this.ownRuns ?? this.before.runs;
  }

  act(act: Act): void {
    switch (act.kind) {
      case "enter":
        this.changing().set(act.run, "fresh");
        break;
      case "leave":
        this.leave(act.run);
        break;
      case "flat":
        this.assertFlat(act.legs);
        break;
      case "raise":
        if (!this.ended) this.queue = [...this.queue, act.raised];
        break;
      case "end":
        this.ended = true;
        this.queue = [];
    }
  }

  /** Copied when the first of them changes. */
  private changing(): Map<Run, DraftPhase> {
    return (this.ownRuns ??= new Map(this.before.runs));
  }

  /** A run that is left is told to stop: whether its order did is not known. */
  private leave(run: Run): void {
    const phase = this.runs.get(run);
    if (phase === undefined) return;
    this.changing().delete(run);
    const isOut = phase === "live" || phase === "part";
    if (isOut && adds(run.activity.words))
      this.change(run.activity.legs, (change) => leaving(change, phase));
  }

  /** A run that this very step leaves counts as under way: nobody has asked yet what became of its order. */
  private assertFlat(legs: readonly Leg[]): void {
    const beside = besideOf(this.setting, this.before.leaves).legs;
    const underWay = [...this.before.runs, ...this.runs];
    const slips = legs
      .filter(
        (leg) =>
          beside.has(leg) ||
          underWay.some(
            ([run, phase]) =>
              mayFill(run, phase) && run.activity.legs.includes(leg),
          ),
      )
      .map((leg): Slip => ({ kind: "flat", leg }));
    if (slips.length > 0) this.slips = [...this.slips, ...slips];
    this.change(legs, () => MADE_FLAT);
  }

  private change(
    legs: readonly Leg[],
    change: (before: LegChange) => LegChange,
  ): void {
    const { strategy } = this.setting;
    this.changes = this.changes.map((each, index) => {
      const leg = strategy.legs[index];
      return leg !== undefined && legs.includes(leg) ? change(each) : each;
    });
  }
}
