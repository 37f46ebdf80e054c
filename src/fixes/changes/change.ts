import type { Diagnostic, Edit } from "../../diagnostics/index.ts";
import type * as Ast from "../../syntax/ast.ts";

/** How one spelling says a change; null where it finds no place for it. */
export interface Changes {
  /** What is declared, imported or allowed at a name, without what it leaves empty. */
  remove(diagnostic: Diagnostic): Edit | null;
  declare(file: Ast.SpecFile, kind: Declarable, name: string): Edit | null;
  /** One item for many states. */
  from(
    file: Ast.SpecFile,
    states: string,
    event: string,
    target: string,
  ): Edit | null;
  arm(
    diagnostic: Diagnostic,
    outcomes: readonly string[],
    target: string,
  ): Edit | null;
  /** Without a modifier of the state at whose name it is. */
  plain(diagnostic: Diagnostic, modifier: string): Edit | null;
}

export type Declarable = "trigger" | "guard" | "action" | "output";
