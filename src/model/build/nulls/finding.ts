import type { Finding } from "../../../diagnostics/index.ts";
import { possiblyNull } from "../../../diagnostics/messages/meaning.ts";
import type { Expression } from "../../model.ts";
import type { Use } from "./narrowing.ts";
import { pathOf, writtenText } from "./paths.ts";

/** FSM108, about an expression that is used as if it could not be null. */
export function nullFinding(expression: Expression, use: Use): Finding {
  return possiblyNull({
    text: writtenText(expression),
    use: use.text,
    member: use.member,
    testable: pathOf(expression) !== null,
  });
}
