import { chmod } from "node:fs/promises";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { builtinsWithoutFacades } from "./builtins.ts";
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
  const bundler = await rolldown({
    cwd: published.directory,
    input: Object.fromEntries(
      published.entries.map((entry) => [nameOf(entry), entry.source]),
    ),
    platform: "node",
    plugins: published.entries.some(({ kind }) => kind === "command")
      ? [builtinsWithoutFacades]
      : [],
    external: (id) => isInstalledBeside(id, published.installedBeside),
    resolve: { conditionNames: ["fsmc-source", "node", "import", "default"] },
    onLog(level, log) {
      if (level === "warn") throw new Error(log.message);
    },
  });
  try {
    const { output } = await bundler.write({
      dir: directory,
      format: "esm",
      entryFileNames: "[name].js",
      chunkFileNames: "chunks/[name].js",
      comments: { legal: true, annotation: true, jsdoc: false },
    });
    const chunks = output.filter((file) => file.type === "chunk");
    for (const entry of published.entries) {
      if (entry.kind !== "command") continue;
      const chunk = chunks.find((file) => file.name === nameOf(entry));
      if (chunk === undefined || !chunk.code.startsWith(SHEBANG)) {
        throw new Error(`${entry.source}: a command begins with ${SHEBANG}`);
      }
      await chmod(join(directory, chunk.fileName), 0o755);
    }
    return chunks.flatMap((chunk) => chunk.moduleIds);
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
