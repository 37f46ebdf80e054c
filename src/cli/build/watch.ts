import { existsSync, watch as watchFiles, type FSWatcher } from "node:fs";
import { dirname, resolve } from "node:path";
import { EXIT, UsageError, type ExitStatus } from "../exit.ts";
import { CONFIG_FILE, isWithin, projectOf } from "../project.ts";
import { terminal } from "../terminal.ts";

/** Editors write a file in several steps: so long, in milliseconds, must nothing happen before it is built. */
const CALM = 100;

/** What may change what is built: specs, and TypeScript files that they import types from. */
const RELEVANT = /\.(?:fsm|ya?ml|[cm]?ts)$/i;

/**
 * Builds now and after every change, until it is interrupted. What goes wrong is said, and the next change tries again.
 *
 * @returns the status of the last build
 */
export async function watch(
  build: () => Promise<ExitStatus>,
  patterns: readonly string[],
): Promise<ExitStatus> {
  let status = await attempt(build);
  const end = Promise.withResolvers<"end">();
  let change = Promise.withResolvers<"change">();
  const watchers = await watchersFor(patterns, () => change.resolve("change"));
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => end.resolve("end"));
  terminal.err.write("watching for changes; Ctrl-C ends it\n");
  while ((await Promise.race([end.promise, change.promise])) === "change") {
    await calm();
    change = Promise.withResolvers();
    status = await attempt(build);
  }
  for (const watcher of watchers) watcher.close();
  return status;
}

async function attempt(build: () => Promise<ExitStatus>): Promise<ExitStatus> {
  try {
    return await build();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { err } = terminal;
    err.write(`${err.style(["red", "bold"], "error")}: ${error.message}\n`);
    return EXIT.usage;
  }
}

/** The folders of the specs with all below, and the configuration's for itself: a project holds much that is none. */
async function watchersFor(
  patterns: readonly string[],
  changed: () => void,
): Promise<readonly FSWatcher[]> {
  const cwd = process.cwd();
  const { root, config } = await projectOf(cwd);
  const out = resolve(root, config.out);
  const folders =
    patterns.length > 0
      ? patterns.map((pattern) => resolve(cwd, folderOf(pattern)))
      : config.specs.map((each) => resolve(root, folderOf(each)));
  const specs = [...new Set(folders)].filter((folder) => existsSync(folder));
  return [
    ...specs.map((folder) =>
      watchFiles(folder, { recursive: true }, (_event, name) => {
        if (name === null) changed();
        else if (RELEVANT.test(name) && !isWithin(resolve(folder, name), out))
          changed();
      }),
    ),
    watchFiles(root, (_event, name) => {
      if (name === CONFIG_FILE) changed();
    }),
  ];
}

/** What stands before the first wildcard, as a folder. */
function folderOf(pattern: string): string {
  const plain = pattern.split(/[*?[\]{}]/)[0] ?? "";
  return plain === pattern ? dirname(pattern) : dirname(`${plain}x`);
}

function calm(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, CALM);
  });
}
