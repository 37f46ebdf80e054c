import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * What changes whenever this compiler does: when its files were last changed, run from `dist` or from source. The version alone
 * would not tell two builds of it apart.
 */
export function compilerIdentity(): string {
  // src/cli/build/ or, bundled, dist/chunks/.
  const isSource = import.meta.filename.endsWith(".ts");
  const above = dirname(import.meta.dirname);
  const folders = isSource
    ? [dirname(above), join(dirname(dirname(above)), "grammar")]
    : [above];
  let newest = 0;
  let count = 0;
  for (const folder of folders)
    for (const entry of readdirSync(folder, {
      recursive: true,
      withFileTypes: true,
    })) {
      if (!/\.[jt]s$/.test(entry.name) || !entry.isFile()) continue;
      count += 1;
      const { ctimeMs } = statSync(join(entry.parentPath, entry.name));
      newest = Math.max(newest, ctimeMs);
    }
  return `${count} ${newest}`;
}
