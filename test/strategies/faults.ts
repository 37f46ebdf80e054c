import {
  scriptedFaults,
  type Fault,
  type PaperOperation,
  type ScriptedFault,
} from "@fsmc/runtime";
import type { DeskTroubles } from "./desk.ts";

export const refused: Fault = { kind: "refused", code: "VENUE_BUSY" };

/** The requests to place an order that something befalls, counted from 1. */
export function placesFail(
  from: number,
  to: number,
  fault: Fault,
): readonly ScriptedFault[] {
  return requestsFail("place", from, to, fault);
}

/** The requests of one kind that something befalls, counted from 1. */
export function requestsFail(
  operation: PaperOperation,
  from: number,
  to: number,
  fault: Fault,
): readonly ScriptedFault[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    operation,
    nth: from + index,
    fault,
  }));
}

export function faulty(script: readonly ScriptedFault[]): DeskTroubles {
  return { faults: scriptedFaults(script) };
}
