/** What keeps the compiler safe from a text that was made to hurt it; far above what a strategy needs. */
export const LIMITS = {
  /** UTF-16 code units of one file. */
  length: 1_000_000,
  /** Collections in each other, also through aliases; half as many states. */
  depth: 200,
  /** Values that stand in one document by way of its aliases and merges. */
  aliased: 10_000,
} as const;
