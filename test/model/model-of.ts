import { renderText, settle } from "../../src/diagnostics/index.ts";
import { build, type Host } from "../../src/model/build.ts";
import type { State, Strategy } from "../../src/model/index.ts";
import { SourceFile } from "../../src/source/index.ts";
import { parseFsm } from "../../src/syntax/from-fsm.ts";

const alone: Host = { load: () => null, exists: () => false };

/** The last strategy of a text without findings. */
export function modelOf(text: string): Strategy {
  const parsed = parseFsm(new SourceFile("model.fsm", text, "fsm"));
  const { model, diagnostics } = build(parsed.file, alone);
  const found = [...parsed.diagnostics, ...diagnostics];
  const strategy = model.strategies.at(-1);
  if (found.length > 0 || strategy === undefined)
    throw new Error(renderText(settle(found)));
  return strategy;
}

/** The state of that name. */
export function stateOf(strategy: Strategy, path: string): State {
  const state = strategy.states.find((each) => each.path === path);
  if (state === undefined) throw new Error(`there is no ${path}`);
  return state;
}

/** Reactions, timers and deferrals of each state, in the order in which they are tried. */
export function itemsOf(strategy: Strategy): Record<string, string[]> {
  return Object.fromEntries(
    strategy.states.map((state) => [state.path, linesOf(state)]),
  );
}

function linesOf(state: State): string[] {
  const { reactions, always, timers, runs, defers, ignores } = state;
  return [
    ...[...reactions, ...always, ...timers].flatMap((item) =>
      item.branches.map(({ text }) => `${item.origin}: ${text}`),
    ),
    ...runs.flatMap((run) => [
      `${run.origin}: ${run.text}`,
      ...run.arms.flatMap((arm) => arm.branches.map(({ text }) => `  ${text}`)),
    ]),
    ...defers.map((each) => `${each.origin}: defer ${each.trigger.name}`),
    ...ignores.map((each) => `${each.origin}: ignore ${each.trigger.name}`),
  ];
}
