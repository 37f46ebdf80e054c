/** The transitions of a state as drawings show them. */
import {
  areConcurrent,
  isDescendant,
  type Branch,
  type Reaction,
  type Run,
  type State,
  type TargetState,
} from "../model/index.ts";

/** One way on. */
export interface Way {
  /** Condition and effects as `.fsm` text, `stay` and `reenter` included, the target not. Empty for none. */
  readonly text: string;
  /** Empty: it stays. */
  readonly targets: readonly TargetState[];
  readonly branch: Branch;
}

/** What makes it be tried, and the ways that it divides into. */
export interface Transition {
  /** `on QUOTE`, `after 5s`, `always`, `buy failed, unknown`. */
  readonly head: string;
  readonly ways: readonly Way[];
}

/** Every transition of a state's text, in the order in which they are tried, those that `from` writes included. */
export function transitionsOf(state: State): readonly Transition[] {
  return [
    ...state.reactions.map((each) => reaction(state, each)),
    ...state.always.map((each) => reaction(state, each)),
    ...state.timers.map(({ text, branches }) => ({
      head: text,
      ways: waysOf(branches, text, null),
    })),
    ...state.runs.flatMap(armsOf),
  ];
}

function reaction(state: State, { text, branches, unlessActive }: Reaction) {
  const head = text.replace(/^from .*? on /s, "on ");
  const other =
    unlessActive !== null &&
    (unlessActive === state ||
      isDescendant(unlessActive, state) ||
      areConcurrent(unlessActive, state))
      ? unlessActive
      : null;
  return { head, ways: waysOf(branches, text, other) };
}

/** `unless`: a state in which none of them is taken. */
function waysOf(
  branches: readonly Branch[],
  head: string,
  unless: State | null,
): readonly Way[] {
  return branches.map((branch) => {
    const tail = withoutTarget(branch, branch.text.slice(head.length).trim());
    const targets = branch.target?.states ?? [];
    return { text: unlessIn(unless, branch, tail), targets, branch };
  });
}

/** The text up to its arrow: an arrow in a string is not its last. */
function withoutTarget({ target }: Branch, tail: string): string {
  if (target === null) return tail;
  const before = tail.slice(0, tail.lastIndexOf("->")).trim();
  return target.reenter ? `${before} reenter`.trim() : before;
}

function unlessIn(
  unless: State | null,
  { guard, otherwise }: Branch,
  tail: string,
): string {
  if (unless === null) return tail;
  const condition = `not in(${unless.path})`;
  if (otherwise) return tail.replace(/^else/, `when ${condition}`);
  if (guard === null) return `when ${condition} ${tail}`.trim();
  return tail.replace(/^when/, `when ${condition} and`);
}

/** One text for several outcomes has made as many arms, which say the same. */
function armsOf({ arms, activity }: Run): readonly Transition[] {
  return arms
    .filter(
      ({ text }, index) => index === arms.findIndex((arm) => arm.text === text),
    )
    .map(({ text, branches }) => ({
      head: `${activity.name} ${text}`,
      ways: waysOf(branches, text, null),
    }));
}

/** What stands at an arrow that is no choice. */
export function labelOf({ head }: Transition, { text }: Way): string {
  return `${head} ${text}`.trim();
}

/** A stay whose whole text is a line in its state; null for what needs an arrow. */
export function stayLine(transition: Transition): string | null {
  const [way, another] = transition.ways;
  return way !== undefined && another === undefined && way.targets.length === 0
    ? labelOf(transition, way)
    : null;
}
