/** From when until when a market is open, in milliseconds since the epoch; not at `close` itself. */
export interface Session {
  readonly open: number;
  readonly close: number;
}

/** When a market is open. */
export interface MarketHours {
  /** How long a full trading day is, in milliseconds. */
  readonly openPerDay: number;
  /** Trading days of a year: what an annual volatility is spread over. */
  readonly daysPerYear: number;
  /** What share of a trading day's variance falls between close and open, in one step. */
  readonly overnight: number;
  /** The session that is under way at a time, or else the next one; it closes after that time, and after it opens. */
  session(time: number): Session;
}

const ALWAYS: Session = { open: -Infinity, close: Infinity };

/** As crypto venues are: 24 hours a day, 365 days a year. */
export const aroundTheClock: MarketHours = {
  openPerDay: 86_400_000,
  daysPerYear: 365,
  overnight: 0,
  session: () => ALWAYS,
};
