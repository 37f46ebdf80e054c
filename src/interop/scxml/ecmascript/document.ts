import type { Span } from "../../../source/index.ts";
import type { StatePath } from "../../../syntax/index.ts";
import type { Content } from "./content.ts";
import type { Text } from "./text.ts";

/** All that an SCXML document says about data, whole: types are inferred from every place. */
export interface DataDocument {
  /** The place of what stands nowhere in the text. */
  readonly span: Span;
  /** What `datamodel` says. With `null` only `In(…)` is an expression. */
  readonly datamodel: "ecmascript" | "null";
  /** `name` of `<scxml>`. */
  readonly name: Text | null;
  readonly binding: "early" | "late";
  /** In document order. */
  readonly data: readonly Data[];
  /** `<script>` children of `<scxml>`, run when the document is loaded. */
  readonly scripts: readonly Extract<Content, { kind: "script" }>[];
  /**
   * Every block of executable content of the document. Those whose event is `unbound` run once, when the machine starts,
   * before anything else, in the order they have here.
   */
  readonly blocks: readonly Block[];
  /** Every `cond` of a transition. */
  readonly conditions: readonly Condition[];
  /** What the outside is known to send. */
  readonly outside: readonly OutsideEvent[];
  /** How a state of that `id` is called in our language; null where the document has none. */
  state(id: string, span: Span): StatePath | null;
}

/** `<data>`. */
export interface Data {
  readonly id: Text;
  readonly expr: Text | null;
  /** `src`: never fetched. */
  readonly src: Text | null;
  /** Children that are not white space; null without. */
  readonly content: Text | null;
  /** The `id` of the state whose `<datamodel>` it stands in; null: that of `<scxml>`. */
  readonly state: string | null;
  readonly span: Span;
}

export interface Block {
  readonly content: readonly Content[];
  readonly at: At;
}

export interface Condition {
  readonly cond: Text;
  readonly at: At;
}

export interface OutsideEvent {
  readonly event: string;
  /** As JSON has it; undefined without. */
  readonly data: unknown;
}

/** What is known about `_event` at a place. */
export interface At {
  readonly event:
    /** No event has been processed there: `_event` is not bound. */
    | { readonly kind: "unbound" }
    /** Nothing. `_event` is refused. */
    | { readonly kind: "unknown" }
    /**
     * One of these has been: names as in the document, descriptors expanded, never empty. `readable`: the place has our
     * `event.x` (guards and effects of `on`), which entries, exits and `always` have not.
     */
    | {
        readonly kind: "bound";
        readonly names: readonly string[];
        readonly readable: boolean;
        /** Whether the effects of a transition that it triggered have run since, so that what `kept` says is done. */
        readonly kept?: boolean;
      };
}
