import { resolve } from "node:path";
import { renderLosses, renderText } from "../diagnostics/index.ts";
import type { Strategy } from "../compile.ts";
import { Compiler } from "./compiler.ts";
import { comesLater, EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { EXPORTERS, type Exporter } from "./exporters.ts";
import { projectOf } from "./project.ts";
import { findSpecs } from "./specs.ts";
import { terminal } from "./terminal.ts";
import { makeFolder, writeAll } from "./write-files.ts";

export interface ExportFlags {
  readonly to: string;
  readonly out?: string;
  readonly strategy?: string;
}

const LATER = ["xstate", "scxml", "plantuml", "svg", "png", "quint"];

/** Writes a strategy in another format; what that cannot say is named on stderr. */
export async function exportDiagram(
  spec: string,
  flags: ExportFlags,
): Promise<ExitStatus> {
  const exporter = await exporterFor(flags.to);
  const project = await projectOf(process.cwd());
  const [path, another] = findSpecs([spec], process.cwd(), project.root);
  if (path === undefined || another !== undefined)
    throw new UsageError(
      `export takes one spec: name a single file, not ${spec}`,
    );
  const compiler = new Compiler(project, project.config.rules);
  const strategies = await compiler.strategiesIn(path);
  if (strategies === null) {
    const { err } = terminal;
    err.write(renderText(compiler.settled(), { colour: err.colour }));
    return EXIT.findings;
  }
  const strategy = chosen(strategies, flags.strategy ?? null, path);
  const text = await exporter.draw(strategy);
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

function known(): string {
  return Object.keys(EXPORTERS).join(", ");
}

/** The one that is meant: by name, or the only one; a concrete one before abstract ones. */
function chosen(
  strategies: readonly Strategy[],
  name: string | null,
  path: string,
): Strategy {
  const concrete = strategies.filter((each) => !each.abstract);
  const candidates =
    name === null
      ? concrete.length > 0
        ? concrete
        : strategies
      : strategies.filter((each) => each.name === name);
  const [first, second] = candidates;
  if (first !== undefined && second === undefined) return first;
  const names = strategies.map((each) => each.name).join(", ");
  throw new UsageError(
    name === null
      ? `${path} has several strategies: say which with --strategy (${names})`
      : `${path} has no strategy ${name}, but ${names}`,
  );
}
