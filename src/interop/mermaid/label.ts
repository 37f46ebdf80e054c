import type { Effect, Expression, Outcome } from "../../syntax/index.ts";

/** What makes a transition be tried. */
export type Head =
  /** Nothing: it is taken as soon as its state is left to itself, or has ended. */
  | { readonly kind: "none" }
  /** `on A, B`, `after 5s`, `always`: as `.fsm` has it. */
  | {
      readonly kind: "item";
      readonly text: string;
      readonly triggers: readonly string[];
    }
  /** How an activity of the state ends. */
  | {
      readonly kind: "arm";
      readonly activity: string;
      readonly outcomes: readonly Outcome[];
    };

/** Under which condition, and what is done on the way. */
export interface Way {
  readonly guard: Expression | null;
  readonly otherwise: boolean;
  readonly effects: readonly Effect[];
  /** It leads nowhere. */
  readonly stays: boolean;
  readonly reenters: boolean;
}

export interface Label {
  readonly head: Head;
  readonly way: Way;
}

export const NO_HEAD: Head = { kind: "none" };

export const NO_WAY: Way = {
  guard: null,
  otherwise: false,
  effects: [],
  stays: false,
  reenters: false,
};
