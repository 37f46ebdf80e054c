import {
  renderRemark,
  renderText,
  settle,
  type Diagnostic,
} from "../diagnostics/index.ts";
import type { Unsayable } from "../format/index.ts";
import { terminal } from "./terminal.ts";

/** Says why texts were not printed again. */
export function showRefusals(
  diagnostics: readonly Diagnostic[],
  unsayable: readonly Unsayable[],
): void {
  const { err } = terminal;
  const { colour, isTerminal } = err;
  const width = isTerminal ? err.width : null;
  if (diagnostics.length > 0)
    err.write(renderText(settle(diagnostics), { colour, width }));
  for (const each of unsayable)
    err.write(
      `${renderRemark({ kind: "error", ...each }, { colour, width })}\n`,
    );
}
