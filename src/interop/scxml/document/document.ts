/** An SCXML document by the words of its recommendation (W3C, 1 September 2015): what stands where, names unresolved. */
import type { Span } from "../../../source/index.ts";
import type { Body, Content, Param } from "../ecmascript/content.ts";
import type { Data } from "../ecmascript/document.ts";
import type { Text } from "../ecmascript/text.ts";

export interface Document {
  readonly name: Text | null;
  readonly datamodel: "null" | "ecmascript";
  /** When data of states get their values: all at the start, or each when its state is entered first. */
  readonly binding: "early" | "late";
  /** The `<scxml>` element, as the state that contains all. */
  readonly root: StateElement;
  /** Directly in `<scxml>`. */
  readonly scripts: readonly Extract<Content, { kind: "script" }>[];
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
  /** A block an element: an error in one ends that one only. */
  readonly onentry: readonly Block[];
  readonly onexit: readonly Block[];
  readonly data: readonly Omit<Data, "state">[];
  readonly donedata: DoneData | null;
}

export type Block = readonly Content[];

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

export interface DoneData {
  readonly params: readonly Param[];
  readonly content: Body | null;
  readonly span: Span;
}
