import type { Outcome, Run, Strategy } from "../../../model/index.ts";
import { changed } from "./microstep.ts";
import {
  adds,
  machineOf,
  type Legs,
  type LegState,
  type Machine,
  type RunPhase,
} from "./scene.ts";

/** An outcome that a run can have now, and what the venue comes to with it: one scenario, or several. */
export interface Ending {
  readonly outcome: Outcome;
  readonly after: Machine;
  readonly venue: (legs: Legs) => readonly Legs[];
}

/** The table of EXPOSURE.md, section 3: what each kind of activity can come to. */
export function outcomesOf(
  strategy: Strategy,
  machine: Machine,
  run: Run,
  phase: RunPhase,
): readonly Ending[] {
  const after = withPhase(machine, run, "over");
  switch (phase) {
    case "over":
      return [];
    case "owed done":
      return [{ outcome: "done", after, venue: same }];
    case "owed failed":
      return [{ outcome: "failed", after, venue: same }];
    case "owed unknown":
      return [{ outcome: "unknown", after, venue: same }];
    case "live":
    case "part": {
      const endings: Ending[] = [
        { outcome: "done", after, venue: (legs) => done(strategy, run, legs) },
      ];
      if (phase === "live")
        endings.push({ outcome: "failed", after, venue: same });
      // Of an activity without effect words a time-out is a failure.
      if (run.activity.words.length > 0)
        endings.push({
          outcome: "unknown",
          after,
          venue: (legs) => unknown(strategy, run, legs),
        });
      if (run.activity.partial !== null)
        endings.push(partial(strategy, machine, run));
      return endings;
    }
  }
}

/** The machine with a run that has come so far. */
export function withPhase(machine: Machine, run: Run, to: RunPhase): Machine {
  return machineOf({ ...machine, runs: new Map([...machine.runs, [run, to]]) });
}

/** Nothing happens at the venue. */
export function same(legs: Legs): readonly Legs[] {
  return [legs];
}

/** Word by word, in the order of the contract: first what is out is taken back, then something is sent, then all is closed. */
function done(strategy: Strategy, run: Run, legs: Legs): readonly Legs[] {
  const { words } = run.activity;
  const on = (
    ways: readonly Legs[],
    change: (leg: LegState) => LegState,
  ): readonly Legs[] =>
    ways.map((way) => changed(strategy, way, run.activity.legs, change));
  let ways: readonly Legs[] = [legs];
  if (words.includes("cancels")) ways = cancelled(strategy, run, legs);
  if (words.includes("opens"))
    ways = on(ways, (leg) => ({ ...leg, held: true, why: "opened" }));
  if (words.includes("places"))
    ways = on(ways, (leg) => ({ ...leg, loose: true, why: "left" }));
  if (words.includes("closes"))
    ways = on(ways, (leg) => ({
      ...leg,
      held: false,
      why: leg.loose ? leg.why : null,
    }));
  return ways;
}

/** What filled before the cancel, filled: on each leg that something was out on, or on none. */
function cancelled(strategy: Strategy, run: Run, legs: Legs): readonly Legs[] {
  let ways: readonly Legs[] = [legs];
  for (const leg of run.activity.legs) {
    const isLoose = ways.some((way) => way[strategy.legs.indexOf(leg)]?.loose);
    if (!isLoose) continue;
    ways = [
      ...ways.map((way) =>
        changed(strategy, way, [leg], (each) => ({
          ...each,
          loose: false,
          why: each.held ? each.why : null,
        })),
      ),
      ...ways.map((way) =>
        changed(strategy, way, [leg], () => ({
          held: true,
          loose: false,
          why: "cancelled" as const,
        })),
      ),
    ];
  }
  return ways;
}

/** A time-out is one, too. */
function unknown(strategy: Strategy, run: Run, legs: Legs): readonly Legs[] {
  const { activity } = run;
  if (!adds(activity.words)) return [legs];
  return [
    changed(strategy, legs, activity.legs, (leg) => ({
      ...leg,
      loose: true,
      why: "unknown",
    })),
  ];
}

function partial(strategy: Strategy, machine: Machine, run: Run): Ending {
  const { activity } = run;
  if (!adds(activity.words))
    return { outcome: "partial", after: machine, venue: same };
  return {
    outcome: "partial",
    after: withPhase(machine, run, "part"),
    venue: (legs) => [
      changed(strategy, legs, activity.legs, (leg) => ({
        ...leg,
        held: true,
        why: "partial",
      })),
    ],
  };
}
