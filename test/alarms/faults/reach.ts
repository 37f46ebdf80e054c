/** Group 2: every state can be reached and left. */
import {
  selfAndAncestors,
  selfAndDescendants,
  type Branch,
  type State,
} from "../../../src/model/index.ts";
import { changed, isOwn, item, member, replaced } from "../text.ts";
import type { Ground } from "../ground.ts";
import {
  isNormal,
  isOpen,
  ownBranches,
  restingStates,
  type Fault,
} from "./fault.ts";

const EVENT = "trigger INJECTED";

/** New states, with a way there from each state that rests. */
function* leadingTo(
  ground: Ground,
  first: string,
  states: string,
): Generator<string> {
  for (const state of restingStates(ground))
    if (isNormal(state) && !state.exposed)
      yield changed(
        ground.text,
        member(ground, `${EVENT}\n  ${states}`),
        item(ground, state, `on INJECTED -> ${first}`),
      );
}

export const REACH: readonly Fault[] = [
  {
    rule: "unreachable-state",
    what: "a state that nothing leads to",
    *in(ground) {
      const { strategy, text } = ground;
      const target = strategy.states.find(
        ({ kind, depth }) => kind === "final" && depth === 0,
      );
      if (target !== undefined)
        yield changed(
          text,
          member(ground, `state FORGOTTEN { after 1s -> ${target.path} }`),
        );
    },
  },
  {
    rule: "unreachable-state",
    what: "the only way into a state leads elsewhere",
    *in(ground) {
      for (const [branch, sibling] of lonelyWays(ground)) {
        const span = branch.target?.states[0]?.span;
        if (span !== undefined)
          yield changed(ground.text, replaced(span, sibling));
      }
    },
  },
  {
    rule: "dead-end-state",
    what: "a state without a way on",
    *in(ground) {
      if (isOpen(ground)) yield* leadingTo(ground, "NOWHERE", "state NOWHERE");
    },
  },
  {
    rule: "dead-end-state",
    what: "a final state is not called so",
    *in(ground) {
      if (!isOpen(ground)) return;
      for (const state of finals(ground))
        yield ground.text.replace(
          new RegExp(`final (?:cancelled )?state ${state.name}\\b`),
          `state ${state.name}`,
        );
    },
  },
  {
    rule: "trap",
    what: "two states lead to each other only",
    *in(ground) {
      if (isOpen(ground))
        yield* leadingTo(
          ground,
          "HERE",
          "state HERE { on INJECTED -> THERE }\n  state THERE { on INJECTED -> HERE }",
        );
    },
  },
  {
    rule: "no-final-path",
    what: "a round through an error state, and no end behind it",
    *in(ground) {
      if (finals(ground).length > 0 && isOpen(ground))
        yield* leadingTo(
          ground,
          "AGAIN",
          "state AGAIN { on INJECTED -> BROKEN_DOWN }\n  error state BROKEN_DOWN { on INJECTED -> AGAIN }",
        );
    },
  },
  {
    rule: "eventless-loop",
    what: "two states that `always` leads between",
    *in(ground) {
      yield* leadingTo(
        ground,
        "PING",
        "state PING { always -> PONG }\n  state PONG { always -> PING }",
      );
    },
  },
  {
    rule: "unhandled-critical",
    what: "one state has no answer any more",
    *in({ text, strategy }) {
      for (const { name } of strategy.triggers.filter((each) => each.critical))
        for (const { index, 0: all } of text.matchAll(
          new RegExp(`\\n *(?:ignore|defer) ${name}(?=\\n)`, "g"),
        ))
          yield text.slice(0, index) + text.slice(index + all.length);
    },
  },
  {
    rule: "never-handled",
    what: "a trigger that nothing handles",
    *in(ground) {
      yield changed(ground.text, member(ground, EVENT));
    },
  },
  ...[
    "guard injected = 1 < 2",
    "guard injected",
    "activity injected()",
    "output INJECTED(n: number)",
    "enum Injected { A, B }",
    "type Injected = { n: number }",
  ].map((declaration): Fault => ({
    rule: "unused",
    what: `unused: ${declaration.split(" ")[0]}${declaration.includes("=") ? "" : " alone"}`,
    *in(ground) {
      yield changed(ground.text, member(ground, declaration));
    },
  })),
  {
    rule: "write-only",
    what: "a field that is set and never read",
    *in(ground) {
      if (readByCode(ground)) return;
      for (const branch of ownBranches(ground))
        if (branch.effects.length === 0 && branch.target !== null) {
          const arrow = ground.text.indexOf("->", branch.span.start);
          yield changed(
            ground.text,
            member(ground, "context { injected: number = 0 }"),
            { start: arrow, end: arrow, text: "set injected = 1 " },
          );
        }
    },
  },
  {
    rule: "region-conflict",
    what: "two regions answer one event in different directions",
    *in(ground) {
      const [left, right] = ground.strategy.states.filter(
        (each) =>
          each.depth === 0 &&
          (each.kind === "atomic" || each.kind === "final") &&
          isNormal(each) === (each.kind === "atomic") &&
          isOwn(each.span),
      );
      for (const state of ground.strategy.states) {
        if (state.kind !== "parallel" || !isOwn(state.span)) continue;
        const [one, other] = state.children;
        if (!one || !other || !left || !right || state.exposed) continue;
        yield changed(
          ground.text,
          member(ground, EVENT),
          item(ground, one, `on INJECTED -> ${left.path}`),
          item(ground, other, `on INJECTED -> ${right.path}`),
        );
      }
    },
  },
  {
    rule: "defer-forever",
    what: "deferred everywhere",
    *in(ground) {
      yield changed(
        ground.text,
        member(ground, `${EVENT}\n  from * defer INJECTED`),
      );
    },
  },
];

function finals({ strategy }: Ground): readonly State[] {
  return strategy.states.filter(
    ({ kind, depth, span }) => kind === "final" && depth === 0 && isOwn(span),
  );
}

function readByCode({ strategy }: Ground): boolean {
  return (
    strategy.actions.length > 0 ||
    strategy.guards.some(({ expression }) => expression === null)
  );
}

/** Branches that alone lead to a state, with another state that their state leads to anyway. */
function* lonelyWays(ground: Ground): Generator<readonly [Branch, string]> {
  const { strategy } = ground;
  const own = ownBranches(ground);
  const leadsTo = (branch: Branch, state: State): boolean =>
    branch.target?.states.some(
      (each) =>
        each.state === state ||
        [...selfAndDescendants(state)].includes(each.state) ||
        selfAndAncestors(state).includes(each.state),
    ) ?? false;
  for (const branch of own) {
    const goal = branch.target?.states[0]?.state;
    if (goal === undefined || goal.kind !== "final" || goal.depth > 0) continue;
    const ways = strategy.branches.filter((each) => leadsTo(each, goal));
    if (ways.length !== 1 || strategy.timeout?.target === goal) continue;
    const sibling = finals(ground).find((each) => each !== goal);
    if (sibling !== undefined) yield [branch, sibling.path];
  }
}
