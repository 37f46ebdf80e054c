import type { CstNodes } from "../../../grammar/cst.ts";
import type { EntryRule } from "../../../grammar/parser.ts";
import { notAllowed } from "../../diagnostics/messages/syntax.ts";
import type { FragmentKind, FragmentKinds } from "../fragment-kinds.ts";
import { readEffectWords } from "./declarations.ts";
import { readExpression, readType } from "./expressions.ts";
import type { Reading } from "./reading.ts";
import { readOutcomes } from "./runs.ts";
import {
  readEvents,
  readFromStates,
  readInitialWay,
  readReaction,
  readStatePaths,
} from "./states.ts";
import {
  readBranch,
  readCall,
  readDestination,
  readEffects,
  readEnd,
  readNames,
  readRaised,
  readTail,
} from "./transitions.ts";

/** The tree of the whole text by a rule; undefined where it is no such thing. */
type Parse = <Rule extends EntryRule>(rule: Rule) => CstNodes[Rule] | undefined;

type Fragments = {
  readonly [Kind in FragmentKind]: (
    reading: Reading,
    parse: Parse,
  ) => FragmentKinds[Kind] | null;
};

/** How each kind of fragment is read. */
export const FRAGMENTS: Fragments = {
  expression: (reading, parse) => readExpression(reading, parse("expression")),
  type: (reading, parse) => readType(reading, parse("typeNode")),
  tail: (reading, parse) => readTail(reading, parse("tail")),
  branch: (reading, parse) => readBranch(reading, parse("branch")),
  end: (reading, parse) =>
    /^\s*(?:->|stay\b)/.test(reading.text)
      ? readEnd(reading, parse("end"))
      : readDestination(reading, parse("destination")),
  callbacks: (reading, parse) => readReaction(reading, parse("reaction")),
  effects: (reading, parse) => {
    const effects = parse("effects");
    return effects === undefined ? null : readEffects(reading, effects);
  },
  initial: (reading, parse) => readInitialWay(reading, parse("initialWay")),
  call: (reading, parse) => readCall(reading, parse("call")),
  raise: (reading, parse) => readRaised(reading, parse("raised")),
  effectWords: (reading, parse) => {
    const words = parse("effectWords");
    return words === undefined ? null : readEffectWords(reading, words);
  },
  name: (reading, parse) => only(reading, readNames(reading, parse("names"))),
  names: (reading, parse) => some(readNames(reading, parse("names"))),
  fieldName: (reading, parse) =>
    only(reading, fieldNames(reading, parse("fieldNames"))),
  fieldNames: (reading, parse) =>
    some(fieldNames(reading, parse("fieldNames"))),
  statePath: (reading, parse) =>
    only(reading, readStatePaths(reading, parse("statePaths"))),
  statePaths: (reading, parse) =>
    some(readStatePaths(reading, parse("statePaths"))),
  events: (reading, parse) => some(readEvents(reading, parse("events"))),
  outcomes: (reading, parse) => some(readOutcomes(reading, parse("outcomes"))),
  fromStates: (reading, parse) => readFromStates(reading, parse("fromStates")),
};

function fieldNames(
  reading: Reading,
  node: CstNodes["fieldNames"] | undefined,
): FragmentKinds["fieldNames"] {
  return (node?.children.FieldName ?? []).map((token) => reading.name(token));
}

function some<Part>(parts: readonly Part[]): readonly Part[] | null {
  return parts.length === 0 ? null : parts;
}

function only<Part>(reading: Reading, parts: readonly Part[]): Part | null {
  if (parts.length > 1) {
    const span = reading.span(0, reading.text.length);
    const help = "give one name; several stand in a list";
    reading.report(span, notAllowed("only one name can stand here", help));
  }
  return parts[0] ?? null;
}
