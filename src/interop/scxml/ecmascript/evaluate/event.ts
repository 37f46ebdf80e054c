import type { Span } from "../../../../source/index.ts";
import type { Expression } from "../../../../syntax/index.ts";
import { refuses, throws } from "../abrupt.ts";
import { isMeta, type EventKnowledge, type Meta } from "../knowledge/event.ts";
import { EVENT_NAME } from "../knowledge/knowledge.ts";
import { fieldName } from "../names.ts";
import type { CurrentEvent, Scope } from "../scope.ts";
import { refuseConflict } from "../values/coerce.ts";
import { keptShape } from "../knowledge/kept.ts";
import { payloadOf, type PayloadPart } from "../knowledge/payload.ts";
import {
  join,
  mayBeAbsent,
  NOTHING,
  scalar,
  shaped,
  shapeOf,
  type Base,
  type Shape,
} from "../shapes/shape.ts";
import { primitive, UNDEFINED } from "../constants/constant.ts";
import * as say from "../words/say.ts";
import { valueOf, valueOfConstant, type Value } from "../values/value.ts";

type Bound = Extract<CurrentEvent, { kind: "bound" }>;

/** `_event.KEY`. */
export function eventMember(key: string, span: Span, scope: Scope): Value {
  const bound = boundEvent(span, scope);
  if (key === "name") return nameOf(bound, span, scope);
  if (key === "data") return eventData(span, scope);
  if (isMeta(key)) return metaOf(bound, key, span, scope);
  return valueOfConstant(UNDEFINED, span);
}

/** Where it may be one of several that are gone, the name is kept. */
function nameOf(bound: Bound, span: Span, { knowledge }: Scope): Value {
  const { name, names, kept } = bound;
  if (!kept || names.length === 1)
    return valueOfConstant(primitive(name), span);
  return valueOf(scalar("string", span), names.map(primitive), span, () =>
    say.name(knowledge.keep(name, EVENT_NAME), span),
  );
}

function boundEvent(span: Span, { event }: Scope): Bound {
  switch (event.kind) {
    case "bound":
      return event;
    case "unbound":
      throw throws("_event is not bound before the first event", span);
    case "unknown":
      throw refuses(
        "which event _event is here is not known",
        "a spec reads an event's payload in the transitions that it triggers",
        span,
      );
  }
}

/** `_event.sendid` and the like. */
function metaOf(bound: Bound, meta: Meta, span: Span, scope: Scope): Value {
  const event = scope.knowledge.event(bound.name);
  event.asked.add(meta);
  if (!event.isMade)
    return valueOfConstant(
      meta === "type" ? primitive("external") : UNDEFINED,
      span,
    );
  const possible = event.meta[meta];
  const shape = (possible ?? [])
    .map((constant) => shapeOf(constant, span))
    .reduce((one, other) => join(one, other), NOTHING);
  return valueOf(shape, possible, span, () =>
    read(
      event,
      bound,
      ({ of }) => of.kind === "meta" && of.meta === meta,
      span,
      scope,
    ),
  );
}

/** `_event.data`. */
export function eventData(span: Span, scope: Scope): Value {
  const bound = boundEvent(span, scope);
  const event = scope.knowledge.event(bound.name);
  event.asked.add("data");
  const { data } = event;
  if (data.base.kind === "none" && event.isMade)
    return valueOf(data, data.null ? null : [UNDEFINED], span, () =>
      say.nothing(span),
    );
  const value = valueOf(data, null, span, () => {
    refuseConflict(data, span);
    return data.base.kind === "record"
      ? recordOf(event, bound, span, scope)
      : read(event, bound, ({ of }) => of.kind === "data", span, scope);
  });
  const hint = (base: Base, isGuess = false) =>
    scope.knowledge.learnUse(bound.name, shaped(base), isGuess);
  return event.isMade ? value : { ...value, hint };
}

/** `_event.data.KEY`; null where the data are no object, so that the member is not one of theirs. */
export function eventDataMember(
  key: string,
  span: Span,
  scope: Scope,
): Value | null {
  const bound = boundEvent(span, scope);
  const { knowledge } = scope;
  const event = knowledge.event(bound.name);
  event.asked.add("data");
  const learn = (shape: Shape, isGuess = false) =>
    knowledge.learnUse(
      bound.name,
      shaped({ kind: "record", fields: new Map([[key, shape]]), span }),
      isGuess,
    );
  if (!event.isMade) {
    if (key === "length" && event.data.base.kind !== "record") return null;
    learn(NOTHING);
  }
  const { data } = event;
  if (data.base.kind !== "record") return null;
  const own = data.base.fields.get(key);
  if (own === undefined) return valueOfConstant(UNDEFINED, span);
  if (mayBeAbsent(data)) requireData(event, bound, span, scope);
  const possible =
    own.base.kind === "none" && own.undefined ? [UNDEFINED] : null;
  const shape = event.isMade || own.base.kind !== "none" ? own : NOTHING;
  const value = valueOf(shape, possible, span, () => {
    refuseConflict(own, span);
    return readMember(event, bound, key, span, scope);
  });
  return event.isMade
    ? value
    : { ...value, hint: (base, isGuess) => learn(shaped(base), isGuess) };
}

/** Where some of the events carry no data, their members are an error: that there are some shows in a member that all have. */
function requireData(
  event: EventKnowledge,
  bound: Bound,
  span: Span,
  scope: Scope,
): void {
  const { base } = event.data;
  if (base.kind !== "record" || !(bound.readable || bound.kept)) return;
  const sure = [...base.fields].find(
    ([, shape]) => !mayBeAbsent(shape) && shape.base.kind !== "none",
  );
  if (sure === undefined) return;
  const words = readMember(event, bound, sure[0], span, scope);
  scope.requires.push(say.isGiven(words, span));
}

function recordOf(
  event: EventKnowledge,
  bound: Bound,
  span: Span,
  scope: Scope,
): Expression {
  const fields = payloadOf(event, span).flatMap(({ of }) => {
    if (of.kind !== "member") return [];
    const { key } = of;
    const value = readMember(event, bound, key, span, scope);
    return [{ name: { text: fieldName(key), span }, value }];
  });
  return { kind: "record", fields, span };
}

function readMember(
  event: EventKnowledge,
  bound: Bound,
  key: string,
  span: Span,
  scope: Scope,
): Expression {
  return read(
    event,
    bound,
    ({ of }) => of.kind === "member" && of.key === key,
    span,
    scope,
  );
}

/** `event.x`, or, where the event is gone, the context field that keeps it. */
function read(
  event: EventKnowledge,
  { name, readable, kept }: Bound,
  isWanted: (part: PayloadPart) => boolean,
  span: Span,
  { knowledge }: Scope,
): Expression {
  if (!readable && !kept)
    throw refuses(
      `what ${name} carries cannot be read here`,
      "a spec reads an event's payload in the guards and effects of the transitions that it triggers",
      span,
    );
  const part = payloadOf(event, span).find(isWanted);
  if (part === undefined)
    throw refuses(
      `what ${name} carries is not known`,
      "nothing in the document sends it or says what it is used as, so that it has no type",
      span,
    );
  if (readable) return say.member(say.name("event", span), part.name, span);
  const field = knowledge.keep(name, part.name);
  refuseConflict(keptShape(part.name, knowledge, span), span);
  return say.name(field, span);
}
