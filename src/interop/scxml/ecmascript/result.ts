import type { Span } from "../../../source/index.ts";
import type {
  Assignment,
  Expression,
  FieldDeclaration,
  Name,
  TypeDeclaration,
  TypeNode,
} from "../../../syntax/index.ts";
import type { Remark } from "../../imported.ts";
import type { Content } from "./content.ts";
import type { At } from "./document.ts";
import type { Text } from "./text.ts";

/** Events that the platform raises for what is wrong in a document (SCXML 1.0, section 3.12.2). */
export type PlatformError = "error.execution" | "error.communication";

/** What became of an expression. */
export type Outcome<T> =
  { readonly kind: "value"; readonly value: T } | RaisesError | Refusal;

/** It fails whenever it is evaluated, which SCXML answers with an event. */
export interface RaisesError {
  readonly kind: "raises-error";
  readonly event: PlatformError;
  /** What is wrong: `x is not declared`. */
  readonly message: string;
  readonly span: Span;
}

/** Our language cannot say it, or what it does cannot be known before it runs. */
export interface Refusal {
  readonly kind: "refused";
  readonly remark: Remark;
}

/** What a block of executable content does, in order. Each step sees what those before it have set. */
export type Step =
  | {
      readonly kind: "set";
      readonly assignments: readonly Assignment[];
      readonly span: Span;
    }
  /** `<raise>`, `<send>` to the own session, `done.state.ID` and the platform's errors. */
  | {
      readonly kind: "raise";
      /** The name as in the document: `error.execution`. */
      readonly event: string;
      /** `internal`: joins the internal queue. `external`: the external queue, of lower priority. */
      readonly queue: "internal" | "external";
      /** As many as `payload(event)` has fields, in that order. */
      readonly args: readonly Expression[];
      /** Null without `delay` or with one of nothing. */
      readonly delay: Expression | null;
      /** What `<cancel>` calls it by; null where nobody could. */
      readonly sendid: string | null;
      readonly span: Span;
    }
  | { readonly kind: "cancel"; readonly sendid: string; readonly span: Span }
  /** The first branch whose condition holds; null: `else`. */
  | {
      readonly kind: "if";
      readonly branches: readonly StepBranch[];
      readonly span: Span;
    }
  | {
      readonly kind: "log";
      readonly label: string | null;
      /** Null where it says nothing or nothing that our language could. */
      readonly value: {
        readonly expression: Expression;
        readonly type: TypeNode;
      } | null;
      readonly span: Span;
    };

export interface StepBranch {
  readonly condition: Expression | null;
  readonly steps: readonly Step[];
}

/** A block, worked out. What is remarked on is left out of the steps. */
export interface Steps {
  readonly steps: readonly Step[];
  readonly remarks: readonly Remark[];
}

/** A field of an event's payload. */
export interface PayloadField {
  readonly name: Name;
  readonly type: TypeNode;
}

export interface DataModel {
  /** What stands in `context { … }`. */
  readonly fields: readonly FieldDeclaration[];
  /** Record types that fields and payloads need. */
  readonly types: readonly TypeDeclaration[];
  /** What the start does before the first state is entered: `error.execution` for each datum that cannot be had. */
  readonly start: Steps;
  /** What entering a state does before its `<onentry>`, under late binding. */
  bind(state: string): Steps;
  /** Whether an expression reads `_event`: ask then for each event's name on its own. */
  readsEvent(text: Text): boolean;
  /** A boolean. `raises-error` counts as false and raises the event (SCXML 1.0, section 5.9.1). */
  condition(text: Text, at: At): Outcome<Expression>;
  /** `content` is the very list that the document has for the block. */
  block(content: readonly Content[], at: At): Steps;
  /** What every transition that an event triggers does first, for those who read the event when it is gone. */
  kept(event: string): readonly Step[];
  /** The fields of the trigger that stands for an event. */
  payload(event: string): readonly PayloadField[];
  /** `raise error.execution` and the like, for what the importer itself finds wrong. */
  platformError(event: PlatformError, span: Span): Step;
}
