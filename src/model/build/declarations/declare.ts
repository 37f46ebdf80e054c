import type * as Ast from "../../../syntax/ast.ts";
import type { StrategyText } from "../files/file-scope.ts";
import type { Spaces } from "../names/entries.ts";
import { Names } from "../names/names.ts";
import type { StateNames } from "../names/state-names.ts";
import type { Report } from "../report.ts";
import type { ValueTypes } from "../types/value-types.ts";
import { declareAction, declareCallable } from "./callables.ts";
import { Claims } from "./claims.ts";
import type { Declaring } from "./declaring.ts";
import { declareData } from "./data.ts";
import { declareEvent } from "./events.ts";
import { readDefault, readGuards } from "./expressions.ts";
import { declareLegs, declareOnlyLeg } from "./legs.ts";
import { checkEndless, fillRecord } from "./records.ts";
import { declareType } from "./value-types.ts";

export interface Declarations {
  readonly spaces: Spaces;
  /** For the text of each layer, oldest first. */
  readonly names: readonly Names[];
}

/** Enters what all layers declare, oldest first; types before what has a type, names before expressions. */
export function declare(
  lineage: readonly StrategyText[],
  states: StateNames,
  types: ValueTypes,
  report: Report,
): Declarations {
  const spaces: Spaces = {
    values: new Map(),
    callables: new Map(),
    events: new Map(),
    types: new Map(),
    legs: new Map(),
  };
  const layers = lineage.map(({ declaration, file }, layer) => {
    const names = new Names(layer, spaces, states, file);
    const claims = new Claims(report);
    const declaring: Declaring = { spaces, names, claims, types, report };
    return { members: declaration.members, file, declaring };
  });
  for (const { members, file, declaring } of layers)
    for (const member of members)
      if (member.kind === "enum" || member.kind === "type")
        declareType(member, file, declaring);
  const each = (read: (member: Ast.Member, declaring: Declaring) => void) => {
    for (const { members, declaring } of layers)
      for (const member of members) read(member, declaring);
  };
  each((member, declaring) => {
    if (member.kind === "type") fillRecord(member, declaring);
    if (member.kind === "leg") declareLegs(member, declaring);
  });
  if (spaces.legs.size === 0) declareOnlyLeg(lineage, spaces);
  each((member, declaring) => {
    if (member.kind === "type") checkEndless(member, declaring);
    declareData(member, declaring);
    declareEvent(member, declaring);
    declareCallable(member, declaring);
  });
  each((member, declaring) => {
    if (member.kind === "action") declareAction(member, declaring);
  });
  const names = layers.map(({ declaring }) => declaring.names);
  readGuards(spaces, names, report);
  each(readDefault);
  return { spaces, names };
}
