import type { Expression } from "../../model/index.ts";

/** What the arguments of the guard that is being read stand for. */
export type Bindings = ReadonlyMap<
  string,
  { readonly expression: Expression; readonly bindings: Bindings }
>;
