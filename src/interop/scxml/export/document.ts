import type { State, Strategy } from "../../../model/index.ts";
import type { Around } from "./expression.ts";

/** What all states are written with. */
export interface Document {
  readonly strategy: Strategy;
  readonly around: Omit<Around, "state">;
  /** The kinds of history that some transition leads to. */
  readonly histories: ReadonlyMap<State, ReadonlySet<"shallow" | "deep">>;
}
