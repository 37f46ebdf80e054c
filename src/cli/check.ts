import { renderText } from "../diagnostics/index.ts";
import type { CodeRequest } from "./check/code.ts";
import { reported, reportFormatIn } from "./check/report.ts";
import type { SharedWork } from "./check/share.ts";
import { threadsFor } from "./check/thread-count.ts";
import { Compiler } from "./compiler.ts";
import { EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { numberIn } from "./number-flag.ts";
import { Progress } from "./progress.ts";
import { projectOf } from "./project.ts";
import { settingsOf } from "./rule-flags.ts";
import { findSpecs } from "./specs.ts";
import { isStandardInput } from "./standard-input.ts";
import { counted, took, terminal } from "./terminal.ts";

export interface CheckFlags {
  readonly format: string;
  readonly maxWarnings?: string;
  readonly rule: readonly string[];
  readonly verbose?: true;
  readonly thorough?: true;
  readonly callbacks?: string;
  readonly fix?: true;
  readonly matrix?: true;
  readonly strategy?: string;
}

/** Says what is wrong with specs. */
export async function check(
  patterns: readonly string[],
  flags: CheckFlags,
): Promise<ExitStatus> {
  if (flags.matrix === true) {
    const { printMatrix } = await import("./check/matrix.ts");
    return printMatrix(patterns, flags);
  }
  if (flags.strategy !== undefined)
    throw new UsageError("--strategy says of which strategy to print --matrix");
  const format = reportFormatIn(flags.format);
  const mostWarnings =
    flags.maxWarnings === undefined
      ? Infinity
      : numberIn(
          flags.maxWarnings,
          "--max-warnings",
          (value) => Number.isInteger(value) && value >= 0,
          "a whole number",
        );
  const started = Date.now();
  const project = await projectOf(process.cwd());
  const rules = settingsOf(project.config.rules, flags.rule);
  const specs = isStandardInput(patterns)
    ? patterns
    : patterns.length > 0
      ? findSpecs(patterns, process.cwd(), project.root)
      : findSpecs(project.config.specs, project.root, project.root);
  const thorough = flags.thorough === true;
  const compiler = new Compiler(project, rules, thorough);
  if (flags.fix === true) {
    if (isStandardInput(specs))
      throw new UsageError(
        "--fix writes into the specs: name files instead of -",
      );
    const { fixSpecs } = await import("./check/fix.ts");
    await fixSpecs(new Compiler(project, rules), specs, project.root);
  }
  await checkAll(compiler, { project, rules, thorough, specs });
  if (flags.callbacks !== undefined)
    await checkBehind(compiler, {
      path: flags.callbacks,
      directory: process.cwd(),
      root: project.root,
      specs,
      named: patterns.length > 0,
      rules,
    });
  const settled = compiler.settled();
  const verbose = flags.verbose === true;
  if (format !== "text")
    terminal.out.write(
      await reported(format, settled, compiler.paths, verbose),
    );
  else {
    const { out, err } = terminal;
    const { colour, isTerminal } = out;
    const width = isTerminal ? out.width : null;
    out.write(renderText(settled, { colour, width, verbose }));
    err.write(
      `${counted(specs.length, "spec")} checked in ${took(Date.now() - started)}\n`,
    );
  }
  const { errors, warnings } = settled.summary;
  if (errors > 0) return EXIT.findings;
  if (warnings <= mostWarnings) return EXIT.clean;
  terminal.err.write(
    `${counted(warnings, "warning")}, and --max-warnings allows ${mostWarnings}\n`,
  );
  return EXIT.findings;
}

async function checkAll(
  compiler: Compiler,
  work: Omit<SharedWork, "taken">,
): Promise<void> {
  const { specs } = work;
  const progress = new Progress(terminal.err);
  const show = (index: number): void =>
    progress.show(index / specs.length, specs[index] ?? "");
  try {
    const threads = threadsFor(specs.length);
    if (threads > 1) {
      const { checkInThreads } = await import("./check/threads.ts");
      const checked = await checkInThreads(work, threads, show);
      for (const each of checked) compiler.take(each);
      return;
    }
    for (const [index, spec] of specs.entries()) {
      show(index);
      compiler.take(await compiler.look(spec));
    }
  } finally {
    progress.end();
  }
}

async function checkBehind(
  compiler: Compiler,
  request: CodeRequest,
): Promise<void> {
  if (isStandardInput(request.specs))
    throw new UsageError(
      "--callbacks needs the spec's name, by which its code knows it: name the file instead of -",
    );
  const { checkCode } = await import("./check/code.ts");
  const checked = await checkCode(compiler, request);
  compiler.add(checked.settled, checked.files);
  const { err } = terminal;
  for (const spec of checked.skipped)
    err.write(`${spec} has errors that keep it from meaning anything: the code behind it was not looked at
`);
  err.write(
    `the code behind ${counted(checked.strategies, "strategy").replace(/ys$/, "ies")} was held against it
`,
  );
}
