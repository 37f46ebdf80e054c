/** A configuration as read: spellings of both versions made one, names and targets not yet resolved. */
import type { Span } from "../../../source/index.ts";
import type { Json, JsonObject, Member } from "../json/value.ts";

export interface Text {
  readonly text: string;
  readonly span: Span;
}

export interface Machine {
  readonly root: StateNode;
  /** Absent: the configuration names none. */
  readonly id: Text | null;
  readonly context: readonly Member[];
  readonly version: Json | null;
  /** What `fsmc export` has put beside what XState reads; null in all other configurations. */
  readonly marks: JsonObject | null;
}

export type NodeKind = "atomic" | "compound" | "parallel" | "final" | "history";

export interface StateNode {
  readonly key: string;
  /** The key; of the machine itself the whole text's first character. */
  readonly span: Span;
  readonly kind: NodeKind;
  readonly parent: StateNode | null;
  readonly children: readonly StateNode[];
  /** As written. */
  readonly id: Text | null;
  readonly initial: Initial | null;
  /** Of a history state. */
  readonly deep: boolean;
  readonly defaults: readonly Text[];
  readonly entry: readonly Action[];
  readonly exit: readonly Action[];
  readonly on: readonly Handler[];
  readonly always: readonly Transition[];
  readonly after: readonly Timer[];
  readonly onDone: readonly Transition[];
  readonly invokes: readonly Invoke[];
  readonly tags: readonly string[];
  readonly doc: string | null;
  readonly marks: JsonObject | null;
}

export interface Initial {
  readonly target: Text;
  readonly actions: readonly Action[];
  readonly span: Span;
}

export interface Handler {
  readonly descriptor: Text;
  readonly candidates: readonly Transition[];
}

export interface Timer {
  readonly delay: Delay;
  readonly candidates: readonly Transition[];
  readonly span: Span;
}

export type Delay =
  | {
      readonly kind: "time";
      readonly milliseconds: number;
      readonly span: Span;
    }
  | { readonly kind: "named"; readonly name: string; readonly span: Span };

export interface Transition {
  /** Null: it goes nowhere. */
  readonly targets: readonly Text[] | null;
  readonly guard: Guard | null;
  readonly actions: readonly Action[];
  /** `reenter`, or the contrary of `internal`; null where neither is said. */
  readonly reenter: boolean | null;
  readonly doc: string | null;
  readonly marks: JsonObject | null;
  readonly span: Span;
}

export type Guard =
  | {
      readonly kind: "named";
      readonly type: string;
      readonly params: Json | null;
      readonly span: Span;
    }
  | {
      readonly kind: "and" | "or";
      readonly of: readonly Guard[];
      readonly span: Span;
    }
  | { readonly kind: "not"; readonly of: Guard; readonly span: Span }
  | { readonly kind: "in"; readonly state: Json; readonly span: Span };

export type Action =
  | {
      readonly kind: "named";
      readonly type: string;
      readonly params: Json | null;
      /** Each occurrence stands for another function: a name alone says nothing. */
      readonly anonymous: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: "raise";
      readonly event: SentEvent;
      readonly delay: Delay | null;
      readonly id: string | null;
      readonly span: Span;
    }
  | { readonly kind: "cancel"; readonly id: string; readonly span: Span }
  | { readonly kind: "emit"; readonly event: SentEvent; readonly span: Span }
  | {
      readonly kind: "assign";
      readonly fields: readonly Member[];
      readonly span: Span;
    };

export interface SentEvent {
  readonly type: Text;
  readonly payload: readonly Member[];
}

export interface Invoke {
  readonly source: Text;
  readonly id: string | null;
  readonly input: readonly Member[];
  readonly onDone: readonly Transition[];
  readonly onError: readonly Transition[];
  /** What `onError` is for: both, unless fsmc has written otherwise. */
  readonly errors: readonly ("failed" | "unknown")[];
  /** Only in what fsmc has written. */
  readonly onUnknown: readonly Transition[];
  readonly onPartial: readonly Transition[];
  readonly marks: JsonObject | null;
  readonly span: Span;
}
