import { EXIT, type ExitStatus } from "../exit.ts";
import { counted, terminal } from "../terminal.ts";
import { replaceable } from "../write-files.ts";
import type { Made } from "./make.ts";
import { MARKER } from "./marker.ts";

/** What `build --check` says: whether the files are what `build` would write. */
export function compare(
  made: readonly Made[],
  leftOver: readonly string[],
  specs: number,
): ExitStatus {
  const stale = made.flatMap(({ output, text }) => {
    if (text === null) return [];
    const before = replaceable(output.path, output.shown, MARKER);
    if (before === text) return [];
    return [
      `${output.shown} ${before === null ? "is missing" : `is not what ${output.spec} gives`}`,
    ];
  });
  const left = leftOver.map((path) => `${path} is left over: its spec is gone`);
  for (const complaint of [...stale, ...left])
    terminal.out.write(`${complaint}\n`);
  if (stale.length + left.length === 0) {
    terminal.out.write(`${counted(specs, "spec")}: all files are current\n`);
    return EXIT.clean;
  }
  if (stale.length > 0)
    terminal.err.write("fsmc build brings them up to date\n");
  if (left.length > 0) terminal.err.write("Remove what is left over\n");
  return EXIT.findings;
}
