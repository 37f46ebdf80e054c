/** What the author of the benchmark's strategy wrote: the same functions for every contender. */
export interface Numbers {
  readonly beats: number;
  readonly equity: number;
  readonly held: number;
  readonly alerts: number;
}

export const FRESH: Numbers = { beats: 0, equity: 1_000, held: 0, alerts: 0 };

export const author = {
  solvent: (context: Numbers): boolean => context.held < 900,
  room: (context: Numbers): boolean => context.held % 5 !== 4,
  addOne: (context: Numbers) => ({ held: (context.held + 17) & 1023 }),
  addTwo: (context: Numbers) => ({ held: (context.held + 38) & 1023 }),
  addThree: (context: Numbers) => ({ held: (context.held + 59) & 1023 }),
  alert: (context: Numbers) => ({ alerts: context.alerts + 1 }),
};

export type Author = typeof author;

export const TRIGGERS = [
  "MARKET_OPEN",
  "MARKET_CLOSE",
  "WINDOW_START",
  "CONDITIONS_MET",
  "CONDITIONS_FAILED",
  "ORDER_SENT",
  "ORDER_FILLED",
  "ORDER_PARTLY_FILLED",
  "ORDER_REJECTED",
  "ORDER_CANCELLED",
  "TARGET_REACHED",
  "DRIFTED",
  "ADJUSTED",
  "SUSPEND",
  "RESUME",
  "RESET",
  "SYSTEM_ERROR",
  "TERMINATE",
] as const;
export type Trigger = (typeof TRIGGERS)[number];

export const FILL = { price: 100, quantity: 1 } as const;

export interface Event {
  readonly trigger: Trigger;
  readonly payload: typeof FILL | null;
}

export function eventOf(trigger: Trigger): Event {
  return { trigger, payload: trigger === "ORDER_FILLED" ? FILL : null };
}
