/** Group 3: failure and time are handled. */
import {
  selfAndAncestors,
  type Arm,
  type Run,
  type State,
} from "../../../src/model/index.ts";
import { usualNumber } from "../../../src/checks/analysis/time/usual.ts";
import { changed, isOwn, item, member, replaced } from "../text.ts";
import type { Ground } from "../ground.ts";
import { isNormal, restingStates, type Fault } from "./fault.ts";

export const FAILURE: readonly Fault[] = [
  {
    rule: "missing-error-transition",
    what: "no error policy",
    *in({ text, strategy }) {
      const { errors, states } = strategy;
      const listens = states.some(({ reactions }) =>
        reactions.some(({ events }) =>
          events.some(({ kind }) => kind === "error"),
        ),
      );
      if (errors !== null && isOwn(errors.span) && !listens)
        yield text.replace(/\n {2}errors limit [^\n]*/, "");
    },
  },
  {
    rule: "missing-error-transition",
    what: "one state no longer listens to errors",
    *in({ text, strategy }) {
      if (strategy.errors !== null) return;
      for (const { index, 0: all } of text.matchAll(
        /\n *on error -> [A-Z_]+(?=\n)/g,
      ))
        yield text.slice(0, index) + text.slice(index + all.length);
    },
  },
  ...(["failed", "unknown"] as const).map((outcome): Fault => ({
    rule: "missing-outcome",
    what: `no arm for \`${outcome}\``,
    *in(ground) {
      for (const [state, run] of runs(ground))
        if (hearsErrors(state)) continue;
        else if (outcome === "failed" || run.activity.words.length > 0)
          yield* without(ground, run, outcome);
    },
  })),
  {
    rule: "missing-timeout",
    what: "a run without a time-out",
    *in({ text, strategy }) {
      for (const [state, run] of runs({ strategy }))
        if (
          run.timeout !== null &&
          selfAndAncestors(state).every(({ timers }) => timers.length === 0) &&
          run.arms.some(({ outcome }) => outcome === "done")
        ) {
          const start = text.lastIndexOf(" timeout", run.timeout.span.start);
          yield text.slice(0, start) + text.slice(run.timeout.span.end);
        }
    },
  },
  {
    rule: "missing-timeout",
    what: "an exposed state that only triggers lead on from",
    *in(ground) {
      const { text, strategy } = ground;
      if (strategy.timeout !== null) return;
      for (const state of restingStates(ground)) {
        const [timer, another] = state.timers;
        if (!state.exposed || !isNormal(state) || state.runs.length > 0)
          continue;
        if (timer?.kind !== "after" || another !== undefined) continue;
        if (
          selfAndAncestors(state).some(
            (each) => each !== state && each.timers.length > 0,
          )
        )
          continue;
        if (state.reactions.every(({ origin }) => origin !== "own")) continue;
        const [branch, second] = timer.branches;
        if (branch === undefined || second !== undefined) continue;
        if (waysTo(branch.target?.states[0]?.state, ground) < 2) continue;
        yield changed(text, {
          start: timer.keyword.start,
          end: branch.span.end,
          text: "",
        });
      }
    },
  },
  {
    rule: "endless-retry",
    what: "a failure leads back to the run at once",
    *in(ground) {
      for (const [state, run] of runs(ground)) {
        if (run.activity.words.length > 0 || run.backoff !== null) continue;
        if (state.enter.length > 0 || isTimed(state)) continue;
        const arm = armOf(run, "failed");
        const [branch] = arm?.branches ?? [];
        const span = branch?.target?.states[0]?.span;
        if (waysTo(branch?.target?.states[0]?.state, ground) < 2) continue;
        if (arm?.branches.length === 1 && branch?.guard === null && span)
          yield changed(ground.text, replaced(span, state.path));
      }
    },
  },
  {
    rule: "endless-retry",
    what: "an order that was refused is sent again at once",
    *in(ground) {
      for (const [state, run] of runs(ground)) {
        if (!run.activity.words.includes("closes") || run.backoff === null)
          continue;
        if (isTimed(state)) continue;
        const arm = armOf(run, "failed");
        const [branch] = arm?.branches ?? [];
        const span = branch?.target?.states[0]?.span;
        if (waysTo(branch?.target?.states[0]?.state, ground) < 2) continue;
        const start = ground.text.lastIndexOf(
          " backoff",
          run.backoff.first.span.start,
        );
        const last = run.backoff.longest ?? run.backoff.first;
        if (arm?.branches.length === 1 && branch?.guard === null && span)
          yield changed(ground.text, replaced(span, state.path), {
            start,
            end: last.span.end,
            text: "",
          });
      }
    },
  },
  {
    rule: "retry-outlives-state",
    what: "a time-out that ends the retries",
    *in(ground) {
      for (const [state, run] of runs(ground)) {
        const attempt = usualNumber(run.timeout);
        const failed = armOf(run, "unknown") ?? armOf(run, "failed");
        const [target] = failed?.branches[0]?.target?.states ?? [];
        if (run.retry === null || attempt === null || target === undefined)
          continue;
        if (state.kind !== "atomic" || state.timers.length > 0) continue;
        yield changed(
          ground.text,
          item(
            ground,
            state,
            `after ${Math.ceil(attempt)}ms -> ${target.state.path}`,
          ),
        );
      }
    },
  },
  {
    rule: "timer-never-fires",
    what: "a longer timer behind a shorter one",
    *in(ground) {
      for (const [state, path, length] of timedStates(ground))
        yield changed(
          ground.text,
          item(
            ground,
            state,
            `after ${Math.ceil(length * 2 + 1)}ms -> ${path}`,
          ),
        );
    },
  },
  {
    rule: "timer-never-fires",
    what: "a timer behind the strategy's time-out",
    *in(ground) {
      const { strategy, text } = ground;
      const end = strategy.states.find(
        ({ kind, depth }) => kind === "final" && depth === 0,
      );
      if (strategy.timeout !== null || end === undefined) return;
      for (const [state, , length] of timedStates(ground)) {
        const isLongest = strategy.states.every((each) =>
          each.timers.every(
            (timer) =>
              each === state || (usualNumber(timer.time) ?? 0) < length / 2,
          ),
        );
        if (
          isLongest &&
          isNormal(state) &&
          !strategy.states.some(({ exposed }) => exposed)
        )
          yield changed(
            text,
            member(
              ground,
              `timeout ${Math.floor(length / 2)}ms -> ${end.path}`,
            ),
          );
      }
    },
  },
  {
    rule: "timer-resets-itself",
    what: "a transition to itself keeps the time-out from coming",
    *in(ground) {
      const { text, strategy } = ground;
      if (strategy.timeout !== null) return;
      for (const [state] of timedStates(ground))
        if (
          isNormal(state) &&
          state.runs.length === 0 &&
          selfAndAncestors(state).every(
            (each) => each === state || each.timers.length === 0,
          )
        )
          yield changed(
            text,
            member(ground, "trigger INJECTED\n  output INJECTED_NOTE"),
            item(
              ground,
              state,
              `on INJECTED emit INJECTED_NOTE -> ${state.path}`,
            ),
          );
    },
  },
  {
    rule: "stuck-in-error",
    what: "an error state that nothing leads out of",
    *in(ground) {
      for (const state of ground.strategy.states) {
        if (state.role !== "error" || !isOwn(state.span) || state.exposed)
          continue;
        if (state.reactions.some(({ origin }) => origin !== "own")) continue;
        const body = /^\s*\{[^{}]*\}/.exec(ground.text.slice(state.span.end));
        if (body === null) continue;
        const kept = /(?:ignore|defer) [^\n]*/.exec(body[0])?.[0] ?? "";
        yield (
          ground.text.slice(0, state.span.end) +
          ` { ${kept} }` +
          ground.text.slice(state.span.end + body[0].length)
        );
      }
    },
  },
  {
    rule: "error-ping-pong",
    what: "the recovery leads back at once",
    *in(ground) {
      for (const state of ground.strategy.states) {
        if (state.role !== "error" || !isOwn(state.span)) continue;
        yield changed(
          ground.text,
          member(
            ground,
            `trigger INJECTED\n  ${state.exposed ? "exposed " : ""}state AGAIN { always -> ${state.path} }`,
          ),
          item(ground, state, "on INJECTED -> AGAIN"),
        );
      }
    },
  },
];

function* runs({
  strategy,
}: Pick<Ground, "strategy">): Generator<readonly [State, Run]> {
  for (const state of strategy.states)
    for (const run of state.runs) if (isOwn(run.span)) yield [state, run];
}

function armOf(run: Run, outcome: Arm["outcome"]): Arm | undefined {
  return run.arms.find((arm) => arm.outcome === outcome);
}

/** The text without one of the run's arms, or without its name where it shares an arm. */
function* without(
  { text }: Ground,
  run: Run,
  outcome: Arm["outcome"],
): Generator<string> {
  const own = text.slice(run.span.start, run.span.end);
  const shared = own
    .replace(`failed, unknown`, outcome === "failed" ? "unknown" : "failed")
    .replace(`unknown, failed`, outcome === "failed" ? "unknown" : "failed");
  const alone = new RegExp(
    `\\n *${outcome} +(?=->|set|emit|stay|do)[^{}\\n]*(?=\\n)`,
  );
  const put = shared === own ? own.replace(alone, "") : shared;
  if (put !== own)
    yield text.slice(0, run.span.start) + put + text.slice(run.span.end);
}

/** Resting states with one `after` that surely leads out, where it leads, and after how many ms. */
function* timedStates(
  ground: Ground,
): Generator<readonly [State, string, number]> {
  for (const state of restingStates(ground)) {
    const [timer, another] = state.timers;
    const [branch, second] = timer?.branches ?? [];
    const target = branch?.target?.states[0]?.state;
    const length = timer === undefined ? null : usualNumber(timer.time);
    if (timer?.kind !== "after" || another || second || length === null)
      continue;
    if (target !== undefined && branch?.guard === null && target !== state)
      yield [state, target.path, length];
  }
}

function isTimed(state: State): boolean {
  return selfAndAncestors(state).some(({ timers }) => timers.length > 0);
}

function hearsErrors(state: State): boolean {
  return selfAndAncestors(state).some(({ reactions }) =>
    reactions.some(({ events }) => events.some(({ kind }) => kind === "error")),
  );
}

/** How many places of the text lead to a state; an arm for several outcomes is one. */
function waysTo(goal: State | undefined, { strategy }: Ground): number {
  const places = strategy.branches.flatMap(({ target }) =>
    (target?.states ?? []).flatMap(({ state, span }) =>
      state === goal ? [span.start] : [],
    ),
  );
  const policy = strategy.errors?.target === goal ? 1 : 0;
  return new Set(places).size + policy;
}
