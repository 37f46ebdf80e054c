import type { FaultPlan } from "@fsmc/runtime";
import { resolve } from "node:path";
import { readText } from "../read-text.ts";
import { PlacedYaml } from "./placed-yaml.ts";

/** What a file says goes wrong. */
export interface FaultFile {
  /** As the user named it. */
  readonly file: string;
  readonly plan: FaultPlan;
  /** What it says. */
  readonly script: unknown;
  /** Which of its scripted faults have befallen nothing so far: `faults.yaml:3:5`. */
  neverFired(): readonly string[];
}

/**
 * What a YAML or JSON file says goes wrong.
 *
 * @param file from where the user is
 * @throws UsageError with the place of what is wrong
 */
export async function faultsInFile(file: string): Promise<FaultFile> {
  const yaml = new PlacedYaml(readText(resolve(file), file), file);
  const { combinedFaults, faultScript, FaultScriptError } =
    await import("@fsmc/runtime");
  const { value } = yaml;
  try {
    faultScript(value);
  } catch (error) {
    if (error instanceof FaultScriptError)
      throw yaml.mistakeIn(error.path, error.message);
    throw error;
  }
  const { faults = null, ...rest } = isScript(value) ? value : {};
  const fired = new Set<number>();
  const scripted = faults ?? [];
  const plans = scripted.map((fault, index): FaultPlan => {
    const plan = faultScript({ faults: [fault] });
    return (request) => {
      const found = plan(request);
      if (found !== null) fired.add(index);
      return found;
    };
  });
  return {
    file,
    plan: combinedFaults([...plans, faultScript(rest)]),
    script: value,
    neverFired: () =>
      [...scripted.keys()]
        .filter((index) => !fired.has(index))
        .map((index) => yaml.placeOf(["faults", index])),
  };
}

/** Of a value that `faultScript` has read, which is an object then. */
function isScript(
  value: unknown,
): value is { readonly faults?: readonly unknown[] | null } {
  return typeof value === "object" && value !== null;
}
