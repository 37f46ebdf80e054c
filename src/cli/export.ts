import { resolve } from "node:path";
import { renderLosses, renderText } from "../diagnostics/index.ts";
import type { ThemeName } from "../graph/picture/index.ts";
import { Compiler } from "./compiler.ts";
import { comesLater, EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { EXPORTERS, type Exporter } from "./exporters.ts";
import { chosenOf } from "./one-strategy.ts";
import { projectOf } from "./project.ts";
import { settingsOf } from "./rule-flags.ts";
import { findSpecs } from "./specs.ts";
import { STANDARD_INPUT } from "./standard-input.ts";
import { terminal } from "./terminal.ts";
import { makeFolder, writeAll } from "./write-files.ts";

export interface ExportFlags {
  readonly to: string;
  readonly out?: string;
  readonly strategy?: string;
  readonly theme?: string;
  readonly rule: readonly string[];
}

const LATER = ["quint"];

/** Writes a strategy in another format; what that cannot say is named on stderr. */
export async function exportDiagram(
  spec: string,
  flags: ExportFlags,
): Promise<ExitStatus> {
  const exporter = await exporterFor(flags.to);
  const theme = flags.theme === undefined ? null : themeNamed(flags.theme);
  if (flags.to === "png" && flags.out === undefined && terminal.out.isTerminal)
    throw new UsageError("a PNG is no text for a terminal: say -o FILE");
  const project = await projectOf(process.cwd());
  const [path, another] =
    spec === STANDARD_INPUT
      ? [spec]
      : findSpecs([spec], process.cwd(), project.root);
  if (path === undefined || another !== undefined)
    throw new UsageError(
      `export takes one spec: name a single file, not ${spec}`,
    );
  const compiler = new Compiler(
    project,
    settingsOf(project.config.rules, flags.rule),
  );
  const strategies = await compiler.strategiesIn(path);
  if (strategies === null) {
    const { err } = terminal;
    err.write(renderText(compiler.settled(), { colour: err.colour }));
    return EXIT.findings;
  }
  const strategy = chosenOf(strategies, flags.strategy ?? null, path);
  const text = await exporter.draw(strategy, { theme });
  terminal.err.write(renderLosses(exporter.losses(strategy)));
  if (flags.out === undefined) {
    terminal.out.write(text);
    return EXIT.clean;
  }
  const target = resolve(flags.out);
  makeFolder(resolve(target, ".."), flags.out);
  writeAll([{ path: target, shown: flags.out, text }]);
  terminal.err.write(`wrote ${flags.out}\n`);
  return EXIT.clean;
}

async function exporterFor(format: string): Promise<Exporter> {
  const load = Object.hasOwn(EXPORTERS, format) ? EXPORTERS[format] : undefined;
  if (load !== undefined) return load();
  if (LATER.includes(format))
    throw comesLater(
      `export --to ${format}`,
      `Until then there are ${known()}.`,
    );
  throw new UsageError(`--to takes ${known()}, not ${JSON.stringify(format)}`);
}

const THEMES: readonly ThemeName[] = ["light", "dark", "auto"];

function themeNamed(name: string): ThemeName {
  const theme = THEMES.find((each) => each === name);
  if (theme !== undefined) return theme;
  throw new UsageError(
    `--theme takes ${THEMES.join(", ")}, not ${JSON.stringify(name)}`,
  );
}

function known(): string {
  return Object.keys(EXPORTERS).join(", ");
}
