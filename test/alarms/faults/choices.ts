/** Group 2: which transition is taken. */
import {
  selfAndAncestors,
  type Branch,
  type Reaction,
  type State,
} from "../../../src/model/index.ts";
import { textOf } from "../../../src/source/index.ts";
import { asksCode } from "../../../src/checks/analysis/guards.ts";
import { isInRegion } from "../../../src/checks/analysis/relatives.ts";
import { within } from "../../../src/checks/analysis/expressions.ts";
import { before, changed, isOwn, item, member, replaced } from "../text.ts";
import type { Ground } from "../ground.ts";
import { isNormal, ownBranches, restingStates, type Fault } from "./fault.ts";

const EVENT = "trigger INJECTED";

export const CHOICES: readonly Fault[] = [
  {
    rule: "shadowed-transition",
    what: "a transition stands there twice",
    *in({ text, strategy }) {
      for (const state of strategy.states)
        for (const { keyword, branches, origin } of state.reactions) {
          const [branch, another] = branches;
          if (branch === undefined || another !== undefined) continue;
          if (origin !== "own" || branch.target === null) continue;
          if (!isOwn(branch.span)) continue;
          const { end } = branch.span;
          yield `${text.slice(0, end)}\n${text.slice(keyword.start, end)}${text.slice(end)}`;
        }
    },
  },
  {
    rule: "shadowed-transition",
    what: "an unconditional transition before another",
    *in(ground) {
      for (const { reaction, name, elsewhere } of reactions(ground))
        yield changed(
          ground.text,
          before(reaction.keyword, `on ${name} -> ${elsewhere}\n    `),
        );
    },
  },
  {
    rule: "shadowed-transition",
    what: "a wider condition before a narrower one",
    *in(ground) {
      for (const { reaction, name, elsewhere } of reactions(ground)) {
        const [branch] = reaction.branches;
        if (reaction.branches.length !== 1 || !branch?.guard) continue;
        if (isInRegion(branch.source)) continue;
        const guard = `(${textOf(branch.guard.span)}) or halted`;
        yield changed(
          ground.text,
          before(
            reaction.keyword,
            `on ${name} when ${guard} -> ${elsewhere}\n    `,
          ),
        );
      }
    },
  },
  {
    rule: "never-true",
    what: "a condition that contradicts itself",
    *in(ground) {
      for (const branch of ownBranches(ground)) {
        const number = comparedIn(branch);
        if (number === null || !branch.guard) continue;
        yield changed(
          ground.text,
          replaced(
            branch.guard.span,
            `(${textOf(branch.guard.span)}) and ${number} > 7 and ${number} < 3`,
          ),
        );
      }
    },
  },
  {
    rule: "always-true",
    what: "a condition that all values satisfy",
    *in(ground) {
      for (const branch of ownBranches(ground)) {
        const number = comparedIn(branch);
        if (number !== null && branch.guard)
          yield changed(
            ground.text,
            replaced(
              branch.guard.span,
              `(${textOf(branch.guard.span)}) or ${number} >= 0 or ${number} < 0`,
            ),
          );
      }
    },
  },
  {
    rule: "choice-gap",
    what: "the last branch leaves a bound out",
    *in(ground) {
      for (const state of restingStates(ground)) {
        if (!isNormal(state)) continue;
        yield changed(
          ground.text,
          member(
            ground,
            "trigger INJECTED(level: number)\n  output INJECTED_LOW\n  output INJECTED_HIGH",
          ),
          item(
            ground,
            state,
            "on INJECTED { when event.level < 3 emit INJECTED_LOW stay when event.level > 3 emit INJECTED_HIGH stay }",
          ),
        );
      }
    },
  },
  {
    rule: "choice-gap",
    what: "no `else stay` any more",
    *in({ text, strategy }) {
      for (const { branches, state } of strategy.states.flatMap((state) =>
        state.reactions.map(({ branches }) => ({ branches, state })),
      )) {
        const last = branches.at(-1);
        const isPlain =
          last?.otherwise === true &&
          last.target === null &&
          last.effects.length === 0 &&
          isOwn(last.span) &&
          branches.length > 2 &&
          branches.every(({ guard }) => guard === null || !asksCode(guard)) &&
          selfAndAncestors(state).every(({ always }) => always.length === 0);
        if (isPlain)
          yield text.slice(0, last.span.start) + text.slice(last.span.end);
      }
    },
  },
  {
    rule: "no-effect",
    what: "a `stay` that does nothing",
    *in(ground) {
      for (const state of restingStates(ground))
        yield changed(
          ground.text,
          member(ground, EVENT),
          item(ground, state, "on INJECTED stay"),
        );
    },
  },
  {
    rule: "time-dependent-choice",
    what: "a choice that only the next event looks at again",
    *in(ground) {
      const { strategy } = ground;
      const target = strategy.root.initial.targets[0];
      if (target === undefined || strategy.timeout !== null) return;
      for (const state of restingStates(ground))
        if (
          isNormal(state) &&
          !state.exposed &&
          selfAndAncestors(state).every(({ timers }) => timers.length === 0) &&
          elsewhereThan(state, ground) !== null
        )
          yield changed(
            ground.text,
            item(
              ground,
              state,
              `always when elapsed > 5s -> ${elsewhereThan(state, ground)}`,
            ),
          );
    },
  },
];

/** A number that a guard compares, as text. */
function comparedIn({
  guard,
  origin,
}: Branch & { origin?: string }): string | null {
  if (guard === null || origin === "from" || asksCode(guard)) return null;
  for (const each of within(guard))
    if (
      (each.kind === "payload" || each.kind === "field") &&
      each.type.kind === "number" &&
      isOwn(each.span)
    )
      return textOf(each.span);
  return null;
}

/** Own reactions to one trigger, each with a state that a transition could lead to without new exposure. */
function reactions(ground: Ground): readonly {
  readonly reaction: Reaction;
  readonly name: string;
  readonly elsewhere: string;
}[] {
  return restingStates(ground).flatMap((state) =>
    state.reactions.flatMap((reaction) => {
      const [event, another] = reaction.events;
      const [target] = reaction.branches.flatMap(
        (branch) => branch.target?.states ?? [],
      );
      const isFirst =
        state.reactions.find(({ events }) =>
          events.some(
            (each) =>
              each.kind === "trigger" &&
              event?.kind === "trigger" &&
              each.trigger === event.trigger,
          ),
        ) === reaction;
      return event?.kind === "trigger" &&
        another === undefined &&
        isFirst &&
        reaction.origin === "own" &&
        isOwn(reaction.keyword) &&
        target !== undefined &&
        reaction.branches.every(
          (each) => each.target?.states[0]?.state === target.state,
        )
        ? [
            {
              reaction,
              name: event.trigger.name,
              elsewhere: textOf(target.span),
            },
          ]
        : [];
    }),
  );
}

function elsewhereThan(state: State, { strategy }: Ground): string | null {
  const found = strategy.states.find(
    (each) =>
      each !== state &&
      each.kind === "final" &&
      each.depth === 0 &&
      each.parent === strategy.root,
  );
  return found?.path ?? null;
}
