/** The items of a state that lead on, each with its branches in the order in which they are tried. */
import {
  selfAndAncestors,
  type Branch,
  type Event,
  type Origin,
  type State,
} from "../../model/index.ts";
import { hears } from "./steps.ts";

export interface Choice {
  readonly state: State;
  readonly branches: readonly Branch[];
  /** As messages say it: `` `QUOTE` ``, `` `always` ``, `` `done` of `buy` ``. */
  readonly what: string;
  readonly events: readonly Event[];
  readonly kind: "reaction" | "always" | "timer" | "arm";
  readonly origin: Origin;
}

export function choicesIn(state: State): readonly Choice[] {
  const reactions = state.reactions.map(
    ({ events, branches, origin }): Choice => ({
      state,
      branches,
      what: events.map((event) => `\`${nameOf(event)}\``).join(", "),
      events,
      kind: "reaction",
      origin,
    }),
  );
  const others = (
    kind: "always" | "timer",
    items: readonly {
      readonly branches: readonly Branch[];
      readonly text: string;
      readonly origin: Origin;
    }[],
  ) =>
    items.map(({ branches, text, origin }): Choice => ({
      state,
      branches,
      what: `\`${text}\``,
      events: [],
      kind,
      origin,
    }));
  const arms = state.runs.flatMap(({ arms, activity, origin }) =>
    arms.map(({ outcome, branches }): Choice => ({
      state,
      branches,
      what: `\`${outcome}\` of \`${activity.name}\``,
      events: [],
      kind: "arm",
      origin,
    })),
  );
  return [
    ...reactions,
    ...others("always", state.always),
    ...others("timer", state.timers),
    ...arms,
  ];
}

function nameOf(event: Event): string {
  return event.kind === "trigger" ? event.trigger.name : event.kind;
}

/** Branches of other items that may take an event where the choice does not: in the same state, and around it. */
export function othersFor(choice: Choice, event: Event): readonly Branch[] {
  return selfAndAncestors(choice.state).flatMap(({ reactions }) =>
    reactions
      .filter(
        (reaction) =>
          hears(reaction, event) && reaction.branches !== choice.branches,
      )
      .flatMap(({ branches }) => branches),
  );
}

/** Whether the text says that an event is to be dropped or kept here. */
export function isAnswered(state: State, event: Event): boolean {
  return (
    event.kind === "trigger" &&
    selfAndAncestors(state).some(({ defers, ignores }) =>
      [...defers, ...ignores].some(({ trigger }) => trigger === event.trigger),
    )
  );
}
