import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(
  new URL("../../../dist/cli/main.js", import.meta.url),
);

/** As long as this a check may take before it counts as one that hangs, in ms. */
const LONGEST = 120_000;

/**
 * Seconds that `fsmc check`, bundled as it is shipped, takes as a whole process; of several runs the quickest, because others may be
 * at work on the machine. NaN where it did not come to an end.
 *
 * @throws Error if it cannot be checked. Findings are none: past its limits the search for positions errs towards them
 */
export function secondsOfCheck(
  specs: string,
  cwd: string,
  runs: number,
): number {
  const found = Array.from({ length: runs }, () => {
    const begin = process.hrtime.bigint();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [CLI, "check", specs],
      { cwd, encoding: "utf8", timeout: LONGEST },
    );
    if (status === null) return Infinity;
    if (status > 1)
      throw new Error(`check of ${specs}: ${stdout.slice(0, 2_000)}${stderr}`);
    return Number(process.hrtime.bigint() - begin) / 1e9;
  });
  return Math.min(...found);
}
