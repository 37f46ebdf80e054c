import type { Span } from "../../../../source/index.ts";
import type { Data, DataDocument } from "../document.ts";
import { alike, UNDEFINED } from "../constants/constant.ts";
import * as say from "../words/say.ts";
import { knownOf, type Value } from "../values/value.ts";
import { assign } from "./assign.ts";
import { Flow } from "../knowledge/flow.ts";
import { givenValue } from "./data-value.ts";
import { locationOf } from "./locations.ts";
import { attempted, Run, type Learn } from "./run.ts";
import { isLate } from "./start.ts";
import type { Scope } from "../scope.ts";
import { refuses } from "../abrupt.ts";

/** What the first entry of a state sets under late binding, as steps of a run. `once` says that it was entered before. */
export function bindState(
  document: DataDocument,
  state: string,
  scope: Scope,
  once: string,
  learn?: Learn,
): { readonly run: Run; readonly isGuarded: boolean } {
  const run = new Run({ ...scope, flow: new Flow() }, learn);
  const data = document.data.filter(
    (each) => each.state === state && isLate(each, document),
  );
  let isGuarded = false;
  for (const each of data) {
    const bound = attempted(
      () => bindDatum(run, each),
      (error) => {
        if (run.heed(error) === "raised") isGuarded = true;
      },
    );
    isGuarded ||= bound !== null && !isHarmless(bound, each, scope);
  }
  const [first] = data;
  if (isGuarded && first !== undefined) guard(run, once, first.span);
  return { run, isGuarded };
}

function bindDatum(run: Run, data: Data): Value | null {
  if (data.src !== null)
    throw refuses(
      `the value of ${data.id.value} is in another file`,
      "an import reads one file and fetches nothing",
      data.src.span,
    );
  if (data.expr === null && data.content === null) return null;
  const value = givenValue(data, run.scope);
  assign(run, locationOf(data.id, run.scope), value, data.span);
  return value;
}

/** Set again it would be what it is: nothing else is ever put there. */
function isHarmless(value: Value, { id }: Data, { knowledge }: Scope): boolean {
  const known = knownOf(value);
  const possible = knowledge.datum(id.value)?.possible;
  return (
    known !== null &&
    possible !== null &&
    possible !== undefined &&
    possible.every((each) => alike(each, UNDEFINED) || alike(each, known))
  );
}

function guard(run: Run, once: string, span: Span): void {
  const { steps } = run;
  const field = { text: once, span };
  run.steps = [
    {
      kind: "if",
      branches: [
        {
          condition: say.not(say.name(once, span), span),
          steps: [
            ...steps,
            {
              kind: "set",
              assignments: [{ field, value: say.boolean(true, span) }],
              span,
            },
          ],
        },
      ],
      span,
    },
  ];
}
