import type * as Ast from "../../../syntax/ast.ts";
import type { Expression } from "../../model.ts";
import type { Type } from "../../types.ts";
import type { Setting } from "./setting.ts";

/** How the parts of an expression are checked: handed down, so that no file of this folder imports the one above it. */
export type Check = (
  text: Ast.Expression,
  expected: Type | null,
  setting: Setting,
) => Expression | null;
