/** How much of the past is kept. */
export interface RetentionOptions {
  /** Records beyond this number, of all machines together, are dropped, the oldest first. */
  readonly keepRecords: number;
  /** So are those that are older than this, in milliseconds. */
  readonly keepFor: number;
}
