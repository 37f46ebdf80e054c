import { existsSync, lstatSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { buildOnce } from "./build/once.ts";
import { EXIT, type ExitStatus } from "./exit.ts";
import { CALLBACKS, SPEC } from "./init/example.ts";
import { completed, newPackage } from "./init/package-json.ts";
import {
  CONFIG,
  GITIGNORE,
  packagePieces,
  TSCONFIG,
} from "./init/project-files.ts";
import { CONFIG_FILE, projectOf } from "./project.ts";
import { readText } from "./read-text.ts";
import { terminal } from "./terminal.ts";
import { ownPackages } from "./own-package.ts";
import { makeFolder, writeAll, type FileToWrite } from "./write-files.ts";

export interface InitFlags {
  readonly yes?: true;
}

const EXAMPLE = "strategies/dip-buyer.fsm";

/** What `fsmc init` would do to a folder. */
interface Plan {
  readonly files: readonly FileToWrite[];
  /** What is there already, and stays as it is. */
  readonly kept: readonly string[];
  readonly notes: readonly string[];
}

/** Makes a project with an example that checks, builds, type-checks and runs. Overwrites nothing. */
export async function init(
  folder: string | null,
  flags: InitFlags,
): Promise<ExitStatus> {
  const asks = process.stdin.isTTY && terminal.out.isTerminal && !flags.yes;
  const chosen = asks ? await askFolder(folder) : (folder ?? ".");
  if (chosen === null) return EXIT.usage;
  const root = resolve(chosen);
  const plan = planFor(root);
  if (asks && !(await agreed(plan))) return EXIT.usage;
  for (const { path, shown } of plan.files)
    makeFolder(dirname(path), dirname(shown));
  writeAll(plan.files);
  report(plan);
  const status = await buildOnce(await projectOf(root));
  if (status === EXIT.clean) nextSteps(chosen);
  return status;
}

function planFor(root: string): Plan {
  const pieces = packagePieces(ownPackages(root));
  const wanted: Readonly<Record<string, string>> = {
    [CONFIG_FILE]: CONFIG,
    "tsconfig.json": TSCONFIG,
    ".gitignore": GITIGNORE,
    "package.json": newPackage(pieces, basename(root)),
    [EXAMPLE]: SPEC,
    // Those of another spec would not fit.
    ...(isThere(join(root, EXAMPLE))
      ? {}
      : { "strategies/dip-buyer.callbacks.ts": CALLBACKS }),
  };
  const at = (shown: string, text: string): FileToWrite => ({
    path: join(root, shown),
    shown,
    text,
  });
  const names = Object.keys(wanted);
  const kept = names.filter((name) => isThere(join(root, name)));
  const fresh = names.filter((name) => !kept.includes(name));
  const files = fresh.map((name) => at(name, wanted[name] ?? ""));
  if (!kept.includes("package.json")) return { files, kept, notes: [] };
  const path = join(root, "package.json");
  const outcome = completed(readText(path, "package.json"), pieces);
  if ("problem" in outcome)
    return {
      files,
      kept,
      notes: [`package.json was left alone: ${outcome.problem}`],
    };
  if (outcome.added.length === 0) return { files, kept, notes: [] };
  return {
    files: [...files, at("package.json", outcome.text)],
    kept: kept.filter((name) => name !== "package.json"),
    notes: [`added to package.json: ${outcome.added.join(", ")}`],
  };
}

/** A link that leads nowhere is there too. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

async function askFolder(folder: string | null): Promise<string | null> {
  if (folder !== null) return folder;
  const { isCancel, text } = await import("@clack/prompts");
  const answer = await text({
    message: "Where shall the project be?",
    placeholder: ".",
    defaultValue: ".",
  });
  return isCancel(answer) ? null : answer;
}

async function agreed({ files, notes }: Plan): Promise<boolean> {
  if (files.length === 0) return true;
  const { confirm, isCancel, note } = await import("@clack/prompts");
  const lines = [...files.map(({ shown }) => shown), ...notes];
  note(lines.join("\n"), "This will be written");
  const answer = await confirm({ message: "Write it?" });
  return !isCancel(answer) && answer;
}

function report({ files, kept, notes }: Plan): void {
  const { out, err } = terminal;
  for (const { shown } of files) out.write(`wrote ${shown}\n`);
  for (const name of kept) err.write(`kept ${name}, which was there\n`);
  for (const note of notes) err.write(`${note}\n`);
}

function nextSteps(folder: string): void {
  const root = resolve(folder);
  const installed = existsSync(join(root, "node_modules/@fsmc/runtime"));
  const steps = [
    ...(root === process.cwd() ? [] : [`cd ${folder}`]),
    ...(installed ? [] : ["npm install"]),
    "npx fsmc check",
    "npx fsmc build",
    "npx tsc --noEmit -p .",
    "npx fsmc run dip-buyer",
  ];
  terminal.err.write(
    `\nNext:\n${steps.map((step) => `  ${step}\n`).join("")}\nThe spec is ${EXAMPLE}; what it leaves to TypeScript stands beside it.\n`,
  );
}
