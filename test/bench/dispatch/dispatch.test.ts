/** What the benchmark compares does the same: event by event, and when something throws. */
import { expect, test } from "vitest";
import { Host } from "@fsmc/runtime";
import { Dice } from "../../support/dice.ts";
import { FRESH, author, eventOf, type Author, type Numbers } from "./author.ts";
import {
  CountingClock,
  RING,
  handWritten,
  jssm,
  robot3,
  xstate,
} from "./contenders.ts";
import { generated, generatedClasses } from "./generated.ts";
import { HandWritten, Ring } from "./hand-written.ts";
import { randomStream, visitingStream } from "./streams.ts";
import { INITIAL, ROWS, after, holds } from "./table.ts";

const LENGTH = 3_000;
const [Class] = await generatedClasses(1);
if (Class === undefined) throw new Error("no class");

test.each([randomStream(LENGTH, 11), visitingStream(LENGTH, 12)])(
  "all contenders take the same way: $name",
  ({ events }) => {
    const contenders = [
      handWritten(),
      generated(Class),
      jssm(),
      robot3(),
      xstate(),
    ];
    for (const event of events) {
      for (const contender of contenders) contender.send(event);
      const ends = contenders.map(({ state, context }) =>
        JSON.stringify([state, context]),
      );
      expect(new Set(ends).size, ends.join("\n")).toBe(1);
    }
  },
);

/** Throws now and then, and remembers that it did. */
class Mood {
  readonly dice = new Dice(5);
  threw = false;

  readonly functions: Author = {
    solvent: author.solvent,
    room: author.room,
    addOne: (context) => this.sulk() ?? author.addOne(context),
    addTwo: (context) => this.sulk() ?? author.addTwo(context),
    addThree: (context) => this.sulk() ?? author.addThree(context),
    alert: (context) => this.sulk() ?? author.alert(context),
  };

  /** Twenty minutes an event: errors never add up to the policy's limit. */
  readonly clock: CountingClock = Object.assign(new CountingClock(), {
    now: () => this.sulk() ?? (this.time += 1_200_000),
  });

  private time = 0;

  private sulk(): null {
    if (!this.dice.chance(0.05)) return null;
    this.threw = true;
    throw new Error("boom");
  }
}

test.each([
  [
    "hand-written",
    ({ functions, clock }: Mood) =>
      handWritten(HandWritten, new Ring(RING), clock, functions),
  ],
  [
    "generated",
    ({ functions, clock }: Mood) =>
      generated(Class, new Host({ clock }), functions),
  ],
] as const)(
  "an event in which something throws is undone: %s",
  (_kind, make) => {
    const mood = new Mood();
    const machine = startCalmly(mood, make);
    const dice = new Dice(6);
    let state: string = INITIAL;
    let context: Numbers = FRESH;
    let undone = 0;
    for (let index = 0; index < LENGTH; index += 1) {
      const event = eventOf(
        dice.pick(ROWS.filter((row) => row.from === state))?.trigger ?? "RESET",
      );
      mood.threw = false;
      machine.send(event);
      const row = ROWS.find(
        (each) =>
          each.from === state &&
          each.trigger === event.trigger &&
          holds(each.guard, context, author),
      );
      if (mood.threw) undone += 1;
      else if (row !== undefined) {
        context = after(row, context, author);
        state = row.to;
      }
      expect([machine.state, { ...machine.context }]).toEqual([
        state,
        { ...context },
      ]);
    }
    expect(undone).toBeGreaterThan(100);
  },
);

/** The start itself may throw; what counts here are the events. */
function startCalmly<Machine>(
  mood: Mood,
  make: (mood: Mood) => Machine,
): Machine {
  for (;;) {
    mood.threw = false;
    const machine = make(mood);
    if (!mood.threw) return machine;
  }
}
