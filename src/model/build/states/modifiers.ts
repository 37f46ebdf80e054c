import {
  cancelledNotFinal,
  saidTwice,
  doneWithoutChildren,
  excludedModifier,
  finalRegion,
  finalWithExits,
  initialRegion,
  parallelWithoutRegions,
  suspendedActs,
} from "../../../diagnostics/messages/meaning.ts";
import type { Related } from "../../../diagnostics/index.ts";
import type { Span } from "../../../source/index.ts";
import type * as Ast from "../../../syntax/ast.ts";
import type { State } from "../../model.ts";
import { selfAndAncestors } from "../../tree.ts";
import type { StateNode } from "../names/state-node.ts";
import type { Report } from "../report.ts";

type ModifierText = Ast.Modifier<Ast.StateModifier>;

/** At most one of these. */
const ROLES = ["final", "error", "suspended", "parallel"];

/** Modifiers that exclude each other or do not belong on this state. `whole`: the strategy is not abstract. */
export function checkModifiers(
  node: StateNode,
  whole: boolean,
  report: Report,
): void {
  const written = writtenOf(node, report);
  const roles = [...written.values()]
    .filter(({ word }) => ROLES.includes(word))
    .toSorted(inText);
  for (const [index, role] of roles.entries()) {
    const before = roles[index - 1];
    if (before !== undefined) exclude(role, before, report);
  }
  const initial = written.get("initial");
  const error = written.get("error");
  if (initial !== undefined && error !== undefined) {
    const [first, second] = [initial, error].toSorted(inText);
    if (first && second) exclude(second, first, report);
  }
  const cancelled = written.get("cancelled");
  if (cancelled !== undefined && !written.has("final"))
    report.add({ span: cancelled.span }, cancelledNotFinal());
  checkRegion(node, written, report);
  const parallel = written.get("parallel");
  if (parallel !== undefined && roles.length === 1 && whole)
    if (node.children.length === 0 && report.isWhole(node.span))
      report.add(
        { span: parallel.span },
        parallelWithoutRegions({ state: node.name }),
      );
}

/** Each modifier where it is written first; twice in one declaration is reported. */
function writtenOf(
  { texts }: StateNode,
  report: Report,
): ReadonlyMap<Ast.StateModifier, ModifierText> {
  const written = new Map<Ast.StateModifier, ModifierText>();
  for (const { declaration } of texts) {
    const here = new Map<Ast.StateModifier, ModifierText>();
    for (const modifier of declaration.modifiers) {
      const earlier = here.get(modifier.word);
      if (earlier !== undefined)
        report.add(
          {
            span: modifier.span,
            related: [{ message: "the first one", span: earlier.span }],
          },
          saidTwice({ word: modifier.word }),
        );
      else here.set(modifier.word, modifier);
      if (!written.has(modifier.word)) written.set(modifier.word, modifier);
    }
  }
  return written;
}

function inText(a: ModifierText, b: ModifierText): number {
  return a.span.file === b.span.file ? a.span.start - b.span.start : 0;
}

function exclude(
  { word, span }: ModifierText,
  other: ModifierText,
  report: Report,
): void {
  report.add(
    {
      span,
      related: [{ message: `excluded by \`${other.word}\``, span: other.span }],
    },
    excludedModifier({ word, other: other.word }),
  );
}

function checkRegion(
  { parent, name }: StateNode,
  written: ReadonlyMap<Ast.StateModifier, ModifierText>,
  report: Report,
): void {
  if (parent?.state.kind !== "parallel") return;
  const initial = written.get("initial");
  if (initial !== undefined)
    report.add(
      { span: initial.span },
      initialRegion({ state: name, parallel: parent.name }),
    );
  const final = written.get("final");
  if (final !== undefined)
    report.add(
      { span: final.span },
      finalRegion({ state: name, parallel: parent.name }),
    );
}

/** What a state does although its modifiers say that it cannot. */
export function checkItems(node: StateNode, report: Report): void {
  const { state } = node;
  const isFinal = node.texts.some(({ declaration }) =>
    declaration.modifiers.some(({ word }) => word === "final"),
  );
  if (isFinal) checkFinal(node, report);
  const suspended = selfAndAncestors(state).find(
    ({ role }) => role === "suspended",
  );
  if (suspended !== undefined) checkSuspended(state, suspended, report);
  if (state.kind === "atomic" && report.isWhole(node.span))
    checkDone(state, report);
}

function checkFinal(
  { name, span, state, children }: StateNode,
  report: Report,
): void {
  const exits: readonly Related[] = [
    ...children.map((child) => related("a child", child.span)),
    ...[...state.reactions, ...state.always].map((reaction) =>
      related("a transition", reaction.keyword),
    ),
    ...state.timers.map((timer) => related("a timer", timer.keyword)),
    ...state.runs.map((run) => related("an activity", run.keyword)),
    ...(state.depth === 0
      ? state.exit.map((exit) => related("never called", exit.keyword))
      : []),
  ];
  if (exits.length > 0)
    report.add(
      { span, related: exits.slice(0, 4) },
      finalWithExits({ state: name, top: state.depth === 0 }),
    );
}

function related(message: string, span: Span): Related {
  return { message, span };
}

/** `suspended`: the state itself or one around it, in which it waits as well. */
function checkSuspended(state: State, suspended: State, report: Report): void {
  const acts = [
    ...state.always.map(({ keyword }) => ({ keyword, what: "`always`" })),
    ...state.timers.map(({ keyword, kind }) => ({
      keyword,
      what: `\`${kind}\``,
    })),
    ...state.runs.map(({ keyword }) => ({ keyword, what: "`run`" })),
  ];
  for (const { keyword, what } of acts)
    report.add(
      {
        span: keyword,
        related: [{ message: "suspended", span: suspended.span }],
      },
      suspendedActs({ state: suspended.path, what }),
    );
}

function checkDone(state: State, report: Report): void {
  for (const { events, keyword, origin } of state.reactions)
    if (origin === "own" && events.some((event) => event.kind === "done"))
      report.add(
        {
          span: keyword,
          related: [{ message: "has no children", span: state.span }],
        },
        doneWithoutChildren({ state: state.path }),
      );
}
