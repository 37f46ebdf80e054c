import type { Deferral, State, Strategy } from "../model/index.ts";
import { transitionsOf, stayLine } from "./transitions.ts";

/** What is done in a state, and the policies that lead to it, line by line as `.fsm`. */
export function linesOf(state: State, strategy: Strategy): readonly string[] {
  return [
    ...state.enter.map(({ text }) => text),
    ...state.exit.map(({ text }) => text),
    ...state.runs.map(({ text }) => text),
    ...deferralText("defer", state.defers),
    ...deferralText("ignore", state.ignores),
    ...policiesTo(state, strategy),
  ];
}

/** What the state answers without leaving. */
export function stayLines(state: State): readonly string[] {
  return transitionsOf(state).flatMap((each) => stayLine(each) ?? []);
}

function deferralText(
  word: string,
  deferrals: readonly Deferral[],
): readonly string[] {
  const names = new Set(deferrals.map(({ trigger }) => trigger.name));
  return names.size === 0 ? [] : [`${word} ${[...names].join(", ")}`];
}

/** The error policy and the time-out have no state of their own to start at: their target says that they lead there. */
function policiesTo(
  state: State,
  { errors, timeout }: Strategy,
): readonly string[] {
  return [
    ...(errors?.target === state ? [errors.text] : []),
    ...(timeout?.target === state ? [timeout.branch.text] : []),
  ].map((text) => text.slice(0, text.lastIndexOf("->")).trim());
}
