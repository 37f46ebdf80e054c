import { reservedName } from "../../../diagnostics/messages/meaning.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { Report } from "../report.ts";
import { reservationOf, type NameKind } from "../../reserved-names.ts";

/** Reports a name that cannot be declared. It is declared all the same, so that its uses are no second finding. */
export function checkName(
  name: Ast.Name,
  what: string,
  kind: NameKind,
  report: Report,
): void {
  const reservation = reservationOf(name.text, kind);
  if (reservation !== null)
    report.add(
      { span: name.span },
      reservedName({ name: name.text, what, reservation }),
    );
}
