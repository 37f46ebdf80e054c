import { dirname } from "node:path";
import {
  renderDiagnostic,
  renderText,
  type RuleSettings,
} from "../../diagnostics/index.ts";
import { Compiler } from "../compiler.ts";
import { Progress } from "../progress.ts";
import type { Project } from "../project.ts";
import { seen } from "../seen-file.ts";
import { terminal } from "../terminal.ts";
import type { Built } from "./cache.ts";
import { formatted } from "./format.ts";
import { shared } from "./helpers.ts";
import type { Output } from "./outputs.ts";

/** A spec, compiled. */
export interface Made extends Omit<Built, "output"> {
  readonly output: Output;
  /** Null where the spec has nothing to emit. */
  readonly text: string | null;
}

export interface MakeOptions {
  readonly project: Project;
  readonly rules: RuleSettings;
  readonly verbose: boolean;
  /** The project's own prettier configuration, if it has one. */
  readonly style: string | null;
  readonly outputs: readonly Output[];
  /** What need not be compiled again. */
  readonly current: readonly Built[];
}

/** Compiles specs, and prints what there is to say about them. @returns null if any has an error */
export async function make(
  options: MakeOptions,
): Promise<readonly Made[] | null> {
  const { project, rules, verbose, style } = options;
  const compiler = new Compiler(project, rules);
  for (const { names, spec } of options.current)
    compiler.know(names, spec.path);
  const progress = new Progress(terminal.err);
  let made: readonly Made[];
  try {
    made = await compileAll(compiler, options, progress);
  } finally {
    progress.end();
  }
  const settled = compiler.settled();
  const { colour, isTerminal, width } = terminal.err;
  terminal.err.write(
    renderText(settled, { colour, verbose, width: isTerminal ? width : null }),
  );
  if (settled.summary.errors > 0) return null;
  return style === null
    ? made
    : Promise.all(made.map((each) => styled(each, style)));
}

async function compileAll(
  compiler: Compiler,
  { project, rules, verbose, outputs }: MakeOptions,
  progress: Progress,
): Promise<readonly Made[]> {
  const { own, theirs, cleanOnes, stop } = shared({ project, rules, outputs });
  const made: Made[] = [];
  try {
    for (const output of own) {
      progress.show(made.length / own.length, output.spec);
      made.push(await madeFrom(output, compiler, verbose));
    }
    const done = await cleanOnes;
    for (const output of theirs) {
      const clean = done.get(output.spec);
      if (clean !== undefined) compiler.know(clean.names, clean.spec.path);
      made.push(
        clean === undefined
          ? await madeFrom(output, compiler, verbose)
          : { output, ...clean, warnings: "" },
      );
    }
  } finally {
    stop();
  }
  return made;
}

async function madeFrom(
  output: Output,
  compiler: Compiler,
  verbose: boolean,
): Promise<Made> {
  const { text, diagnostics, spec, imports, names } = await compiler.build(
    output.spec,
    dirname(output.path),
  );
  const shown = diagnostics.filter(
    ({ severity }) => verbose || severity !== "info",
  );
  return {
    output,
    text,
    spec: seen(spec),
    imports: imports.map(seen),
    names,
    warnings: shown.map((each) => renderDiagnostic(each)).join("\n"),
  };
}

async function styled(made: Made, style: string): Promise<Made> {
  const { text, output } = made;
  return text === null
    ? made
    : { ...made, text: await formatted(text, output.path, style) };
}
