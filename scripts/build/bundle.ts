import { globSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { builtinModules } from "node:module";
import { basename, join, posix } from "node:path";
import { rolldown, type OutputChunk, type OutputOptions } from "rolldown";
import {
  builtinsWithoutFacades,
  commanderWithoutChildren,
  isForChildren,
} from "./builtins.ts";
import { fastPropertiesAfterwards } from "./chevrotain.ts";
import { importsByTheLoader } from "./dynamic-imports.ts";
import type { Entry, PublishedPackage } from "./published-package.ts";

const SHEBANG = "#!/usr/bin/env node";

/**
 * Bundles a package's modules and whatever is not installed beside it into
 * `directory`. What is imported dynamically stays a file of its own, so that a
 * command loads only what it needs.
 *
 * @returns the absolute paths of all modules that went in
 * @throws when a module imports something that neither is bundled nor declared
 */
export async function bundle(
  published: PublishedPackage,
  directory: string,
): Promise<readonly string[]> {
  const libraries = published.entries.filter(({ kind }) => kind === "library");
  const commands = published.entries.filter(({ kind }) => kind === "command");
  const [library] = libraries;
  // What a library starts in threads of their own lies beside its entries.
  const threads =
    commands.length === 0 && library !== undefined
      ? workersOf(published.directory, library)
      : [];
  const chunks = await chunksOf(published, [...libraries, ...threads], {
    dir: directory,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name].js",
  });
  for (const command of commands)
    chunks.push(...(await bundleCommand(published, command, directory)));
  return chunks.flatMap((chunk) => chunk.moduleIds);
}

/**
 * A command is what loads it, as a module, and the rest as CommonJS: of that Node can keep the bytecode (see
 * src/cli/warm-start.ts). All of it lies in one folder.
 */
async function bundleCommand(
  published: PublishedPackage,
  command: Entry,
  directory: string,
): Promise<OutputChunk[]> {
  const name = nameOf(command);
  const folder = posix.dirname(name);
  const [main, ...others] = await chunksOf(published, [command], {
    dir: directory,
    format: "esm",
    entryFileNames: "[name].js",
  });
  if (main === undefined || others.length > 0)
    throw new Error(`${command.source}: what starts a command is one file`);
  if (!main.code.startsWith(SHEBANG))
    throw new Error(`${command.source}: a command begins with ${SHEBANG}`);
  await chmod(join(directory, main.fileName), 0o755);
  const rest = {
    ...command,
    source: posix.join(posix.dirname(command.source), COMMAND_LINE),
    output: posix.join(posix.dirname(command.output), "command-line.js"),
  };
  const loaded = await chunksOf(published, [rest], {
    dir: directory,
    format: "cjs",
    entryFileNames: "[name].cjs",
    chunkFileNames: `${folder}/[name].cjs`,
    codeSplitting: { groups: [SHARED] },
  });
  const threads = await chunksOf(
    published,
    workersOf(published.directory, command),
    {
      dir: directory,
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: `${folder}/[name].js`,
    },
  );
  return [main, ...loaded, ...threads];
}

/** What is started in threads of their own: files whose names say so, each found beside the command or the library by its name. */
function workersOf(directory: string, command: Entry): readonly Entry[] {
  const folder = posix.dirname(command.source);
  const workers = globSync("**/*-worker.ts", {
    cwd: join(directory, folder),
    exclude: ["**/node_modules/**"],
  });
  return workers.map((path) => ({
    ...command,
    source: posix.join(folder, path.replaceAll("\\", "/")),
    output: posix.join(
      posix.dirname(command.output),
      basename(path).replace(/\.ts$/, ".js"),
    ),
  }));
}

const COMMAND_LINE = "command-line.ts";

/** What several commands need would be a dozen files, each of which takes time to load. */
const SHARED = {
  name: "shared",
  test: /\/src\/(?:cli|diagnostics|source)\//,
  minShareCount: 2,
};

async function chunksOf(
  published: PublishedPackage,
  entries: readonly Entry[],
  output: OutputOptions,
): Promise<OutputChunk[]> {
  const bundler = await rolldown({
    cwd: published.directory,
    input: Object.fromEntries(
      entries.map((entry) => [nameOf(entry), entry.source]),
    ),
    platform: "node",
    plugins: [
      fastPropertiesAfterwards,
      ...(entries.some(({ kind }) => kind === "command")
        ? [builtinsWithoutFacades, commanderWithoutChildren, importsByTheLoader]
        : []),
    ],
    external: (id, importer, isResolved) =>
      !isForChildren(id, importer) &&
      (isInstalledBeside(id, published.installedBeside) ||
        (output.format === "esm" && !isResolved && id === `./${COMMAND_LINE}`)),
    resolve: { conditionNames: ["fsmc-source", "node", "import", "default"] },
    onLog(level, log) {
      // What a command loads late, a library may export at once.
      const isOfLibrary =
        log.code === "INEFFECTIVE_DYNAMIC_IMPORT" &&
        entries.every(({ kind }) => kind === "library");
      if (level === "warn" && !isOfLibrary) throw new Error(log.message);
    },
  });
  try {
    const { output: files } = await bundler.write({
      ...output,
      comments: { legal: true, annotation: true, jsdoc: false },
    });
    return files.filter((file) => file.type === "chunk");
  } finally {
    await bundler.close();
  }
}

/** `dist/cli/main.js` is called `cli/main`. */
function nameOf(entry: Entry): string {
  return entry.output.replace(/^dist\//, "").replace(/\.js$/, "");
}

function isInstalledBeside(id: string, packages: readonly string[]): boolean {
  return (
    id.startsWith("node:") ||
    builtinModules.includes(id) ||
    packages.some((name) => id === name || id.startsWith(`${name}/`))
  );
}
