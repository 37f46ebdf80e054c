import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../exit.ts";
import { isWithin } from "../project.ts";

/**
 * An error that came up through the strategy's own code, as one that its author can set right; any other as it is.
 *
 * @param root of the project
 */
export function blamed(error: unknown, root: string, doing: string): unknown {
  if (!(error instanceof Error) || error instanceof UsageError) return error;
  const place = placeIn(error.stack ?? "", root);
  if (place === null) return error;
  return new UsageError(`${doing}: ${error.name}: ${error.message} (${place})`);
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
