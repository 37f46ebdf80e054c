/** An SCXML document by the words of its recommendation (W3C, 1 September 2015): what stands where, names unresolved. */
import type { Span } from "../../../source/index.ts";

export interface Document {
  readonly name: string | null;
  readonly datamodel: "null" | "ecmascript";
  /** When data of states get their values: all at the start, or each when its state is entered first. */
  readonly binding: "early" | "late";
  /** The `<scxml>` element, as the state that contains all. */
  readonly root: StateElement;
  /** Directly in `<scxml>`. */
  readonly scripts: readonly Script[];
}

/** A text with its place: an identifier, an expression, a delay. */
export interface Text {
  readonly text: string;
  readonly span: Span;
}

export interface StateElement {
  readonly kind: "root" | "state" | "parallel" | "final";
  readonly id: Text | null;
  /** Of its name in the start tag. */
  readonly span: Span;
  readonly initial: InitialElement | null;
  /** In the order of the text, histories left out. */
  readonly children: readonly StateElement[];
  readonly histories: readonly HistoryElement[];
  readonly transitions: readonly TransitionElement[];
  /** A block an element. */
  readonly onentry: readonly Block[];
  readonly onexit: readonly Block[];
  readonly data: readonly DataElement[];
  readonly donedata: Payload | null;
}

/** The attribute `initial`, or the element with its transition. */
export interface InitialElement {
  readonly targets: readonly Text[];
  readonly content: Block;
  readonly span: Span;
}

export interface HistoryElement {
  readonly id: Text | null;
  readonly deep: boolean;
  readonly targets: readonly Text[];
  readonly content: Block;
  readonly span: Span;
}

export interface TransitionElement {
  /** Empty: eventless. */
  readonly events: readonly Text[];
  readonly cond: Text | null;
  /** Empty: targetless. */
  readonly targets: readonly Text[];
  readonly internal: boolean;
  readonly content: Block;
  readonly span: Span;
}

export interface DataElement {
  readonly id: Text;
  readonly value: DataValue;
}

export type DataValue =
  | { readonly kind: "none" }
  | { readonly kind: "expression"; readonly expression: Text }
  /** What stands in the element; `isXml`: elements do. */
  | {
      readonly kind: "content";
      readonly content: Text;
      readonly isXml: boolean;
    }
  | { readonly kind: "source"; readonly source: Text };

/** Executable content: an error in it ends the block it is in. */
export type Block = readonly Executable[];

export type Executable =
  | { readonly kind: "raise"; readonly event: Text; readonly span: Span }
  | Send
  | {
      readonly kind: "cancel";
      readonly id: Given;
      readonly span: Span;
    }
  | If
  | Foreach
  | {
      readonly kind: "log";
      readonly label: string | null;
      readonly expression: Text | null;
      readonly span: Span;
    }
  | {
      readonly kind: "assign";
      readonly location: Text;
      readonly value: DataValue;
      readonly span: Span;
    }
  | Script
  /** Something that no machine of ours can do; it is remarked on where it is translated. */
  | {
      readonly kind: "unknown";
      readonly name: string;
      readonly span: Span;
    };

export interface Script {
  readonly kind: "script";
  readonly source: Text | null;
  readonly content: Text;
  readonly span: Span;
}

/** `event="x"` or `eventexpr="x"`. */
export type Given =
  | { readonly kind: "text"; readonly text: Text }
  | { readonly kind: "expression"; readonly text: Text };

export interface Send {
  readonly kind: "send";
  readonly event: Given | null;
  readonly target: Given | null;
  readonly type: Given | null;
  readonly delay: Given | null;
  readonly id: Text | null;
  readonly idLocation: Text | null;
  readonly payload: Payload;
  readonly span: Span;
}

/** What an event carries. */
export interface Payload {
  readonly params: readonly Param[];
  readonly content: DataValue | null;
  readonly span: Span;
}

/** A `<param>`, or a name of a `namelist`. */
export interface Param {
  readonly name: Text;
  readonly value: Text;
}

export interface If {
  readonly kind: "if";
  /** `cond` null: `<else>`. */
  readonly branches: readonly {
    readonly cond: Text | null;
    readonly content: Block;
  }[];
  readonly span: Span;
}

export interface Foreach {
  readonly kind: "foreach";
  readonly array: Text;
  readonly item: Text;
  readonly index: Text | null;
  readonly content: Block;
  readonly span: Span;
}
