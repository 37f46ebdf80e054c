/** What the functions of a file are called: the kind, the strategy where a file has several, the name in the spec. */
import type { Action, Trigger } from "../model/index.ts";
import { safe } from "./names.ts";
import type { Unit } from "./unit.ts";

export function actionName({ name }: Action, { names }: Unit): string {
  return `do$${names.scope}${safe(name)}`;
}

/** The context fields that an action may write. */
export function fieldsName({ name, writes }: Action, { names }: Unit): string {
  return writes === null
    ? `${names.value}Fields`
    : `fields$${names.scope}${safe(name)}`;
}

export function payloadTest({ name }: Trigger, { names }: Unit): string {
  return `isPayload$${names.scope}${safe(name)}`;
}

export function payloadMisfit({ name }: Trigger, { names }: Unit): string {
  return `misfitOfPayload$${names.scope}${safe(name)}`;
}
