import { explain as pageFor, listRules } from "../diagnostics/explain/index.ts";
import { EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { terminal } from "./terminal.ts";

/** Prints the page of a rule, or all rules. @throws UsageError if there is no such rule */
export function explain(codeOrName: string | null): ExitStatus {
  if (codeOrName === null) {
    terminal.out.write(listRules());
    return EXIT.clean;
  }
  const explanation = pageFor(codeOrName);
  if (!explanation.ok) throw new UsageError(explanation.problem);
  terminal.out.write(explanation.text);
  return EXIT.clean;
}
