import { Command, CommanderError, Option } from "commander";
import type { BuildFlags } from "./build.ts";
import type { CheckFlags } from "./check.ts";
import type { ConvertFlags } from "./convert.ts";
import { comesLater, EXIT, type ExitStatus } from "./exit.ts";
import type { ExportFlags } from "./export.ts";
import type { FormatFlags } from "./fmt.ts";
import type { ImportFlags } from "./import.ts";
import type { InitFlags } from "./init.ts";
import type { InspectFlags } from "./inspect.ts";
import type { ReplayFlags } from "./replay.ts";
import type { RunFlags } from "./run.ts";
import type { TestScxmlFlags } from "./test-scxml.ts";
import { terminal } from "./terminal.ts";
import { versionOfFsmc } from "./own-package.ts";

/** Commands of later versions, with what to do until then. */
const LATER: Readonly<Record<string, string>> = {
  simulate: "fsmc run runs a strategy on recorded or simulated data.",
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
    .version(versionOfFsmc(), "-V, --version")
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
        "text; or json, sarif, github, junit",
      ),
    )
    .option("--max-warnings <n>", "more warnings than this are an error")
    .addOption(ruleOption())
    .option("--verbose", "show information too")
    .option(
      "--thorough",
      "look for open positions ten times as far before a limit is met (FSM219)",
    )
    .option(
      "--matrix",
      "print what each state of a strategy does with each trigger (--format text, markdown, csv or html)",
    )
    .option("--strategy <name>", "of --matrix, where there are several")
    .option("--fix", "mend what can be mended safely, in the specs")
    .option(
      "--callbacks <path>",
      "hold the TypeScript behind the specs against them: a file, folder or glob",
    )
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
    .command("explain [rule]")
    .description("explain a finding: FSM201 or unreachable-state")
    .action(async (rule: string | undefined) => {
      const { explain } = await import("./explain.ts");
      end(explain(rule ?? null));
    });

  program
    .command("run")
    .argument("<name>", "of its spec, without folder and ending: dip-buyer")
    .description("run a strategy on recorded or simulated market data")
    .option("--data <folder>", "where the recordings are")
    .option("--day <day>", "one day of them: 2022-12-13 (UTC)")
    .option("--from <day>", "their first day that is wanted")
    .option("--to <day>", "the last one")
    .option("--simulated", "use the simulator, even if there are recordings")
    .option("--seed <n>", "of the simulator and of the exchange", "1")
    .option(
      "--speed <x>",
      "x times as fast as the market was (default: as fast as it goes)",
    )
    .addOption(
      new Option("--param <name=value>", "a param of the strategy; repeatable")
        .argParser(collect)
        .default([], "the spec's"),
    )
    .option("--params <file>", "params in YAML or JSON; --param wins")
    .option("--faults <file>", "what goes wrong at the venues, in YAML or JSON")
    .option(
      "--journal <file>",
      "keep the machines there; if there are some, go on where they were",
    )
    .option(
      "--out <folder>",
      "where the files go (default: out/NAME-recorded or -simulated)",
    )
    .option("--json", "print the result as JSON")
    .action(async (name: string, options: RunFlags) => {
      const { run } = await import("./run.ts");
      end(await run(name, options));
    });

  program
    .command("inspect")
    .argument("<journal>", "of fsmc run --journal, or of a program")
    .argument("[machine]", "one of it: how it came where it is")
    .description("say what is in a journal")
    .option("--json", "print it as JSON")
    .option("--follow", "go on printing what is written to it")
    .option("--compact", "drop what is not kept, and make the file small")
    .action(
      async (
        journal: string,
        machine: string | undefined,
        options: InspectFlags,
      ) => {
        const { inspect } = await import("./inspect.ts");
        end(await inspect(journal, machine ?? null, options));
      },
    );

  program
    .command("replay")
    .argument("<journal>", "of fsmc run --journal, or of a program")
    .argument("[machine]", "one of it (default: all)")
    .description(
      "execute what a journal recorded once more, and say where the specs decide otherwise now",
    )
    .addOption(
      new Option("--param <name=value>", "instead of what was recorded")
        .argParser(collect)
        .default([], "as recorded"),
    )
    .option("--params <file>", "params in YAML or JSON; --param wins")
    .option("--json", "print the result as JSON")
    .action(
      async (
        journal: string,
        machine: string | undefined,
        options: ReplayFlags,
      ) => {
        const { replay } = await import("./replay.ts");
        end(await replay(journal, machine ?? null, options));
      },
    );

  program
    .command("export <spec>")
    .description("write a machine for other programs, or draw it")
    .requiredOption(
      "--to <format>",
      "xstate, scxml, mermaid, dot, plantuml, svg or png",
    )
    .option("-o, --out <file>", "write there instead of to standard output")
    .option("--strategy <name>", "which, where the file has several")
    .option("--theme <theme>", "of svg and png: light, dark or auto")
    .addOption(ruleOption())
    .action(async (spec: string, options: ExportFlags) => {
      const { exportDiagram } = await import("./export.ts");
      end(await exportDiagram(spec, options));
    });

  program
    .command("import <file>")
    .description("make a spec of a machine written for something else")
    .requiredOption("--from <format>", "xstate, scxml or mermaid")
    .option("-o, --out <file>", "write there (.fsm or .yaml), not to stdout")
    .option("--lossy", "leave out what a spec cannot say, and report it")
    .action(async (file: string, options: ImportFlags) => {
      const { importMachine } = await import("./import.ts");
      end(await importMachine(file, options));
    });

  program
    .command("test-scxml <folder>")
    .description("import, build and run SCXML documents; say which pass")
    .option("--json", "print the result as JSON")
    .action(async (folder: string, options: TestScxmlFlags) => {
      const { testScxml } = await import("./test-scxml.ts");
      end(await testScxml(folder, options));
    });

  program
    .command("convert <file>")
    .description("write a spec in the other spelling, comments included")
    .requiredOption("--to <spelling>", "fsm or yaml")
    .option("-o, --out <file>", "write there instead of to standard output")
    .action(async (file: string, options: ConvertFlags) => {
      const { convertSpec } = await import("./convert.ts");
      end(convertSpec(file, options));
    });

  program
    .command("fmt [specs...]")
    .description("format .fsm specs in place (default: those of the project)")
    .option("--check", "write nothing; fail if a file is not formatted")
    .action(async (specs: string[], options: FormatFlags) => {
      const { formatSpecs } = await import("./fmt.ts");
      end(await formatSpecs(specs, options));
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

function ruleOption(): Option {
  return new Option(
    "--rule <name=setting>",
    "off, info, warning or error for one rule; repeatable",
  )
    .argParser(collect)
    .default([], "as in fsmc.config.yaml");
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
