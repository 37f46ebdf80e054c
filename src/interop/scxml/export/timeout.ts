/** The longest that a run may take: one delayed event, sent when the machine starts, heard at the top. */
import {
  isDescendant,
  selfAndDescendants,
  type State,
} from "../../../model/index.ts";
import { delayOf } from "./content.ts";
import { TIMEOUT_DATA, TIMEOUT_EVENT } from "./names.ts";
import type { Document } from "./document.ts";
import { element, type Xml } from "./xml.ts";

/** In `onentry`: what the machine starts in sends it, once; an error state takes it back. */
export function timeoutEntry(
  state: State,
  { strategy, around }: Document,
): readonly Xml[] {
  const { timeout, root } = strategy;
  if (timeout === null) return [];
  const isFirst =
    state.depth === 0 &&
    root.initial.targets.some(
      (target) => target === state || isDescendant(target, state),
    );
  return [
    ...(isFirst
      ? [
          element("if", { cond: `!${TIMEOUT_DATA}` }, [
            element("assign", { location: TIMEOUT_DATA, expr: "true" }),
            element("send", {
              event: TIMEOUT_EVENT,
              id: TIMEOUT_EVENT,
              ...delayOf(timeout.after, { ...around, state: null }),
            }),
          ]),
        ]
      : []),
    ...(state.role === "error"
      ? [element("cancel", { sendid: TIMEOUT_EVENT })]
      : []),
  ];
}

/** A transition of the whole machine, written into each of its outermost states. */
export function timeoutTransitions(
  state: State,
  { strategy, around }: Document,
): readonly Xml[] {
  const { timeout } = strategy;
  if (timeout === null || state.depth !== 0 || state.kind === "final")
    return [];
  const { target, span } = timeout;
  if (state === target) return [];
  for (const each of selfAndDescendants(state))
    if (each.role === "suspended")
      around.losses.add(
        span,
        `the time-out goes on in \`${each.path}\`: SCXML cannot hold a delayed event back`,
      );
  const id = around.names.idOf(target);
  return [
    element("transition", {
      event: TIMEOUT_EVENT,
      cond: isDescendant(target, state) ? `!In('${id}')` : null,
      target: id,
    }),
  ];
}
