/**
 * Builds both packages as they are published: JavaScript and declarations in
 * `dist`. Each `dist` is replaced whole, or left as it was when a build fails.
 */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { bundle } from "./build/bundle.ts";
import { writeDeclarations } from "./build/declarations.ts";
import { linkCommands } from "./build/link-commands.ts";
import { noticesFor } from "./build/notices.ts";
import { readPublishedPackage } from "./build/published-package.ts";

const root = dirname(import.meta.dirname);

await Promise.all([root, join(root, "runtime")].map(build));

async function build(directory: string): Promise<void> {
  const started = performance.now();
  const published = readPublishedPackage(directory);
  const fresh = mkdtempSync(join(directory, ".dist-"));
  try {
    const modules = await bundle(published, fresh);
    writeDeclarations(root, published, fresh);
    const notices = noticesFor(modules);
    if (notices !== null) {
      writeFileSync(join(fresh, "THIRD-PARTY-NOTICES.txt"), notices);
    }
    chmodSync(fresh, 0o755); // a temporary folder is the user's alone
    replace(join(directory, "dist"), fresh);
    linkCommands(root, published);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  const took = Math.round(performance.now() - started);
  console.error(
    `${published.name} → ${relative(root, join(directory, "dist"))} (${took} ms)`,
  );
}

/** Puts `fresh` in the place of `target`, which is never there in part. */
function replace(target: string, fresh: string): void {
  const old = `${fresh}-old`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}
