/** What `fsmc explain` says about one rule. The examples are whole specs, or the TypeScript behind one; tests hold them to what the page says. */
export interface Page {
  /** What is found, and what is not. */
  readonly what: string;
  /** What it would mean in trading. */
  readonly why: string;
  /** Null: nothing is found under this name at present, so there is nothing to show. */
  readonly examples: {
    /** The examples are the TypeScript behind this spec. */
    readonly spec?: string;
    /** Has this finding and no other. */
    readonly wrong: string;
    /** The same, mended: nothing is found. */
    readonly right: string;
  } | null;
}
