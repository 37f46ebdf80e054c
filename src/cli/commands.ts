import { Command, CommanderError, Option } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { comesLater, EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { terminal } from "./terminal.ts";

/** Commands of later versions, with what to do until then. */
const LATER: Readonly<Record<string, string>> = {
  fmt: "Until then format specs by hand.",
  convert: "Until then both spellings are read, and neither is written.",
  import: "Until then write the spec by hand; fsmc init makes an example.",
  simulate: "fsmc run runs a strategy on recorded or simulated data.",
  inspect: "fsmc run writes the trail as JSON lines.",
  replay: "fsmc run with the same --seed does the same again.",
  "test-scxml": "This version does not run parallel states and history.",
  diff: "Until then compare the generated files.",
  lsp: "fsmc check --format json serves editors until then.",
};

/**
 * Parses the arguments and runs the command, which loads only what it needs.
 *
 * @throws UsageError on wrong usage
 */
export async function run(args: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.clean;
  const program = programWith((ended) => {
    status = ended;
  });
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
  }
  return status;
}

function programWith(end: (status: ExitStatus) => void): Command {
  const program = new Command("fsmc")
    .description(
      "Checks state machines of trading strategies and compiles them to TypeScript.",
    )
    .version(manifest.version, "-V, --version")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
      getOutHasColors: () => terminal.out.colour,
      getErrHasColors: () => terminal.err.colour,
    })
    .showHelpAfterError("(fsmc --help shows the commands)");

  program
    .command("check [specs...]")
    .description("say what is wrong with specs (default: those of the project)")
    .addOption(
      new Option("--format <format>", "how findings are printed").default(
        "text",
        "text; or json",
      ),
    )
    .option("--max-warnings <n>", "more warnings than this are an error")
    .addOption(ruleOption())
    .option("--verbose", "show information too")
    .addOption(laterOption("--fix", "Apply the fixes of --format json."))
    .addOption(laterOption("--callbacks <path>", "tsc checks callbacks."))
    .addOption(laterOption("--matrix", "fsmc export draws the machine."))
    .addOption(laterOption("--thorough", "The normal checks are exhaustive."))
    .action(async (specs: string[], options: CheckFlags) => {
      const { check } = await import("./check.ts");
      end(await check(specs, options));
    });

  program
    .command("build [specs...]")
    .description("check specs and write a TypeScript file for each")
    .option("-o, --out <folder>", "where the files go")
    .option("--check", "write nothing; fail if a file is not what build writes")
    .option("--watch", "build again whenever a spec changes")
    .addOption(ruleOption())
    .option("--verbose", "show information too")
    .action(async (specs: string[], options: BuildFlags) => {
      const { build } = await import("./build.ts");
      end(await build(specs, options));
    });

  program
    .command("explain <code>")
    .description("explain a finding: FSM201 or unreachable-state")
    .action(async (code: string) => {
      const { explain } = await import("./explain.ts");
      end(await explain(code));
    });

  program
    .command("run <name>")
    .description("run a strategy on recorded or simulated market data")
    .option("--data <folder>", "where the recordings are")
    .option("--simulated", "use the simulator, even if there are recordings")
    .option("--seed <n>", "of the simulator and of the exchange", "1")
    .option("--speed <x>", "x times as fast as the market was (default: as fast as it goes)")
    .option("--param <name=value>", "a param of the strategy; repeatable", collect, [])
    .option("--json", "print the result as JSON")
    .addOption(laterOption("--journal <file>", "The trail is written to out/."))
    .action(async (name: string, options: RunFlags) => {
      const { run } = await import("./run.ts");
      end(await run(name, options));
    });

  program
    .command("export <spec>")
    .description("draw the machine: mermaid or dot")
    .requiredOption("--to <format>", "mermaid or dot")
    .option("-o, --out <file>", "write there instead of to standard output")
    .option("--strategy <name>", "which, where the file has several")
    .action(async (spec: string, options: ExportFlags) => {
      const { exportDiagram } = await import("./export.ts");
      end(await exportDiagram(spec, options));
    });

  program
    .command("init [folder]")
    .description("make a project with an example strategy that runs")
    .option("-y, --yes", "ask nothing")
    .action(async (folder: string | undefined, options: InitFlags) => {
      const { init } = await import("./init.ts");
      end(await init(folder ?? null, options));
    });

  for (const [name, instead] of Object.entries(LATER))
    program
      .command(name, { hidden: true })
      .allowUnknownOption()
      .allowExcessArguments()
      .helpOption(false)
      .action(() => {
        throw comesLater(`fsmc ${name}`, instead);
      });
  return program;
}

export interface CheckFlags {
  readonly format: string;
  readonly maxWarnings?: string;
  readonly rule: readonly string[];
  readonly verbose?: true;
}

export interface BuildFlags {
  readonly out?: string;
  readonly check?: true;
  readonly watch?: true;
  readonly rule: readonly string[];
  readonly verbose?: true;
}

export interface RunFlags {
  readonly data?: string;
  readonly simulated?: true;
  readonly seed: string;
  readonly speed?: string;
  readonly param: readonly string[];
  readonly json?: true;
}

export interface ExportFlags {
  readonly to: string;
  readonly out?: string;
  readonly strategy?: string;
}

export interface InitFlags {
  readonly yes?: true;
}

function ruleOption(): Option {
  return new Option(
    "--rule <name=setting>",
    "off, info, warning or error for one rule; repeatable",
  )
    .argParser(collect)
    .default([], "as in fsmc.config.yaml");
}

/** An option that is known, not listed, and says that it comes later. */
function laterOption(flags: string, instead: string): Option {
  const option = new Option(flags).hideHelp();
  const name = flags.split(" ")[0] ?? flags;
  return option.argParser(() => {
    throw comesLater(name, instead);
  });
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** A number from the command line. @throws UsageError */
export function numberIn(
  text: string,
  flag: string,
  fits: (value: number) => boolean,
  wanted: string,
): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (Number.isFinite(value) && fits(value)) return value;
  throw new UsageError(`${flag} takes ${wanted}, not ${JSON.stringify(text)}`);
}
