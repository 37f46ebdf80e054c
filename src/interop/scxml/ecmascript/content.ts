import type { Span } from "../../../source/index.ts";
import type { Text } from "./text.ts";

/**
 * Executable content (SCXML 1.0, section 4 and 6.2, 6.3) as it is written: attributes that are not there are null. What
 * stands for `done.state.ID` and its `<donedata>` is content of its own kind, so that it is worked out like the rest.
 */
export type Content =
  | {
      readonly kind: "assign";
      readonly location: Text | null;
      readonly expr: Text | null;
      /** Children instead of `expr`; null without. */
      readonly content: Text | null;
      readonly span: Span;
    }
  | { readonly kind: "raise"; readonly event: Text; readonly span: Span }
  | SendContent
  | {
      readonly kind: "cancel";
      readonly sendid: Text | null;
      readonly sendidexpr: Text | null;
      readonly span: Span;
    }
  | {
      readonly kind: "if";
      /** `if`, `elseif`…, and `else` with a condition of null. */
      readonly branches: readonly {
        readonly cond: Text | null;
        readonly content: readonly Content[];
      }[];
      readonly span: Span;
    }
  | {
      readonly kind: "foreach";
      readonly array: Text;
      readonly item: Text;
      readonly index: Text | null;
      readonly content: readonly Content[];
      readonly span: Span;
    }
  | {
      readonly kind: "script";
      /** Null: `src`, which is refused. */
      readonly text: Text | null;
      readonly span: Span;
    }
  | {
      readonly kind: "log";
      readonly label: Text | null;
      readonly expr: Text | null;
      readonly span: Span;
    }
  | DoneContent;

export interface SendContent {
  readonly kind: "send";
  readonly event: Text | null;
  readonly eventexpr: Text | null;
  readonly target: Text | null;
  readonly targetexpr: Text | null;
  readonly type: Text | null;
  readonly typeexpr: Text | null;
  readonly id: Text | null;
  readonly idlocation: Text | null;
  readonly delay: Text | null;
  readonly delayexpr: Text | null;
  readonly namelist: Text | null;
  readonly params: readonly Param[];
  readonly content: Body | null;
  readonly span: Span;
}

/** That a state has ended: stands where its final child is entered, behind that child's `<onentry>`. */
export interface DoneContent {
  readonly kind: "done";
  /** The `id` of the state that has ended: the event is `done.state.ID`. */
  readonly state: string;
  readonly params: readonly Param[];
  readonly content: Body | null;
  readonly span: Span;
}

/** `<param>`. */
export interface Param {
  readonly name: Text;
  readonly expr: Text | null;
  readonly location: Text | null;
  readonly span: Span;
}

/** `<content>`. */
export interface Body {
  readonly expr: Text | null;
  /** The children as they stand; null with `expr`. */
  readonly text: Text | null;
  readonly span: Span;
}
