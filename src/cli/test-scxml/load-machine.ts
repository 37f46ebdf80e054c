import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Clock } from "@fsmc/runtime";

/** The parts of a generated class that a test drives. */
export interface TestedMachine {
  start(): unknown;
  send(trigger: string, payload: unknown): string;
  cleanup(): unknown;
  readonly configuration: readonly string[];
  readonly lastError: { readonly message: string } | null;
}

export type TestedClass = new (options: {
  readonly id: string;
  readonly params: object;
  readonly callbacks: object;
  readonly host: { readonly clock: Clock };
}) => TestedMachine;

/** Writes a generated file into a folder of its own, from which it finds the runtime of this fsmc, and loads it. */
export async function loadMachine(
  text: string,
  folder: string,
  name: string,
): Promise<TestedClass> {
  const path = join(folder, `${name}.ts`);
  const { resolve } = createRequire(import.meta.filename);
  const runtime = JSON.stringify(pathToFileURL(resolve("@fsmc/runtime")).href);
  writeFileSync(
    path,
    text.replaceAll('from "@fsmc/runtime"', `from ${runtime}`),
  );
  const loaded: unknown = await import(pathToFileURL(path).href);
  if (!hasClass(loaded)) throw new Error("a generated file without a class");
  return loaded.default;
}

function hasClass(
  loaded: unknown,
): loaded is { readonly default: TestedClass } {
  return (
    typeof loaded === "object" &&
    loaded !== null &&
    "default" in loaded &&
    typeof loaded.default === "function"
  );
}
