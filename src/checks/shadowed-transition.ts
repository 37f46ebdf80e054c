import { at, type Diagnostic } from "../diagnostics/index.ts";
import {
  neverTaken,
  shadowedBranch,
  shadowedTransition as finding,
  takenFirst,
} from "../diagnostics/messages/reach.ts";
import { textOf, type Span } from "../source/index.ts";
import type {
  Branch,
  Event,
  Origin,
  Reaction,
  State,
  Strategy,
} from "../model/index.ts";
import type { Formula } from "./analysis/formula.ts";
import {
  coveredBy,
  formulaAt,
  isAlwaysTrue,
  isCovered,
} from "./analysis/guards.ts";
import { canBeActiveTogether } from "./analysis/relatives.ts";
import { satisfiable } from "./analysis/satisfiable.ts";
import { reactionsIn } from "./analysis/steps.ts";
import { keyOf } from "./analysis/terms.ts";
import type { Rule } from "./subject.ts";

/**
 * FSM205. Within one state: a branch is shadowed when, for each of its events, wherever its guard holds one of those before it
 * holds. Only text of the same block shadows: a state's own over what `from` wrote, and a child strategy's over its parent's,
 * is an override. What `from` writes into several states is shadowed when it is so in all of them. Not judged: an `else`
 * (a precaution), a guard that never holds by itself or behind the others of its choice (FSM207), what stands behind a guard that
 * every value satisfies (FSM208), and between two `on error`, since the second is tried when the first one throws.
 */
export const shadowedTransition: Rule = {
  name: "shadowed-transition",
  *check({ strategy, reached }) {
    const states = strategy.states.filter((state) => reached.states.has(state));
    const verdicts = new Map<string, Diagnostic | null>();
    for (const state of states)
      for (const [branch, verdict] of judgeState(state, strategy)) {
        const key = placeOf(branch.span);
        const first = verdicts.get(key);
        if (first === undefined || verdict === null) verdicts.set(key, verdict);
      }
    for (const found of verdicts.values()) if (found !== null) yield found;
  },
};

/** A branch with what decides whether another one is an override of it. */
interface Entry {
  readonly branch: Branch;
  /** All of its item's: of one choice, where there are several. */
  readonly choice: readonly Branch[];
  readonly origin: Origin;
  readonly unlessActive: State | null;
  /** Made when it is asked for first: most branches have no other before them. */
  readonly guard: () => Formula;
}

/** Branches that wait for the same, in the order in which they are tried. */
interface Queue {
  readonly what: string;
  readonly entries: readonly Entry[];
}

type Verdict = readonly [Branch, Diagnostic | null];

function judgeState(state: State, strategy: Strategy): readonly Verdict[] {
  return [
    ...judgeReactions(state, strategy),
    ...otherQueues(state).flatMap((queue) =>
      queue.entries.map((entry): Verdict => [
        entry.branch,
        judge(entry, [queue], state, strategy),
      ]),
    ),
  ];
}

function judgeReactions(state: State, strategy: Strategy): readonly Verdict[] {
  const entries = new Map(
    state.reactions.map((each) => [each, entriesOf(each, state)]),
  );
  return state.reactions.flatMap((reaction) => {
    const queues = reaction.events.map((event) =>
      queueOf(event, reaction, state, entries),
    );
    return (entries.get(reaction) ?? []).map((entry): Verdict => [
      entry.branch,
      judge(entry, queues, state, strategy),
    ]);
  });
}

function queueOf(
  event: Event,
  own: Reaction,
  state: State,
  entries: ReadonlyMap<Reaction, readonly Entry[]>,
): Queue {
  const rivals = event.kind === "error" ? [own] : reactionsIn(state, event);
  const name = event.kind === "trigger" ? event.trigger.name : event.kind;
  return {
    what: `\`${name}\``,
    entries: rivals.flatMap((reaction) => entries.get(reaction) ?? []),
  };
}

function otherQueues(state: State): readonly Queue[] {
  const always: Queue = {
    what: "`always`",
    entries: state.always.flatMap((reaction) => entriesOf(reaction, state)),
  };
  const timers = state.timers.map((timer): Queue => ({
    what: `\`${timer.text}\``,
    entries: entriesOf({ ...timer, unlessActive: null }, state),
  }));
  const arms = state.runs.flatMap((run) => {
    const outcomes = new Set(run.arms.map(({ outcome }) => outcome));
    return [...outcomes].map((outcome): Queue => ({
      what: `\`${outcome}\` of \`${run.activity.name}\``,
      entries: run.arms
        .filter((arm) => arm.outcome === outcome)
        .flatMap(({ branches }) =>
          entriesOf(
            { branches, origin: run.origin, unlessActive: null },
            state,
          ),
        ),
    }));
  });
  return [always, ...timers, ...arms];
}

function entriesOf(
  item: Pick<Reaction, "branches" | "origin" | "unlessActive">,
  state: State,
): readonly Entry[] {
  return item.branches.map((branch) => ({
    branch,
    choice: item.branches,
    origin: item.origin,
    unlessActive: item.unlessActive,
    guard: once(() => formulaAt(branch.guard, state, "real")),
  }));
}

/** Of thousands of branches before one these are looked at, the nearest. */
const MOST_BEFORE = 400;

/** The finding, where in every queue those before it leave nothing for it. */
function judge(
  entry: Entry,
  queues: readonly Queue[],
  state: State,
  strategy: Strategy,
): Diagnostic | null {
  const { branch, guard } = entry;
  const [first] = queues;
  if (first === undefined || branch.otherwise) return null;
  let culprit: Entry | null = null;
  for (const queue of queues) {
    const index = queue.entries.findIndex((each) => each.branch === branch);
    const rivals = queue.entries
      .slice(Math.max(0, index - MOST_BEFORE), Math.max(index, 0))
      .filter((rival) => mayShadow(rival, entry, state, strategy));
    if (rivals.length === 0) return null;
    const alone =
      rivals.find((rival) => isSame(rival.branch, branch)) ??
      coveredBy(guard(), rivals);
    const covered =
      alone !== null ||
      (rivals.length > 1 &&
        isCovered(
          guard(),
          rivals.map((rival) => rival.guard()),
        ));
    if (!covered) return null;
    culprit ??= alone ?? rivals.at(-1) ?? null;
  }
  if (culprit === null || !satisfiable(guard())) return null;
  if (isToldElsewhere(entry, culprit)) return null;
  return report(entry, culprit, first.what);
}

/** Word for word, whatever can be proved of it. */
function isSame({ guard }: Branch, { guard: other }: Branch): boolean {
  return guard !== null && other !== null && keyOf(guard) === keyOf(other);
}

function isToldElsewhere(
  { choice }: Entry,
  { branch: { guard }, choice: other }: Entry,
): boolean {
  return guard !== null && (choice === other || isAlwaysTrue(guard));
}

/** Branches of one choice share their keyword, and in YAML all transitions of a state do: then each is shown as well. */
function report(
  { branch, choice }: Entry,
  { branch: culprit }: Entry,
  what: string,
): Diagnostic {
  const message = takenFirst(culprit.guard !== null);
  const apart = !sameSpan(branch.keyword, culprit.keyword);
  const related = apart
    ? [{ span: culprit.keyword, message }]
    : [
        { span: culprit.guard?.span ?? culprit.span, message },
        { span: branch.guard?.span ?? branch.span, message: neverTaken },
      ];
  const said = choice.includes(culprit)
    ? shadowedBranch(what)
    : finding(what, culprit.guard === null);
  return at(
    { span: branch.keyword, related },
    apart ? { ...said, label: neverTaken } : said,
  );
}

/** Only what stands in the same block of the text, and is there whenever the other is. */
function mayShadow(
  rival: Entry,
  entry: Entry,
  state: State,
  strategy: Strategy,
): boolean {
  const { unlessActive } = rival;
  const absent =
    unlessActive !== null &&
    unlessActive !== entry.unlessActive &&
    canBeActiveTogether(unlessActive, state);
  return !absent && sameBlock(rival, entry, strategy);
}

/** Text of one strategy is tried in its order; where that is not the order of the text, a child overrides its parent. */
function sameBlock(rival: Entry, entry: Entry, strategy: Strategy): boolean {
  const a = rival.branch.keyword;
  const b = entry.branch.keyword;
  if (rival.origin !== entry.origin || isFrom(a) !== isFrom(b)) return false;
  if (rival.origin !== "inherited") return true;
  const between =
    strategy.span.file === a.file &&
    strategy.span.start > a.start &&
    strategy.span.start < b.start;
  return a.file === b.file && a.start <= b.start && !between;
}

/** What `from` writes bears that word. */
function isFrom(keyword: Span): boolean {
  return textOf(keyword) === "from";
}

function sameSpan(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

function placeOf({ file, start, end }: Span): string {
  return `${file.path}\u0000${start}\u0000${end}`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
