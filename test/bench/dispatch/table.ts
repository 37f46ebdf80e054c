/** The benchmark's machine as a table, for the libraries that take one; the generated machine is checked against it. */
import type { Author, Numbers, Trigger } from "./author.ts";

export type GuardName = "steady" | "solvent" | "room";
export type Change = (context: Numbers, author: Author) => Partial<Numbers>;

export interface Row {
  readonly from: string;
  readonly trigger: Trigger;
  readonly to: string;
  readonly guard: GuardName | null;
  readonly change: Change | null;
}

const beat: Change = ({ beats }) => ({ beats: beats + 1 });
const grow =
  (by: number): Change =>
  ({ equity }) => ({ equity: equity * 0.999 + by });

function row(
  from: string,
  trigger: Trigger,
  to: string,
  guard: GuardName | null = null,
  change: Change | null = null,
): Row {
  return { from, trigger, to, guard, change };
}

export const INITIAL = "INITIALIZING";

export const ROWS: readonly Row[] = [
  row("INITIALIZING", "MARKET_OPEN", "READY"),
  row("INITIALIZING", "SYSTEM_ERROR", "ERROR", "steady"),
  row("INITIALIZING", "TERMINATE", "TERMINATED", null, beat),
  row("READY", "WINDOW_START", "ANALYZING"),
  row("READY", "SUSPEND", "SUSPENDED"),
  row("READY", "SYSTEM_ERROR", "ERROR", "solvent"),
  row("READY", "TERMINATE", "TERMINATED", null, grow(1)),
  row("ANALYZING", "CONDITIONS_MET", "PENDING_ENTRY"),
  row("ANALYZING", "CONDITIONS_FAILED", "READY"),
  row("ANALYZING", "SYSTEM_ERROR", "ERROR", "steady"),
  row("PENDING_ENTRY", "ORDER_SENT", "ENTERING", null, (c, a) => a.addOne(c)),
  row("PENDING_ENTRY", "ORDER_CANCELLED", "READY"),
  row("PENDING_ENTRY", "SYSTEM_ERROR", "ERROR"),
  row("ENTERING", "ORDER_FILLED", "POSITION_OPEN", "room"),
  row("ENTERING", "ORDER_REJECTED", "PENDING_ENTRY", null, beat),
  row("ENTERING", "ORDER_CANCELLED", "READY"),
  row("ENTERING", "SYSTEM_ERROR", "ERROR"),
  row("POSITION_OPEN", "MARKET_OPEN", "MANAGING", "steady"),
  row("POSITION_OPEN", "TARGET_REACHED", "PENDING_EXIT", null, grow(4)),
  row("POSITION_OPEN", "SYSTEM_ERROR", "ERROR"),
  row("MANAGING", "DRIFTED", "ADJUSTING"),
  row("MANAGING", "TARGET_REACHED", "PENDING_EXIT", "solvent"),
  row("MANAGING", "MARKET_CLOSE", "POSITION_OPEN", null, (c, a) => a.addTwo(c)),
  row("MANAGING", "SYSTEM_ERROR", "ERROR"),
  row("ADJUSTING", "ADJUSTED", "MANAGING"),
  row("ADJUSTING", "TARGET_REACHED", "PENDING_EXIT", "steady"),
  row("ADJUSTING", "SYSTEM_ERROR", "ERROR", null, beat),
  row("PENDING_EXIT", "ORDER_SENT", "EXITING"),
  row("PENDING_EXIT", "ORDER_CANCELLED", "MANAGING"),
  row("PENDING_EXIT", "SYSTEM_ERROR", "ERROR", "room"),
  row("EXITING", "ORDER_FILLED", "CLOSED", null, grow(7)),
  row("EXITING", "ORDER_PARTLY_FILLED", "PARTIAL_EXIT"),
  row("EXITING", "ORDER_REJECTED", "PENDING_EXIT"),
  row("PARTIAL_EXIT", "ORDER_FILLED", "CLOSED", "steady"),
  row("PARTIAL_EXIT", "ORDER_SENT", "EXITING", null, (c, a) => a.addThree(c)),
  row("CLOSED", "RESET", "READY"),
  row("CLOSED", "TERMINATE", "TERMINATED"),
  row("ERROR", "RESET", "INITIALIZING", "solvent"),
  row("ERROR", "SUSPEND", "SUSPENDED", null, beat),
  row("SUSPENDED", "RESUME", "READY"),
  row("SUSPENDED", "TERMINATE", "TERMINATED"),
  row("TERMINATED", "RESET", "INITIALIZING"),
];

/** States whose entry calls `alert`. */
export const ALERTING: ReadonlySet<string> = new Set([
  "READY",
  "POSITION_OPEN",
  "EXITING",
  "ERROR",
]);

export function holds(
  guard: GuardName | null,
  context: Numbers,
  author: Author,
): boolean {
  switch (guard) {
    case null:
      return true;
    case "steady":
      return context.beats % 8 !== 7;
    case "solvent":
      return author.solvent(context);
    case "room":
      return author.room(context);
  }
}

/** What a taken row does to the context, entry included. */
export function after(each: Row, context: Numbers, author: Author): Numbers {
  const changed =
    each.change === null
      ? context
      : { ...context, ...each.change(context, author) };
  return ALERTING.has(each.to)
    ? { ...changed, ...author.alert(changed) }
    : changed;
}
