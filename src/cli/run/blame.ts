import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { codeOf, UsageError } from "../exit.ts";
import { isWithin } from "../project.ts";

/**
 * An error of a run as one that the strategy's author can set right: it came up through the strategy's own code, or from what that
 * hands over. Errors of the system stay as they are.
 *
 * @param root of the project
 * @param file that hands over what a run is made of
 */
export function blamed(
  error: unknown,
  root: string,
  file: string,
  doing: string,
): unknown {
  if (!(error instanceof Error) || error instanceof UsageError) return error;
  const place = placeIn(error.stack ?? "", root);
  if (place === null && codeOf(error) !== null) return error;
  const { name, message } = error;
  // Those say themselves what must be what.
  const text = name === "RangeError" ? message : `${name}: ${message}`;
  const where = place ?? `in what ${file} hands over`;
  return new UsageError(`${doing}: ${text} (${where})`, { cause: error });
}

/** Packages, and in this repository the two that are developed here. */
const FOREIGN = /(?:^|[\\/])node_modules[\\/]|^(?:dist|src|runtime)[\\/]/;

/** The innermost line of the stack that is the project's own. */
function placeIn(stack: string, root: string): string | null {
  for (const [, url, line, column] of stack.matchAll(
    /(file:\/\/[^\s()]+?):(\d+):(\d+)/g,
  )) {
    if (url === undefined || line === undefined) continue;
    const path = fileURLToPath(url.replace(/[?#].*$/, ""));
    const shown = relative(root, path);
    if (isWithin(path, root) && !FOREIGN.test(shown))
      return `${shown}:${line}:${column ?? 1}`;
  }
  return null;
}
