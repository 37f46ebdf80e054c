/** How far a step leaves, where only a running machine knows: a history that leads back to where the step comes from. */
import {
  domainOf,
  isDescendant,
  selfAndAncestors,
  type Branch,
  type State,
  type Target,
} from "../model/index.ts";
import type { Picked } from "./body.ts";
import { historyField } from "./history.ts";
import type { Doc } from "./layout/doc.ts";
import {
  array,
  atom,
  binary,
  call,
  conditional,
  number,
  word,
  type Code,
} from "./layout/expression.ts";
import {
  caseOf,
  giveBack,
  method,
  statement,
  switchOn,
} from "./layout/statement.ts";

/** Of a history that leads back to where the step comes from: how far it leaves depends on what was recorded. */
export interface DynamicDomain {
  readonly state: State;
  /** Where nothing was recorded: as if to its initial's targets. */
  readonly unrecorded: State;
  /** Innermost first; that of the spec's text is above them. */
  readonly candidates: readonly State[];
}

export function dynamicDomain({
  source,
  target,
}: Branch): DynamicDomain | null {
  const [only, ...others] = target?.states ?? [];
  if (target === null || only === undefined || others.length > 0) return null;
  const { state, history, span } = only;
  if (history === "none" || !isDescendant(source, state)) return null;
  const targets = initialOf(state).map((each) => ({
    state: each,
    history: "none" as const,
    span,
  }));
  const initially: Target = { states: targets, reenter: target.reenter };
  const inside = selfAndAncestors(source).filter(
    (each) =>
      each.kind === "composite" &&
      isDescendant(each, state) &&
      (each !== source || !target.reenter),
  );
  const unrecorded = domainOf(source, initially);
  if (unrecorded === null) return null;
  return { state, unrecorded, candidates: history === "deep" ? inside : [] };
}

export function initialOf(state: State): readonly State[] {
  switch (state.kind) {
    case "composite":
      return state.initial.targets;
    case "parallel":
      return state.children;
    default:
      return [];
  }
}

export function dynamicDomains(
  steps: readonly (readonly [number, Picked])[],
): readonly Doc[] {
  const cases = steps.flatMap(([step, { branch }]) => {
    const found = dynamicDomain(branch);
    if (found === null || branch.target === null) return [];
    const usual = domainOf(branch.source, branch.target);
    return [caseOf([`case ${step}:`], [giveBack(domainCode(found, usual))])];
  });
  return cases.length === 0
    ? []
    : [
        method("protected override domain", ["step: number"], "number | null", [
          switchOn("step", [
            ...cases,
            caseOf(
              ["default:"],
              [statement(call("return super.domain", [atom("step")]))],
            ),
          ]),
        ]),
      ];
}

function domainCode(
  { state, unrecorded, candidates }: DynamicDomain,
  usual: State | null,
): Code {
  const recorded = atom(`this.${historyField(state)}`);
  const otherwise = number(usual?.index ?? -1);
  const inner = candidates.map(({ index }) => number(index));
  return conditional(
    binary(recorded, "===", word("null")),
    number(unrecorded.index),
    candidates.length === 0
      ? otherwise
      : binary(
          call("this.innermost", [array(inner), recorded]),
          "??",
          otherwise,
        ),
  );
}
