/** A part of the model while the builder still fills it; whoever gets it later sees the read-only type. */
export type Mutable<Part> = Part extends unknown
  ? { -readonly [Key in keyof Part]: Part[Key] }
  : never;
