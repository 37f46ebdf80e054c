import { childrenOf, type State } from "../../../model/index.ts";
import { behaviourContent, effectsContent } from "./content.ts";
import type { Around } from "./expression.ts";
import type { Document } from "./document.ts";
import { enteredData } from "./names.ts";
import { readsElapsed } from "./reads.ts";
import { runElement, runTransitions } from "./runs.ts";
import { armed, disarmed, timerTransitions } from "./timers.ts";
import { timeoutEntry, timeoutTransitions } from "./timeout.ts";
import { reactionTransitions } from "./transitions.ts";
import { comment, element, type Xml } from "./xml.ts";

const TAGS = {
  atomic: "state",
  composite: "state",
  parallel: "parallel",
  final: "final",
} as const;

export function stateElement(state: State, document: Document): readonly Xml[] {
  const around: Around = { ...document.around, state };
  const { names } = around;
  const modifiers = state.modifiers.filter(
    (word) => !["initial", "final", "parallel"].includes(word),
  );
  reportDeferrals(state, around);
  const initial =
    state.kind === "composite" ? initialOf(state, around) : { xml: [] };
  return [
    ...(state.doc === null ? [] : [comment(state.doc)]),
    element(
      TAGS[state.kind],
      {
        id: names.idOf(state),
        initial: initial.attribute ?? null,
        "fsmc:modifiers": modifiers.length === 0 ? null : modifiers.join(" "),
      },
      [
        ...initial.xml,
        ...historyElements(state, document),
        ...blockOf("onentry", [
          ...stamp(state, names.idOf(state)),
          ...state.enter.flatMap((each) => behaviourContent(each, around)),
          ...state.timers.flatMap((timer) => armed(timer, around)),
          ...timeoutEntry(state, document),
          ...state.runs.map((run) => runElement(run, around)),
        ]),
        ...blockOf("onexit", [
          ...state.exit.flatMap((each) => behaviourContent(each, around)),
          ...state.timers.map(disarmed),
        ]),
        ...[...state.reactions, ...state.always].flatMap((reaction) =>
          reactionTransitions(state, reaction, around),
        ),
        ...state.timers.flatMap((timer) => timerTransitions(timer, around)),
        ...runTransitions(state, around),
        ...timeoutTransitions(state, document),
        ...ignored(state),
        ...childrenOf(state).flatMap((child) => stateElement(child, document)),
      ],
    ),
  ];
}

/** The attribute says where it begins; the element also what is done there. */
function initialOf(
  state: Extract<State, { kind: "composite" }>,
  around: Around,
): { readonly attribute?: string; readonly xml: readonly Xml[] } {
  const { targets, effects } = state.initial;
  const attribute = targets.map((each) => around.names.idOf(each)).join(" ");
  if (effects.length === 0) return { attribute, xml: [] };
  const content = effectsContent(effects, around);
  const transition = element("transition", { target: attribute }, content);
  return { xml: [element("initial", {}, [transition])] };
}

/** As long as nothing was active, a history is entered as its state is by default. */
function historyElements(
  state: State,
  { histories, around }: Document,
): readonly Xml[] {
  return [...(histories.get(state) ?? [])].map((type) => {
    const targets =
      state.kind === "composite" ? state.initial.targets : childrenOf(state);
    const content =
      state.kind === "composite"
        ? effectsContent(state.initial.effects, { ...around, state })
        : [];
    const target = targets.map((each) => around.names.idOf(each)).join(" ");
    return element(
      "history",
      { id: around.names.historyOf(state, type), type },
      [element("transition", { target }, content)],
    );
  });
}

function blockOf(
  name: "onentry" | "onexit",
  content: readonly Xml[],
): readonly Xml[] {
  return content.length === 0 ? [] : [element(name, {}, content)];
}

/** A transition without target and content ends the search as `ignore` does. */
function ignored({ ignores }: State): readonly Xml[] {
  const names = new Set(ignores.map(({ trigger }) => trigger.name));
  return names.size === 0
    ? []
    : [element("transition", { event: [...names].join(" ") })];
}

function reportDeferrals(state: State, { losses }: Around): void {
  for (const { span, trigger } of state.defers)
    losses.add(
      span,
      `SCXML defers nothing: \`${trigger.name}\` is lost in \`${state.path}\``,
    );
}

/** For `elapsed`. */
function stamp(state: State, id: string): readonly Xml[] {
  return readsElapsed(state)
    ? [
        element("assign", {
          location: enteredData(id),
          expr: "Date.now()",
        }),
      ]
    : [];
}
