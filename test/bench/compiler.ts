/** `fsmc check` and `fsmc build` as whole processes, bundled as they are shipped, against an empty Node process. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Row } from "./dispatch/index.ts";
import { writeSpecs } from "./specs.ts";
import { median, spreadOf } from "./statistics.ts";

const CLI = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** Milliseconds of one process from start to end. @throws Error if it fails */
function run(args: readonly string[], cwd: string): number {
  const begin = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
  });
  const spent = Number(process.hrtime.bigint() - begin) / 1e6;
  if (status !== 0)
    throw new Error(`${args.join(" ")} exits with ${status}: ${stderr}`);
  return spent;
}

/** Ratios of neighbouring runs, so that a slow minute of the machine falls on both. */
function ratios(
  args: readonly string[],
  cwd: string,
  times: number,
): readonly number[] {
  const found: number[] = [];
  run(args, cwd);
  for (let index = 0; index < times; index += 1) {
    const empty = run(["-e", "0"], cwd);
    found.push(run(args, cwd) / empty);
  }
  return found;
}

export async function compilerRows(
  progress: (text: string) => void,
): Promise<readonly Row[]> {
  if (!existsSync(CLI)) throw new Error("dist/ is missing: npm run build");
  const folder = mkdtempSync(join(tmpdir(), "fsmc-bench-"));
  try {
    const rows: Row[] = [];
    progress("check of one file");
    await writeSpecs(join(folder, "one"), 1);
    const one = join(folder, "one");
    const check = spreadOf(
      ratios([CLI, "check", "strategies/lifecycle-0.fsm"], one, 15),
    );
    rows.push({
      what: "fsmc check of one file, cold / empty Node",
      ratio: check,
      budget: "≤ 2.2",
      kept: check.median <= 2.2,
    });

    const cold = new Map<number, number>();
    for (const count of [100, 1_000, 10_000]) {
      progress(`build of ${count} specs`);
      const many = await writeSpecs(join(folder, String(count)), count);
      const build = [CLI, "build", "strategies/*.fsm", "-o", "generated"];
      cold.set(count, run(build, many) / 1000);
      if (count !== 1_000) continue;
      const idle = spreadOf(ratios(build, many, 9));
      rows.push({
        what: "fsmc build of 1,000 specs, nothing changed / empty Node",
        ratio: idle,
        budget: "≤ 2",
        kept: idle.median <= 2,
      });
    }
    const seconds = (count: number): number => cold.get(count) ?? NaN;
    const thousand = seconds(1_000);
    rows.push({
      what: "fsmc build of 1,000 specs, cold, in seconds",
      ratio: spreadOf([thousand]),
      budget: "≤ 5",
      kept: thousand <= 5,
    });
    rows.push({
      what: "cold build, 1,000 specs / 100 specs",
      ratio: spreadOf([thousand / seconds(100)]),
      budget: "",
      kept: true,
    });
    rows.push({
      what: "cold build, 10,000 specs / 1,000 specs",
      ratio: spreadOf([seconds(10_000) / thousand]),
      budget: "",
      kept: true,
    });
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Bytes of one machine. */
export function memoryRow(): Row {
  const script = fileURLToPath(new URL("memory.ts", import.meta.url));
  const samples = [1, 2, 3].map(() => {
    const { stdout } = spawnSync(
      process.execPath,
      ["--expose-gc", "--conditions=fsmc-source", script],
      { encoding: "utf8" },
    );
    const { bytes }: { readonly bytes: number } = JSON.parse(stdout);
    return bytes;
  });
  return {
    what: "one machine, in bytes",
    ratio: spreadOf(samples),
    budget: "≤ 200",
    kept: median(samples) <= 200,
  };
}
