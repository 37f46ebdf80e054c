/** What is known of the data at a point of a block. */
export interface Flow {
  /** For a branch: what it learns stays in it. */
  fork(): Flow;
  /** After branches: what all of them have left known. */
  join(branches: readonly Flow[]): void;
}
