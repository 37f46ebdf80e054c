import type { FaultPlan } from "./fault.ts";
import { readFault } from "./script-entry.ts";
import { FaultScriptError, Reading } from "./script-reading.ts";
import { randomFaults, type FaultRates } from "./random.ts";
import { combinedFaults, scriptedFaults } from "./scripted.ts";

const RATES = [
  "refused",
  "requestLost",
  "answerLost",
  "delayed",
  "partial",
  "race",
  "halted",
  "silent",
  "duplicate",
  "late",
] as const satisfies readonly (keyof FaultRates)[];

/**
 * What a fault script says, read from JSON or YAML:
 *
 * ```json
 * {
 *   "faults": [
 *     { "fault": "partial", "share": 0.5, "operation": "place", "nth": 2 },
 *     { "fault": "refused", "code": "VENUE_BUSY", "order": "arb-1-*", "count": 3 },
 *     { "fault": "silent", "duration": 5000, "from": "2022-12-13T10:00:00Z" }
 *   ],
 *   "random": { "seed": 7, "answerLost": 0.01 }
 * }
 * ```
 *
 * Times are ISO 8601 with a zone, or milliseconds since the epoch; durations
 * are milliseconds. Conditions are those of `ScriptedFault`. What the script
 * says comes before what is random.
 *
 * @throws FaultScriptError for the first mistake
 */
export function faultScript(value: unknown): FaultPlan {
  const script = new Reading(value).object(["faults", "random"]);
  const plans: FaultPlan[] = [];
  const faults = script.optional("faults");
  if (faults !== null)
    plans.push(scriptedFaults(faults.list().map((each) => readFault(each))));
  const random = script.optional("random");
  if (random !== null) plans.push(readRandom(random));
  return combinedFaults(plans);
}

/**
 * A fault script in JSON.
 *
 * @param file for messages
 * @throws FaultScriptError that names the file, and where in it the mistake is
 */
export function parseFaultScript(text: string, file: string): FaultPlan {
  try {
    return faultScript(JSON.parse(text));
  } catch (error) {
    if (error instanceof FaultScriptError)
      throw new FaultScriptError(error.path, `${file}: ${error.message}`);
    if (!(error instanceof SyntaxError)) throw error;
    throw new FaultScriptError([], `${file}: not JSON: ${error.message}`);
  }
}

function readRandom(reading: Reading): FaultPlan {
  const fields = reading.object(["seed", ...RATES]);
  const seed = fields.optional("seed")?.seed() ?? 0;
  const rates: Partial<Record<keyof FaultRates, number>> = {};
  for (const name of RATES) {
    const rate = fields.optional(name);
    if (rate !== null) rates[name] = rate.share();
  }
  try {
    return randomFaults(seed, rates);
  } catch (error) {
    if (error instanceof RangeError) throw reading.mistake(error.message);
    throw error;
  }
}
