/** Event streams, made with the table: any event at random, and walks that see every state. */
import { Dice } from "../../support/dice.ts";
import {
  FRESH,
  TRIGGERS,
  author,
  eventOf,
  type Event,
  type Numbers,
} from "./author.ts";
import { INITIAL, ROWS, after, holds } from "./table.ts";

export interface Stream {
  readonly name: string;
  readonly events: readonly Event[];
  /** Where it must end. */
  readonly state: string;
  readonly context: Numbers;
}

const KNOWN = new Map(TRIGGERS.map((trigger) => [trigger, eventOf(trigger)]));

/** Any of the 18 triggers, wherever the machine is: most of them are not for its state. */
export function randomStream(length: number, seed: number): Stream {
  const dice = new Dice(seed);
  return play("random", length, () => dice.pick(TRIGGERS));
}

/** An event that leads on, towards the states seen least: every state and nearly every transition is visited. */
export function visitingStream(length: number, seed: number): Stream {
  const dice = new Dice(seed);
  const visits = new Map<string, number>();
  return play("visiting all states", length, (state, context) => {
    visits.set(state, (visits.get(state) ?? 0) + 1);
    const ways = ROWS.filter(
      (row) => row.from === state && holds(row.guard, context, author),
    );
    const candidates =
      ways.length > 0 ? ways : ROWS.filter((row) => row.from === state);
    const least = candidates
      .map((row) => ({
        row,
        rank: (visits.get(row.to) ?? 0) * (0.5 + dice.fraction()),
      }))
      .toSorted((a, b) => a.rank - b.rank)[0];
    return least?.row.trigger ?? dice.pick(TRIGGERS);
  });
}

function play(
  name: string,
  length: number,
  next: (state: string, context: Numbers) => (typeof TRIGGERS)[number],
): Stream {
  const events: Event[] = [];
  let state: string = INITIAL;
  let context = FRESH;
  for (let index = 0; index < length; index += 1) {
    const trigger = next(state, context);
    const event = KNOWN.get(trigger);
    if (event === undefined) throw new Error(`no event ${trigger}`);
    events.push(event);
    const row = ROWS.find(
      (each) =>
        each.from === state &&
        each.trigger === trigger &&
        holds(each.guard, context, author),
    );
    if (row === undefined) continue;
    context = after(row, context, author);
    state = row.to;
  }
  return { name, events, state, context };
}
