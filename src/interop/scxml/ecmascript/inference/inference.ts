import { condition } from "../evaluate/logic.ts";
import { declaredVariables } from "./declarations.ts";
import type { Content } from "../content.ts";
import type { Block, DataDocument } from "../document.ts";
import { bindState } from "../execute/bind.ts";
import { execute } from "../execute/execute.ts";
import { attempted, Run, type Learn } from "../execute/run.ts";
import { isLate, NO_VALUE, startOf, type Start } from "../execute/start.ts";
import { Flow, type Holding } from "../knowledge/flow.ts";
import { parseExpression } from "../parse.ts";
import type { Scope } from "../scope.ts";
import { moments } from "../moments.ts";
import { shapeOf } from "../shapes/shape.ts";
import { Types } from "../shapes/types.ts";
import { constantOf, UNDEFINED } from "../constants/constant.ts";
import { knownOf } from "../values/value.ts";
import { originOf, type Knowledge } from "../knowledge/knowledge.ts";

/** What has been learnt of a document. */
export interface Inferred {
  readonly start: Start;
  /** What the data hold when all that runs at the start has. */
  readonly end: Flow;
  /** What is known where blocks begin that run once, at the start. */
  readonly flows: ReadonlyMap<readonly Content[], Flow>;
}

const MOST_ROUNDS = 60;

/** Declares all data, and looks at all places until nothing new is learnt. */
export function infer(document: DataDocument, scope: Scope): Inferred {
  const { knowledge } = scope;
  for (const { id } of document.data) knowledge.declare(id.value, id.span);
  const variables = new Set<string>();
  for (const [name, span] of declaredVariables(document)) {
    if (knowledge.datum(name) === null) variables.add(name);
    knowledge.declare(name, span);
  }
  learnOutside(document, knowledge);
  let inferred = round(document, variables, scope);
  for (
    let count = 0;
    (knowledge.hasGrown || knowledge.takeGuesses()) && count < MOST_ROUNDS;
    count++
  ) {
    knowledge.hasGrown = false;
    inferred = round(document, variables, scope);
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

function round(
  document: DataDocument,
  variables: ReadonlySet<string>,
  scope: Scope,
): Inferred {
  const { knowledge } = scope;
  const learn: Learn = (id, holding) => knowledge.learn(id, holding);
  const types = new Types(document.span);
  const unbound: Scope = { ...scope, event: { kind: "unbound" } };
  const start = startOf(document, variables, unbound);
  const first = knowledge.data.map(({ id }): [string, Holding] => [
    id,
    start.flow.get(id) ?? NO_VALUE,
  ]);
  const note: Learn = (id, holding) => first.push([id, holding]);
  const late = document.data
    .filter((data) => isLate(data, document))
    .map(({ id }) => id.value);
  const flows = new Map<readonly Content[], Flow>();
  let known = start.flow.fork();
  const isFirst = ({ at }: Block) => at.event.kind === "unbound";
  for (const { content } of document.blocks.filter(isFirst)) {
    flows.set(content, known.fork());
    const inner: Scope = { ...unbound, flow: known.fork(), isStart: true };
    const run = new Run(inner, note);
    execute(run, content, types, () => undefined);
    known = run.hasStopped ? new Flow() : run.flow;
    // Entering the next state may give them their first value only then.
    for (const id of late) known.forget(id);
  }
  learnStart(first, known, learn);
  for (const block of document.blocks)
    if (!isFirst(block))
      for (const event of moments(block.at)) {
        const run = new Run({ ...scope, event, flow: new Flow() }, learn);
        execute(run, block.content, types, () => undefined);
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
    if (state !== null) bindState(document, state, scope, "", learn);
  return { start, end: known, flows };
}

/**
 * What the start leaves in the data. What it puts there and replaces before anything else can look is not what they may hold:
 * where they begin is where it ends, as far as that is known.
 */
function learnStart(
  first: readonly (readonly [string, Holding])[],
  known: Flow,
  learn: Learn,
): void {
  for (const [id, holding] of first) {
    const last = known.get(id);
    learn(id, last === null || knownOf(last) === null ? holding : last);
  }
}
