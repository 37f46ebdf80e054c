import type { Span } from "../../../../source/index.ts";

/** What values an expression may have. The least says nothing: no value has been seen yet. */
export interface Shape {
  readonly undefined: boolean;
  readonly null: boolean;
  readonly base: Base;
}

export type Base =
  /** Nothing but undefined and null, or nothing at all. */
  | { readonly kind: "none" }
  | { readonly kind: "number" | "string" | "boolean"; readonly span: Span }
  | { readonly kind: "list"; readonly of: Shape; readonly span: Span }
  | {
      readonly kind: "record";
      readonly fields: ReadonlyMap<string, Shape>;
      readonly span: Span;
    }
  /** A function, a regular expression, an object of the platform: nothing that a spec could hold. */
  | { readonly kind: "opaque"; readonly what: string; readonly span: Span }
  /** Of two kinds, which no type of ours has. */
  | {
      readonly kind: "conflict";
      readonly one: ConflictSide;
      readonly other: ConflictSide;
    };

export interface ConflictSide {
  readonly what: string;
  readonly span: Span;
}
