import {
  domainOf,
  type Branch,
  type Event,
  type Reaction,
  type State,
} from "../../../model/index.ts";
import type { Span } from "../../../source/index.ts";
import { effectsContent } from "./content.ts";
import { script, type Around } from "./expression.ts";
import { element, type Xml } from "./xml.ts";

/** What a transition is written with beside its own branch. */
interface Extra {
  /** Null: without an event. */
  readonly event: string | null;
  /** Conditions before the branch's own. */
  readonly conditions: readonly string[];
  /** What is done first where the branch does not leave its state. */
  readonly staying: readonly Xml[];
}

/** `on` and `always`. */
export function reactionTransitions(
  state: State,
  reaction: Reaction,
  around: Around,
): readonly Xml[] {
  const { events, unlessActive, keyword } = reaction;
  const names = events.map((event) => eventName(event, state, keyword, around));
  const conditions =
    unlessActive === null ? [] : [`!In('${around.names.idOf(unlessActive)}')`];
  const event = events.length === 0 ? null : names.join(" ");
  return branchTransitions(
    reaction.branches,
    { event, conditions, staying: [] },
    around,
  );
}

export function branchTransitions(
  branches: readonly Branch[],
  extra: Extra,
  around: Around,
): readonly Xml[] {
  return branches.map((branch) => {
    const { guard, target, source, effects } = branch;
    const own = guard === null ? [] : [script(guard, around)];
    const conditions = [...extra.conditions, ...own];
    const leaves = target !== null && domainOf(source, target) !== source;
    const content = [
      ...(leaves ? [] : extra.staying),
      ...effectsContent(effects, around),
    ];
    const isInternal = target !== null && !leaves;
    return element(
      "transition",
      {
        event: extra.event,
        cond: conditions.length === 0 ? null : conditions.join(" && "),
        type: isInternal ? "internal" : null,
        target:
          target?.states
            .map(({ state, history }) =>
              history === "none"
                ? around.names.idOf(state)
                : around.names.historyOf(state, history),
            )
            .join(" ") ?? null,
      },
      content,
    );
  });
}

function eventName(
  event: Event,
  state: State,
  span: Span,
  around: Around,
): string {
  switch (event.kind) {
    case "trigger":
      return event.trigger.name;
    case "done":
      return `done.state.${around.names.idOf(state)}`;
    case "error":
      around.losses.add(
        span,
        "`on error` hears the platform's errors: there an error ends a block of effects, and undoes nothing",
      );
      return "error";
    case "recover":
      around.losses.add(
        span,
        "`on recover` waits for an event `recover`, which the platform has to send after a restart",
      );
      return "recover";
  }
}
