import type { Span } from "../../../source/index.ts";
import {
  printExpression,
  type Expression,
  type FieldDeclaration,
} from "../../../syntax/index.ts";
import { outcomeOf, refusal } from "./abrupt.ts";
import type { Content } from "./content.ts";
import type { At, DataDocument } from "./document.ts";
import { evaluate } from "./evaluate/evaluate.ts";
import { condition } from "./evaluate/logic.ts";
import { bindState } from "./execute/bind.ts";
import { execute } from "./execute/execute.ts";
import { platformError, Run } from "./execute/run.ts";
import { isLate } from "./execute/start.ts";
import { Flow } from "./knowledge/flow.ts";
import { infer } from "./inference/inference.ts";
import { Knowledge, type Datum } from "./knowledge/knowledge.ts";
import { moments } from "./moments.ts";
import { dataName } from "./names.ts";
import { parseExpression } from "./parse.ts";
import type { DataModel, Outcome, PayloadField, Steps } from "./result.ts";
import type { CurrentEvent, Scope } from "./scope.ts";
import { coerced } from "./values/coerce.ts";
import { payloadOf } from "./knowledge/payload.ts";
import { canBeKept, isLike } from "./shapes/shape.ts";
import { keptFields, keptSteps } from "./knowledge/kept.ts";
import { Types } from "./shapes/types.ts";
import { textBetween, type Text } from "./text.ts";
import * as say from "./words/say.ts";
import { knownOf, valueOfConstant, words } from "./values/value.ts";

/** The data of a document as fields, payloads and expressions of our language. */
export function dataModelOf(document: DataDocument): DataModel {
  const knowledge = new Knowledge();
  const { file, start, end } = document.span;
  const scope: Scope = {
    document,
    knowledge,
    flow: new Flow(),
    event: { kind: "unknown" },
    text: textBetween(file, start, end),
    locals: new Map(),
    depth: 0,
    requires: [],
    isStart: false,
    evaluate,
  };
  const { flows, start: started, end: settled } = infer(document, scope);
  const types = new Types(document.span);
  const onces = onceFields(document, scope);
  const fields = knowledge.data.flatMap((datum) => {
    const field = fieldOf(datum, started.flow, settled, types);
    return field === null ? [] : [field];
  });
  const payloads = new Map<string, readonly PayloadField[]>();
  for (const [name] of knowledge.events)
    payloads.set(name, payloadFields(name, knowledge, types, document.span));

  const runOf = (
    content: readonly Content[],
    event: CurrentEvent,
    at: At,
  ): Steps => {
    const isStart = at.event.kind === "unbound";
    const known = isStart ? flows.get(content) : undefined;
    const flow = known?.fork() ?? new Flow();
    const run = new Run({ ...scope, event, flow, isStart });
    execute(run, content, types, () => undefined);
    return { steps: run.steps, remarks: run.remarks };
  };
  return {
    fields: [
      ...fields,
      ...keptFields(knowledge, types, document.span),
      ...[...onces.values()].map((name) => flag(name, document.span)),
    ],
    types: types.declarations,
    start: { steps: started.steps, remarks: started.remarks },
    bind(state) {
      const once = onces.get(state) ?? "";
      const { run } = bindState(document, state, scope, once);
      return { steps: run.steps, remarks: run.remarks };
    },
    readsEvent: ({ value }) => /\b_event\b/.test(value),
    condition: (text, at) =>
      agreed(
        moments(at).map((event) => conditionAt(text, { ...scope, event })),
        text,
      ),
    block(content, at) {
      const [first, ...others] = moments(at).map((event) =>
        runOf(content, event, at),
      );
      if (first === undefined) return { steps: [], remarks: [] };
      const stranger = others.some((other) => textOf(other) !== textOf(first));
      if (!stranger) return first;
      const span = content[0]?.span ?? document.span;
      const remark = refusal(
        "what is done differs from event to event",
        "which one it is has to be known",
        span,
      );
      return { steps: [], remarks: [...first.remarks, remark.remark] };
    },
    kept: (event) => keptSteps(event, knowledge, document.span),
    payload: (event) =>
      payloads.get(event) ??
      payloadFields(event, knowledge, types, document.span),
    platformError: (event, span) => platformError(scope, event, span),
  };
}

function conditionAt(text: Text, scope: Scope): Outcome<Expression> {
  return outcomeOf(() => {
    const requires: Expression[] = [];
    const holds = condition(parseExpression(text), {
      ...scope,
      text,
      requires,
    });
    const said = words(holds);
    return requires.reduceRight(
      (rest, each) => say.and(each, rest, text.span),
      said,
    );
  });
}

/** What is the same for every event that it may be. */
function agreed(
  outcomes: readonly Outcome<Expression>[],
  { span }: Text,
): Outcome<Expression> {
  const differs = refusal(
    "a condition that differs from event to event",
    "which event it is has to be known",
    span,
  );
  const [first = differs, ...others] = outcomes;
  return others.every((other) => outcomeText(other) === outcomeText(first))
    ? first
    : differs;
}

function outcomeText(outcome: Outcome<Expression>): string {
  switch (outcome.kind) {
    case "value":
      return printExpression(outcome.value);
    case "raises-error":
      return outcome.event;
    case "refused":
      return outcome.remark.message;
  }
}

/** Without places. */
function textOf({ steps }: Steps): string {
  return JSON.stringify(steps, (key, value: unknown) =>
    key === "span" ? undefined : value,
  );
}

/** Null for what no spec could keep, and nobody reads. */
function fieldOf(
  { id, name, shape, span }: Datum,
  start: Flow,
  end: Flow,
  types: Types,
): FieldDeclaration | null {
  if (!canBeKept(shape)) return null;
  const type = types.node(shape, id);
  if (type === null) return null;
  const [first] = [start.get(id), end.get(id)].flatMap((holding) => {
    const known = holding === null ? null : knownOf(holding);
    if (holding === null || known === null || !isLike(holding.shape, shape))
      return [];
    return [outcomeOf(() => coerced(valueOfConstant(known, span), shape))];
  });
  const value = first?.kind === "value" ? first.value : null;
  return {
    kind: "field",
    name: { text: name, span },
    type,
    default: value?.kind === "null" ? null : value,
    doc: null,
    allows: [],
  };
}

function flag(name: string, span: Span): FieldDeclaration {
  return {
    kind: "field",
    name: { text: name, span },
    type: { kind: "named", name: { text: "boolean", span }, span },
    default: say.boolean(false, span),
    doc: null,
    allows: [],
  };
}

/** For states of which the data are bound once: what says that it has been. */
function onceFields(
  document: DataDocument,
  scope: Scope,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const isTaken = (name: string) =>
    [...names.values()].includes(name) ||
    scope.knowledge.data.some((datum) => datum.name === name);
  for (const data of document.data) {
    const { state } = data;
    if (state === null || names.has(state) || !isLate(data, document)) continue;
    if (bindState(document, state, scope, "").isGuarded)
      names.set(state, dataName(`${state}_bound`, isTaken));
  }
  return names;
}

function payloadFields(
  event: string,
  knowledge: Knowledge,
  types: Types,
  span: Span,
): readonly PayloadField[] {
  return payloadOf(knowledge.event(event), span).flatMap(({ name, shape }) => {
    const type = types.node(shape, `${event} ${name}`);
    return type === null ? [] : [{ name: { text: name, span }, type }];
  });
}
