import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { State } from "../../model.ts";
import type { Mutable } from "../mutable.ts";

/** A state while it is built: the texts that declare and reopen it, parents of `extends` first. */
export interface StateNode {
  readonly name: string;
  /** Its name where it is declared first. */
  readonly span: Span;
  /** The layer that declares it first. */
  readonly layer: number;
  /** Null for the root. */
  readonly parent: StateNode | null;
  readonly texts: readonly StateText[];
  readonly children: StateNode[];
  readonly state: Mutable<State>;
}

export interface StateText {
  readonly layer: number;
  readonly declaration: Ast.StateDeclaration;
}
