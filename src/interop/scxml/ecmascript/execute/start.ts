import type { Remark } from "../../../imported.ts";
import { refuses } from "../abrupt.ts";
import type { Data, DataDocument } from "../document.ts";
import { Flow, type Holding } from "../knowledge/flow.ts";
import type { Step } from "../result.ts";
import type { Scope } from "../scope.ts";
import { ABSENT } from "../shapes/shape.ts";
import { UNDEFINED } from "../constants/constant.ts";
import { knownOf, type Value } from "../values/value.ts";
import { givenValue } from "./data-value.ts";
import { attempted, Run } from "./run.ts";
import { runScript } from "./script.ts";

/** How the data stand when the first state is entered. */
export interface Start {
  readonly flow: Flow;
  /** An error for each that fails. */
  readonly steps: readonly Step[];
  readonly remarks: readonly Remark[];
}

/** Under late binding data of states have no value before their state is entered (SCXML 1.0, section 5.3.3). */
export function isLate({ state }: Data, { binding }: DataDocument): boolean {
  return binding === "late" && state !== null;
}

/**
 * Gives the data their values, and runs the scripts that stand in `<scxml>` itself. `variables` are those that `<foreach>` and
 * scripts declare.
 */
export function startOf(
  document: DataDocument,
  variables: Iterable<string>,
  scope: Scope,
): Start {
  // No state is active yet, so that `In` is false.
  const inner: Scope = {
    ...scope,
    document: { ...document, state: () => null },
    flow: new Flow(),
    isStart: true,
  };
  const run = new Run(inner);
  for (const id of variables) run.put(id, NO_VALUE);
  for (const data of document.data) run.put(data.id.value, NO_VALUE);
  for (const data of document.data) {
    if (isLate(data, document)) continue;
    const value = attempted(
      () => initialValue(data, run.scope),
      (error) => run.heed(error),
    );
    if (value !== null) run.put(data.id.value, value);
  }
  const before = [...run.steps];
  run.steps = [];
  for (const { text, span } of document.scripts)
    if (text === null)
      run.remarks.push({
        kind: "lost",
        message: "a script of another file",
        why: "an import reads one file and fetches nothing",
        span,
      });
    else runScript(run, text, () => undefined);
  const errors = run.steps.filter(({ kind }) => kind === "raise");
  for (const data of document.data)
    if (isLate(data, document)) run.flow.forget(data.id.value);
  return {
    flow: run.flow,
    steps: [...before, ...errors],
    remarks: run.remarks,
  };
}

/** Of a variable that has been given none. */
export const NO_VALUE: Holding = { shape: ABSENT, possible: [UNDEFINED] };

/** What `<data>` says. Throws where it fails, and for what is not known before the machine runs. */
export function initialValue(data: Data, scope: Scope): Value {
  if (data.src !== null)
    throw refuses(
      `the value of ${data.id.value} is in another file`,
      "an import reads one file and fetches nothing",
      data.src.span,
    );
  const value = givenValue(data, scope);
  if (knownOf(value) === null && value.said.kind !== "refused")
    throw refuses(
      `the first value of ${data.id.value}`,
      "a context field begins with a value that is known before the machine runs",
      value.span,
    );
  return value;
}
