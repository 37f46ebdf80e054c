import type { FaultPlan } from "@fsmc/runtime";
import { resolve } from "node:path";
import { readText } from "../read-text.ts";
import { PlacedYaml } from "./placed-yaml.ts";

/**
 * What a YAML or JSON file says goes wrong.
 *
 * @param file from where the user is
 * @throws UsageError with the place of what is wrong
 */
export async function faultsInFile(file: string): Promise<FaultPlan> {
  const yaml = new PlacedYaml(readText(resolve(file), file), file);
  const { faultScript, FaultScriptError } = await import("@fsmc/runtime");
  try {
    return faultScript(yaml.value);
  } catch (error) {
    if (error instanceof FaultScriptError)
      throw yaml.mistakeIn(error.path, error.message);
    throw error;
  }
}
