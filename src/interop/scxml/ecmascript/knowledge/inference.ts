import { condition } from "../evaluate/logic.ts";
import { declaredVariables } from "../declarations.ts";
import type { Content } from "../content.ts";
import type { DataDocument } from "../document.ts";
import { bindState } from "../execute/bind.ts";
import { execute } from "../execute/execute.ts";
import { attempted, Run } from "../execute/run.ts";
import { startOf, type Start } from "../execute/start.ts";
import { Flow } from "../flow.ts";
import { parseExpression } from "../parse.ts";
import type { Scope } from "../scope.ts";
import { moments } from "../moments.ts";
import { shapeOf } from "../shapes/shape.ts";
import { Types } from "../shapes/types.ts";
import { constantOf, UNDEFINED } from "../values/constant.ts";
import { Knowledge, originOf } from "./knowledge.ts";

/** What has been learnt of a document. */
export interface Inferred {
  readonly start: Start;
  /** What is known where blocks begin that run once, at the start. */
  readonly flows: ReadonlyMap<readonly Content[], Flow>;
}

const MOST_ROUNDS = 60;

/** Declares all data, and looks at all places until nothing new is learnt. */
export function infer(document: DataDocument, scope: Scope): Inferred {
  const { knowledge } = scope;
  for (const { id } of document.data) knowledge.declare(id.value, id.span);
  for (const [name, span] of declaredVariables(document))
    if (knowledge.datum(name) === null) {
      knowledge.declare(name, span);
      knowledge.learnUndefined(name);
    }
  learnOutside(document, knowledge);
  let inferred = round(document, scope);
  for (let count = 0; knowledge.hasGrown && count < MOST_ROUNDS; count++) {
    knowledge.hasGrown = false;
    inferred = round(document, scope);
  }
  return inferred;
}

function learnOutside(document: DataDocument, knowledge: Knowledge): void {
  for (const { event, data } of document.outside) {
    const constant = constantOf(data) ?? UNDEFINED;
    const shape = shapeOf(constant, document.span);
    knowledge.learnEvent(event, shape, originOf("external", {}));
  }
}

function round(document: DataDocument, scope: Scope): Inferred {
  const types = new Types(document.span);
  const start = startOf(document, { ...scope, event: { kind: "unbound" } });
  const flows = new Map<readonly Content[], Flow>();
  let known = start.flow.fork();
  for (const { content, at } of document.blocks) {
    const isFirst = at.event.kind === "unbound";
    if (isFirst) flows.set(content, known.fork());
    for (const event of moments(at)) {
      const flow = isFirst ? known.fork() : new Flow();
      const run = new Run({ ...scope, event, flow });
      execute(run, content, types, () => undefined);
      if (isFirst) known = run.hasStopped ? new Flow() : run.flow;
    }
  }
  for (const { cond, at } of document.conditions)
    for (const event of moments(at))
      attempted(
        () =>
          condition(parseExpression(cond), {
            ...scope,
            event,
            text: cond,
            requires: [],
          }),
        () => undefined,
      );
  for (const state of new Set(document.data.map((each) => each.state)))
    if (state !== null) bindState(document, state, scope, "");
  return { start, flows };
}
