/** What happened from one price to the next. */
export interface PathStep {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** In trading days, by variance: a night counts as its share. */
  readonly days: number;
  /** The standard normal draw that moved the price. */
  readonly shock: number;
  /** What jumps added to the price's logarithm. */
  readonly jump: number;
  /** Of the regime: volatility relative to the long run's. */
  readonly factor: number;
}
