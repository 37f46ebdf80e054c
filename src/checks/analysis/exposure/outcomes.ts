import type { Outcome, Run, Strategy } from "../../../model/index.ts";
import { NO_ROW, type Row } from "./outcome-table.ts";
import { adds, type Legs, type Machine, type RunPhase } from "./scene.ts";
import type { Setting } from "./setting.ts";

/** An outcome that a run can have now, and what the venue comes to with it: one scenario, or several. */
export interface Ending {
  readonly outcome: Outcome;
  readonly after: Machine;
  readonly venue: (legs: Legs) => readonly Legs[];
}

/** What each kind of activity can come to, by the table of outcomes. */
export function outcomesOf(
  setting: Setting,
  machine: Machine,
  run: Run,
  phase: RunPhase,
): readonly Ending[] {
  const after = withPhase(setting, machine, run, "over");
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
        { outcome: "done", after, venue: rows(setting, run, doneRows) },
      ];
      if (phase === "live")
        endings.push({ outcome: "failed", after, venue: same });
      // Of an activity without effect words a time-out is a failure.
      if (run.activity.words.length > 0)
        endings.push({
          outcome: "unknown",
          after,
          venue: rows(setting, run, unknownRows),
        });
      if (run.activity.partial !== null)
        endings.push(partial(setting, machine, run));
      return endings;
    }
  }
}

/** The machine with a run that has come so far. */
export function withPhase(
  { machines }: Setting,
  machine: Machine,
  run: Run,
  to: RunPhase,
): Machine {
  return machines.of({
    ...machine,
    runs: new Map([...machine.runs, [run, to]]),
  });
}

/** Nothing happens at the venue. */
export function same(legs: Legs): readonly Legs[] {
  return [legs];
}

/** On every leg, each way that is true of it afterwards with each of the others'. */
export function onLegs(
  { legs: all }: Strategy,
  run: Run,
  row: Row,
  legs: Legs,
): readonly Legs[] {
  let ways: readonly Legs[] = [legs];
  for (const [index, leg] of all.entries()) {
    const before = legs[index];
    if (before === undefined || !run.activity.legs.includes(leg)) continue;
    const after = row(before);
    ways = ways.flatMap((way) => after.map((each) => way.with(index, each)));
  }
  return ways;
}

function rows(
  setting: Setting,
  run: Run,
  rowsOf: (setting: Setting, run: Run) => readonly Row[],
): (legs: Legs) => readonly Legs[] {
  const { strategy, venues } = setting;
  const each = rowsOf(setting, run);
  const known = new Map<Legs, readonly Legs[]>();
  return (legs) => {
    let found = known.get(legs);
    if (found === undefined) {
      let ways: readonly Legs[] = [legs];
      for (const row of each)
        ways = ways.flatMap((way) => onLegs(strategy, run, row, way));
      found = ways.map((way) => venues.of(way));
      known.set(legs, found);
    }
    return found;
  };
}

/** Word by word, in the order of the contract: first what is out is taken back, then something is sent, then all is closed. */
function doneRows({ table }: Setting, { activity }: Run): readonly Row[] {
  const { words } = activity;
  return [
    ...(words.includes("cancels") ? [table.cancels.done] : []),
    ...(words.includes("opens") ? [table.opens.done] : []),
    ...(words.includes("places") ? [table.places.done] : []),
    ...(words.includes("closes") ? [table.closes.done] : []),
  ];
}

/** A time-out is one, too. */
function unknownRows({ table }: Setting, { activity }: Run): readonly Row[] {
  const { words } = activity;
  return [
    ...(words.includes("opens") ? [table.opens.unknown] : []),
    ...(words.includes("places") ? [table.places.unknown] : []),
  ];
}

function partial(setting: Setting, machine: Machine, run: Run): Ending {
  const row = setting.table.opens.partial;
  if (!adds(run.activity.words) || row === NO_ROW)
    return { outcome: "partial", after: machine, venue: same };
  return {
    outcome: "partial",
    after: withPhase(setting, machine, run, "part"),
    venue: rows(setting, run, () => [row]),
  };
}
