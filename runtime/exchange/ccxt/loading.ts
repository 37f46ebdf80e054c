import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CcxtClass } from "./client.ts";

/**
 * Loads one exchange of ccxt, an optional peer dependency, and nothing of the
 * hundred others: its file for REST and WebSocket where there is one, else
 * that for REST alone.
 *
 * @param id ccxt's: `binance`, `kraken`
 * @throws Error if ccxt is not installed
 * @throws RangeError if it has no exchange of that id
 */
export async function loadExchange(id: string): Promise<CcxtClass> {
  if (!/^[a-z0-9]+$/.test(id)) throw unknownExchange(id);
  const sources = sourcesOfCcxt();
  const paths = [join(sources, "pro", `${id}.js`), join(sources, `${id}.js`)];
  const path = paths.find((each) => existsSync(each));
  if (path === undefined) throw unknownExchange(id);
  const loaded: unknown = await import(
    /* @vite-ignore */ pathToFileURL(path).href
  );
  if (isOfExchange(loaded)) return loaded.default;
  throw new Error(`ccxt's ${id} is not what this version of ccxt should have`);
}

function isOfExchange(
  loaded: unknown,
): loaded is { readonly default: CcxtClass } {
  return (
    typeof loaded === "object" &&
    loaded !== null &&
    "default" in loaded &&
    typeof loaded.default === "function"
  );
}

function unknownExchange(id: string): RangeError {
  return new RangeError(
    `ccxt has no exchange ${JSON.stringify(id)}: expected one of its ids, such as binance or kraken`,
  );
}

/** The folder of ccxt with a file for each exchange: ccxt exports only all of them together. */
function sourcesOfCcxt(): string {
  const places = [import.meta.url, join(process.cwd(), "package.json")];
  for (const place of places) {
    const folder = folderOfCcxt(place);
    if (folder !== null) return join(folder, "js", "src");
  }
  throw new Error(
    "ccxt is not installed: @fsmc/runtime/ccxt needs it (npm install ccxt)",
  );
}

function folderOfCcxt(from: string): string | null {
  const require = createRequire(from);
  for (const folder of require.resolve.paths("ccxt") ?? []) {
    const found = join(folder, "ccxt");
    if (existsSync(join(found, "package.json"))) return found;
  }
  return null;
}
