import type { Leg, State, Strategy } from "../../../model/index.ts";
import type { Budget } from "./budget.ts";
import {
  configurations,
  histories,
  Machines,
  Scenes,
  venues,
  type History,
  type Known,
} from "./known.ts";
import type { OutcomeTable } from "./outcome-table.ts";
import type { Legs } from "./scene.ts";
import type { Choice, Plan } from "./worked-out.ts";
import { openedBeside, hiddenBeside, type View } from "./view.ts";

/** What one search is made in, and what it has worked out so far. */
export interface Setting {
  readonly strategy: Strategy;
  readonly table: OutcomeTable;
  readonly view: View;
  readonly budget: Budget;
  readonly configurations: Known<readonly State[]>;
  readonly histories: Known<History>;
  readonly venues: Known<Legs>;
  readonly machines: Machines;
  readonly scenes: Scenes;
  readonly plans: Map<string, Plan>;
  readonly choices: Map<string, readonly Choice[]>;
  /** What may be active beside a configuration, and what it may open. */
  readonly beside: Map<readonly State[], Beside>;
}

export interface Beside {
  readonly states: ReadonlySet<State>;
  readonly legs: ReadonlySet<Leg>;
}

export function settingOf(
  strategy: Strategy,
  table: OutcomeTable,
  view: View,
  budget: Budget,
): Setting {
  const ofStates = configurations();
  const ofHistories = histories();
  const ofLegs = venues();
  return {
    strategy,
    table,
    view,
    budget,
    configurations: ofStates,
    histories: ofHistories,
    venues: ofLegs,
    machines: new Machines(ofStates, ofHistories),
    scenes: new Scenes(strategy, ofLegs),
    plans: new Map(),
    choices: new Map(),
    beside: new Map(),
  };
}

/** @param leaves of a configuration that is known */
export function besideOf(
  { view, beside }: Setting,
  leaves: readonly State[],
): Beside {
  let found = beside.get(leaves);
  if (found === undefined) {
    found = {
      states: new Set(hiddenBeside(view, leaves)),
      legs: openedBeside(view, leaves),
    };
    beside.set(leaves, found);
  }
  return found;
}
