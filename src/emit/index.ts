/** From a model to the TypeScript that runs it. */
import type { Model } from "../model/index.ts";
import { printDoc } from "./layout/print-doc.ts";
import { machineFile } from "./machine-file.ts";
import { print } from "./print.ts";

/** A generated file. */
export interface Emitted {
  /** As it was asked for. */
  readonly path: string;
  readonly text: string;
}

export interface EmitOptions {
  /** Where the file will be, relative to the project, with forward slashes: `generated/arbitrage.ts`. */
  readonly outputPath: string;
}

/** The file for a spec that has no errors; null where it has no concrete strategy. */
export function emit(
  model: Model,
  { outputPath }: EmitOptions,
): Emitted | null {
  const strategies = model.strategies.filter((each) => !each.abstract);
  if (strategies.length === 0) return null;
  const file = machineFile(model, strategies, { outputPath });
  return { path: outputPath, text: print(outputPath, [printDoc(file)]) };
}
