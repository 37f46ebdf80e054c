import type { LedgerSnapshot } from "../../exchange/ledger/snapshot.ts";
import { isRecord } from "../../misfit.ts";
import type { StepText } from "../../trail-record.ts";
import {
  STATE_MEMBERS,
  type MachineState,
  type SnapshotPatch,
} from "../snapshot.ts";

/** What this runtime wrote as JSON: its checksum says that it is that, this how it is to be read. @throws SyntaxError */
export function parsed<Value>(
  text: string,
  isIt: (value: unknown) => value is Value,
): Value {
  const value: unknown = JSON.parse(text);
  if (isIt(value)) return value;
  throw new SyntaxError("the JSON is not what is written in this place");
}

export function isPatch(value: unknown): value is SnapshotPatch {
  return isRecord(value);
}

export function isState(value: unknown): value is MachineState {
  return (
    isRecord(value) &&
    STATE_MEMBERS.every((member) => value[member] !== undefined)
  );
}

export function isLedger(value: unknown): value is LedgerSnapshot {
  return (
    isRecord(value) &&
    [value["orders"], value["claims"], value["heard"]].every((each) =>
      Array.isArray(each),
    )
  );
}

export function isSteps(value: unknown): value is readonly StepText[] {
  return Array.isArray(value) && value.every((step) => isRecord(step));
}

/** Ids of events, with times. */
export type AppliedList = readonly (readonly [id: string, time: number])[];

export function isAppliedList(value: unknown): value is AppliedList {
  return Array.isArray(value) && value.every((each) => Array.isArray(each));
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** For whoever takes it as it is. */
export function isAnything(_value: unknown): _value is unknown {
  return true;
}
