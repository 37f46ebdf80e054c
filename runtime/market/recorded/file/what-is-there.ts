import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";

/** So many names are told. */
const NAMES_TOLD = 6;

/**
 * For the error that something is missing: what there is in its folder, or in
 * the nearest above it that there is, names alike first:
 * `; /data/lean/crypto has binance, bybit`.
 */
export async function whatIsThere(missing: string): Promise<string> {
  return namesIn(missing, "");
}

async function namesIn(folder: string, wanted: string): Promise<string> {
  const names = await readdir(folder).catch(() => null);
  const above = dirname(folder);
  if (names === null)
    return above === folder ? "" : namesIn(above, basename(folder));
  const alike = names.toSorted(
    (a, b) =>
      commonLength(b, wanted) - commonLength(a, wanted) || (a < b ? -1 : 1),
  );
  const told = alike.slice(0, NAMES_TOLD);
  const more = names.length - told.length;
  const list = told.length === 0 ? "nothing in it" : told.join(", ");
  return `; ${folder} has ${list}${more > 0 ? ` and ${more} more` : ""}`;
}

/** Of the beginnings of two names. */
function commonLength(name: string, wanted: string): number {
  const [a, b] = [name.toLowerCase(), wanted.toLowerCase()];
  let length = 0;
  while (length < b.length && a[length] === b[length]) length += 1;
  return length;
}
