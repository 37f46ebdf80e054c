/** A text to throw at the compiler. Made only when it is asked for: to count inputs costs nothing. */
export interface Input {
  readonly kind: "deleted" | "doubled" | "swapped" | "random";
  /** How it comes about, for people. */
  readonly name: string;
  /** Of the spec that it was made of. */
  readonly path: string;
  readonly text: () => string;
}
