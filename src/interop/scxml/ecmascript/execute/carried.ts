import type { Body, Param } from "../content.ts";
import { throws } from "../abrupt.ts";
import { recordOf } from "../evaluate/literals.ts";
import type { Text } from "../text.ts";
import { UNDEFINED } from "../constants/constant.ts";
import { valueOfConstant, type Value } from "../values/value.ts";
import { bodyValue, expressionValue, locatedValue } from "./data-value.ts";
import { attempted, type Run } from "./run.ts";

/**
 * What an event carries. A `<param>` that fails is left out and raises an error (SCXML 1.0, section 5.7), a `<content>` that fails
 * is empty (section 5.6); an error in a `namelist` is thrown, for it discards the message (section 6.2.4).
 */
export function carried(
  run: Run,
  {
    namelist,
    params,
    content,
    span,
  }: {
    readonly namelist: Text | null;
    readonly params: readonly Param[];
    readonly content: Body | null;
    readonly span: Value["span"];
  },
): Value {
  if (content !== null)
    return (
      attempted(
        () => bodyValue(content, run.scope),
        (error) => refuseOrRaise(run, error),
      ) ?? valueOfConstant(UNDEFINED, span)
    );
  const members = new Map<string, Value>();
  for (const name of listed(namelist))
    members.set(name.value, locatedValue(name, run.scope));
  for (const param of params) {
    const value = attempted(
      () => paramValue(param, run),
      (error) => refuseOrRaise(run, error),
    );
    if (value !== null) members.set(param.name.value, value);
  }
  return members.size === 0
    ? valueOfConstant(UNDEFINED, span)
    : recordOf(members, span);
}

/** What cannot be said leaves nothing that could be sent instead. */
function refuseOrRaise(run: Run, error: Parameters<Run["heed"]>[0]): void {
  if (error.outcome.kind === "refused") throw error;
  run.heed(error);
}

function paramValue({ expr, location, span }: Param, run: Run): Value {
  if (expr !== null) return expressionValue(expr, run.scope);
  if (location !== null) return locatedValue(location, run.scope);
  throw throws("a <param> has an expr or a location", span);
}

function listed(namelist: Text | null): readonly Text[] {
  if (namelist === null) return [];
  return [...namelist.value.matchAll(/\S+/g)].map(({ 0: value, index }) => ({
    value,
    span: namelist.at(index, index + value.length),
    at: (start, end) => namelist.at(index + start, index + end),
  }));
}
