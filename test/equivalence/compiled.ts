/** Random specs through the whole compiler: parsed, built, emitted, type-checked by the real tsc, imported. */
import { execFile } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Strategy } from "../../src/model/index.ts";
import { compile } from "../../src/compile.ts";
import type { MachineClass } from "./run-case.ts";

export const ROOT: string = join(
  dirname(fileURLToPath(import.meta.url)),
  "../..",
);

export interface Compiled {
  readonly seed: number;
  readonly spec: string;
  readonly path: string;
  readonly text: string;
  readonly strategy: Strategy;
}

/** @throws Error with the diagnostics and the spec where a spec that should be valid is not */
export async function compileSpec(
  seed: number,
  spec: string,
): Promise<Compiled> {
  const path = `random-${seed}.fsm`;
  const { models, files, diagnostics } = await compile([{ path, text: spec }], {
    checks: false,
  });
  const errors = diagnostics.filter((each) => each.severity === "error");
  const [file] = files;
  const strategy = models
    .flatMap((model) => model.strategies)
    .find((each) => !each.abstract);
  if (errors.length > 0 || file === undefined || strategy === undefined)
    throw new Error(
      `seed ${seed}: ${errors.map((each) => `${each.code} ${each.message} at ${each.span.file.position(each.span.start).line}`).join("\n")}\n${spec}`,
    );
  return { seed, spec, path: `random-${seed}.ts`, text: file.text, strategy };
}

/** Writes them side by side into a folder that git ignores, and hands it over; removes it afterwards. */
export async function withFolder<T>(
  name: string,
  compiled: readonly Compiled[],
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(ROOT, "out", `${name}-${process.pid}`);
  await mkdir(folder, { recursive: true });
  try {
    for (const { path, text } of compiled)
      await writeFile(join(folder, path), text);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What strict tsc says of a folder of generated files; empty when it takes them. */
export async function typeCheck(folder: string): Promise<string> {
  const config = join(folder, "tsconfig.json");
  await writeFile(
    config,
    JSON.stringify({
      extends: "../../tsconfig.json",
      include: ["*.ts"],
      exclude: [],
    }),
  );
  const compiler = createRequire(import.meta.url).resolve(
    "typescript/package.json",
  );
  try {
    await promisify(execFile)(
      process.execPath,
      [join(dirname(compiler), "bin/tsc"), "-p", config, "--pretty", "false"],
      { maxBuffer: 1 << 26 },
    );
    return "";
  } catch (error) {
    return error instanceof Error && "stdout" in error
      ? String(error.stdout)
      : String(error);
  }
}

export async function machineOf(
  folder: string,
  compiled: Compiled,
): Promise<MachineClass> {
  const loaded: { readonly default: MachineClass } = await import(
    pathToFileURL(join(folder, compiled.path)).href
  );
  return loaded.default;
}
