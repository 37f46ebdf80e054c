/** A `stateDiagram-v2` as it is written (mermaid.js.org/syntax/stateDiagram.html): nothing resolved, drawing matters left out. */
import type { Span } from "../../../source/index.ts";

/** A piece of the text, without the blanks around it, its character entities read. */
export interface Words {
  readonly text: string;
  readonly span: Span;
}

export interface Diagram {
  /** Of the front matter, or `accTitle`. */
  readonly title: Words | null;
  /** What `accDescr` says, and notes that belong to no state. */
  readonly descriptions: readonly Words[];
  /** What fsmc wrote into comments beside its own drawing: declarations, a line each. */
  readonly declarations: readonly Words[];
  readonly body: Body;
}

/** The statements between two braces, or of the whole diagram; `--` divides them into regions. */
export interface Body {
  readonly regions: readonly (readonly Statement[])[];
  readonly span: Span;
}

/** `[*]`: where a level begins or ends. */
export const EDGE = "[*]";

export type Stereotype =
  "choice" | "fork" | "join" | "history" | "deep history" | "start" | "end";

export type Statement =
  | {
      readonly kind: "state";
      readonly id: Words;
      /** Written with the word `state`; else only mentioned: `id`, `id : text`. */
      readonly declared: boolean;
      readonly description: Words | null;
      readonly stereotype: Stereotype | null;
      readonly body: Body | null;
    }
  | {
      readonly kind: "transition";
      readonly from: Words;
      readonly to: Words;
      readonly label: Words | null;
      readonly span: Span;
    }
  | {
      readonly kind: "note";
      readonly of: Words;
      readonly side: "left" | "right";
      readonly text: Words;
    };

export type Transition = Extract<Statement, { kind: "transition" }>;
