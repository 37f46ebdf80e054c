import { resolve } from "node:path";
import { renderText, type RuleSettings } from "../../diagnostics/index.ts";
import { Compiler } from "../compiler.ts";
import { EXIT, type ExitStatus } from "../exit.ts";
import type { Project } from "../project.ts";
import { STANDARD_INPUT } from "../standard-input.ts";
import { terminal } from "../terminal.ts";

/** Compiles what stands on standard input, and prints it. */
export async function print(
  project: Project,
  rules: RuleSettings,
  verbose: boolean,
): Promise<ExitStatus> {
  const compiler = new Compiler(project, rules);
  const { text } = await compiler.build(
    STANDARD_INPUT,
    resolve(project.root, project.config.out),
  );
  const settled = compiler.settled();
  const { colour, isTerminal, width } = terminal.err;
  terminal.err.write(
    renderText(settled, { colour, verbose, width: isTerminal ? width : null }),
  );
  if (settled.summary.errors > 0) return EXIT.findings;
  terminal.out.write(text ?? "");
  return EXIT.clean;
}
