/** Timers as delayed events to the machine itself, taken back when their state is left. */
import type { State, Timer } from "../../../model/index.ts";
import { delayOf } from "./content.ts";
import { script, type Around } from "./expression.ts";
import { periodData, timerEvent } from "./names.ts";
import { branchTransitions } from "./transitions.ts";
import { element, type Xml } from "./xml.ts";

/** In `onentry`. */
export function armed(timer: Timer, around: Around): readonly Xml[] {
  const { kind, time, index, keyword } = timer;
  const event = timerEvent(kind, index);
  if (kind === "at") {
    around.losses.add(
      keyword,
      "`at` asks the platform's clock, Date.now(), when the state is entered",
    );
    const delayexpr = `Math.max(0, ${script(time, around)} - Date.now()) + 'ms'`;
    return [element("send", { event, id: event, delayexpr })];
  }
  if (kind === "every" && time.kind !== "duration")
    return [
      element("assign", {
        location: periodData(index),
        expr: script(time, around),
      }),
      again(timer, around),
    ];
  return [element("send", { event, id: event, ...delayOf(time, around) })];
}

/** In `onexit`. */
export function disarmed({ kind, index }: Timer): Xml {
  return element("cancel", { sendid: timerEvent(kind, index) });
}

/** `every` goes on where its state is not left, whatever its guards say. */
export function timerTransitions(timer: Timer, around: Around): readonly Xml[] {
  const { kind, index, branches } = timer;
  const event = timerEvent(kind, index);
  const staying = kind === "every" ? [again(timer, around)] : [];
  const last = branches.at(-1);
  const mayMiss = last !== undefined && last.guard !== null;
  return [
    ...branchTransitions(branches, { event, conditions: [], staying }, around),
    ...(kind === "every" && mayMiss
      ? [element("transition", { event }, staying)]
      : []),
  ];
}

function again({ kind, index, time }: Timer, around: Around): Xml {
  const event = timerEvent(kind, index);
  const delay =
    time.kind === "duration"
      ? delayOf(time, around)
      : { delayexpr: `${periodData(index)} + 'ms'` };
  return element("send", { event, id: event, ...delay });
}

/** Data for the periods that are no constants. */
export function periods(state: State): readonly Xml[] {
  return state.timers.flatMap(({ kind, time, index }) =>
    kind === "every" && time.kind !== "duration"
      ? [element("data", { id: periodData(index), expr: "0" })]
      : [],
  );
}
