import {
  at,
  type Diagnostic,
  type Finding,
} from "../../../../diagnostics/index.ts";
import { adds } from "../scene.ts";
import type { Verdict } from "./verdict.ts";

/** A verdict as it is told: with its path, and the other states of which the same is to be said. */
export function reported(verdict: Verdict, finding: Finding): Diagnostic {
  const related = verdict.others.map(({ span }) => ({
    span,
    message: "here, too",
  }));
  const { span, path } = verdict;
  return at({ span, path, related }, finding);
}

export function stateOf({ state }: Verdict): string {
  return state?.path ?? "";
}

export function legOf({ leg }: Verdict): string {
  return leg?.name ?? "";
}

export function activityOf({ run }: Verdict): string {
  return run?.activity.name ?? "";
}

/** The state's own run opens: it is the order that may be out. */
export function isOrderOut({ state }: Verdict): boolean {
  return state?.runs.some(({ activity }) => adds(activity.words)) ?? false;
}
