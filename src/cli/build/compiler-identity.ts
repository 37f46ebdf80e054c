import { readdirSync, statSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";

/**
 * What changes whenever this compiler does. The version alone would not tell two builds of it apart.
 *
 * Installed, it is the folder of the bundle, which each build and each installation makes anew; run from source, the time at
 * which one of its files was last changed.
 */
export function compilerIdentity(): string {
  identity ??= read();
  return identity;
}

/** As it was when this process began: it is that compiler that goes on, also if its files change meanwhile. */
let identity: string | null = null;

function read(): string {
  if (!import.meta.filename.endsWith(".ts"))
    return identityOf(statSync(import.meta.dirname));
  const source = dirname(dirname(import.meta.dirname));
  const newest = [source, join(dirname(source), "grammar")].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => statSync(join(parentPath, name)).ctimeMs),
  );
  return `${newest.length} ${Math.max(...newest)}`;
}

function identityOf({ ino, ctimeMs, birthtimeMs }: Stats): string {
  return `${ino} ${ctimeMs} ${birthtimeMs}`;
}
