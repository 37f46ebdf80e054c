/** A thousand machines of sixteen classes, each class with a walk of its own, one event each in turn. */
import { Host } from "@fsmc/runtime";
import { author, type Numbers } from "./author.ts";
import { CountingClock, RING } from "./contenders.ts";
import type { DrivenClass } from "./generated.ts";
import { HandWritten, Ring } from "./hand-written.ts";
import { visitingStream } from "./streams.ts";
import type { Loop } from "./timing.ts";

const MACHINES = 1_000;
export const CLASSES = 16;

interface Member {
  send(trigger: string, payload: unknown): unknown;
  readonly state: string | null;
  readonly context: Numbers;
}

export async function crowdLoops(
  length: number,
  classes: readonly DrivenClass[],
): Promise<readonly Loop[]> {
  const rounds = length / MACHINES;
  const walks = Array.from({ length: CLASSES }, (_, index) =>
    visitingStream(rounds, 100 + index),
  );
  const hands = await handWrittenClasses();
  const host = new Host({ clock: new CountingClock() });
  const ring = new Ring(RING);
  const clock = new CountingClock();
  const loop = (name: string, make: (kind: number) => Member): Loop => ({
    name,
    length,
    expected: Array.from(
      { length: MACHINES },
      (_, index) =>
        walks[index % CLASSES] ?? {
          state: "",
          context: { beats: 0, equity: 0, held: 0, alerts: 0 },
        },
    ),
    fresh: () => {
      const machines = Array.from({ length: MACHINES }, (_, index) =>
        make(index % CLASSES),
      );
      const events = walks.map((walk) => walk.events);
      return () => {
        for (let round = 0; round < rounds; round += 1)
          for (let index = 0; index < MACHINES; index += 1) {
            const event = events[index % CLASSES]?.[round];
            if (event !== undefined)
              machines[index]?.send(event.trigger, event.payload);
          }
        return machines.map(({ state, context }) => ({
          state: state ?? "",
          context,
        }));
      };
    },
  });
  return [
    loop(
      "hand-written",
      (kind) => new (hands[kind] ?? HandWritten)(author, clock, ring),
    ),
    loop("generated", (kind) => {
      const Class = classes[kind];
      if (Class === undefined) throw new Error("no class");
      const machine = new Class({ id: "m", callbacks: author, host });
      machine.start();
      return machine;
    }),
  ];
}

/** A module of its own for each, so that each has code of its own, as classes that somebody wrote would. */
async function handWrittenClasses(): Promise<readonly (typeof HandWritten)[]> {
  const classes: (typeof HandWritten)[] = [];
  for (let index = 0; index < CLASSES; index += 1) {
    const module: { readonly HandWritten: typeof HandWritten } = await import(
      `./hand-written.ts?copy=${index}`
    );
    classes.push(module.HandWritten);
  }
  return classes;
}
