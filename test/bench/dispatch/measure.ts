/** One process's worth of measurements, as JSON on standard output: nanoseconds an event. */
import { Host } from "@fsmc/runtime";
import { author, type Event, type Numbers } from "./author.ts";
import {
  CountingClock,
  jssm,
  RING,
  robot3,
  xstate,
  type Contender,
} from "./contenders.ts";
import { generated, generatedClasses, type DrivenClass } from "./generated.ts";
import { HandWritten, Ring } from "./hand-written.ts";
import { randomStream, visitingStream, type Stream } from "./streams.ts";
import { median } from "../statistics.ts";

const LENGTH = 1_000_000;
const SLOW_LENGTH = 100_000;
const ROUNDS = 7;
const MACHINES = 1_000;
const CLASSES = 16;

export interface Measured {
  readonly name: string;
  readonly nanoseconds: Readonly<Record<string, number>>;
}

/** The loops that are timed take the machine itself, not a wrapper: one call more would be a tenth of it. */
interface Loop {
  readonly name: string;
  fresh(): () => { readonly state: string; readonly context: Numbers };
  readonly length: number;
}

function loopOf(
  name: string,
  stream: Stream,
  length: number,
  make: () => Contender,
): Loop {
  const events = stream.events.slice(0, length);
  return {
    name,
    length,
    fresh: () => {
      const contender = make();
      return () => {
        for (const event of events) contender.send(event);
        return contender;
      };
    },
  };
}

function handLoop(stream: Stream): Loop {
  const { events } = stream;
  return {
    name: "hand-written",
    length: events.length,
    fresh: () => {
      const machine = new HandWritten(
        author,
        new CountingClock(),
        new Ring(RING),
      );
      return () => {
        for (const { trigger, payload } of events)
          machine.send(trigger, payload);
        return machine;
      };
    },
  };
}

function generatedLoop(stream: Stream, Class: DrivenClass): Loop {
  const { events } = stream;
  return {
    name: "generated",
    length: events.length,
    fresh: () => {
      const { machine } = generated(
        Class,
        new Host({ clock: new CountingClock() }),
      );
      return () => {
        for (const { trigger, payload } of events)
          machine.send(trigger, payload);
        return { state: machine.state ?? "", context: machine.context };
      };
    },
  };
}

function time(
  loops: readonly Loop[],
  check: Stream,
): Readonly<Record<string, number>> {
  for (const loop of loops) {
    const { state, context } = loop.fresh()();
    if (loop.length !== check.events.length) continue;
    if (state !== check.state || !same(context, check.context))
      throw new Error(
        `${loop.name} ends in ${state} ${JSON.stringify(context)}, expected ${check.state} ${JSON.stringify(check.context)}`,
      );
  }
  const times = new Map<string, number[]>(loops.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const loop of round % 2 === 0 ? loops : loops.toReversed()) {
      const run = loop.fresh();
      const begin = process.hrtime.bigint();
      run();
      const spent = Number(process.hrtime.bigint() - begin);
      times.get(loop.name)?.push(spent / loop.length);
    }
  return Object.fromEntries(
    [...times].map(([name, all]) => [name, median(all)]),
  );
}

function same(a: Numbers, b: Numbers): boolean {
  return (
    a.beats === b.beats &&
    a.equity === b.equity &&
    a.held === b.held &&
    a.alerts === b.alerts
  );
}

/** A thousand machines of sixteen classes, each class with a walk of its own, one event each in turn. */
async function crowd(): Promise<Readonly<Record<string, number>>> {
  const rounds = LENGTH / MACHINES;
  const walks: readonly (readonly Event[])[] = Array.from(
    { length: CLASSES },
    (_, index) => visitingStream(rounds, 100 + index).events,
  );
  const host = new Host({ clock: new CountingClock() });
  const classes = await generatedClasses(CLASSES);
  const hands: (typeof HandWritten)[] = [];
  for (let index = 0; index < CLASSES; index += 1) {
    const module: { readonly HandWritten: typeof HandWritten } = await import(
      `./hand-written.ts?copy=${index}`
    );
    hands.push(module.HandWritten);
  }
  const ring = new Ring(RING);
  const clock = new CountingClock();
  const loop = (
    name: string,
    make: (index: number) => {
      send(trigger: string, payload: unknown): unknown;
    },
  ): Loop => ({
    name,
    length: LENGTH,
    fresh: () => {
      const machines = Array.from({ length: MACHINES }, (_, index) =>
        make(index % CLASSES),
      );
      return () => {
        for (let round = 0; round < rounds; round += 1)
          for (let index = 0; index < MACHINES; index += 1) {
            const event = walks[index % CLASSES]?.[round];
            if (event !== undefined)
              machines[index]?.send(event.trigger, event.payload);
          }
        return {
          state: "",
          context: { beats: 0, equity: 0, held: 0, alerts: 0 },
        };
      };
    },
  });
  const [first] = hands;
  if (first === undefined) return {};
  return time(
    [
      loop("hand-written", (index) => {
        const machine = new (hands[index] ?? first)(author, clock, ring);
        return { send: machine.send.bind(machine) };
      }),
      loop("generated", (index) => {
        const Class = classes[index];
        if (Class === undefined) throw new Error("no class");
        const machine = new Class({ id: "m", callbacks: author, host });
        machine.start();
        return { send: machine.send.bind(machine) };
      }),
    ],
    {
      name: "",
      events: [],
      state: "",
      context: { beats: 0, equity: 0, held: 0, alerts: 0 },
    },
  );
}

const [Class] = await generatedClasses(1);
if (Class === undefined) throw new Error("no class");
const measured: Measured[] = [];
for (const stream of [randomStream(LENGTH, 7), visitingStream(LENGTH, 7)]) {
  measured.push({
    name: stream.name,
    nanoseconds: {
      ...time([handLoop(stream), generatedLoop(stream, Class)], stream),
      ...time(
        [
          loopOf("jssm", stream, SLOW_LENGTH, jssm),
          loopOf("robot3", stream, SLOW_LENGTH, robot3),
          loopOf("xstate", stream, SLOW_LENGTH, xstate),
        ],
        stream,
      ),
    },
  });
}
measured.push({
  name: "1,000 machines of 16 classes",
  nanoseconds: await crowd(),
});
console.log(JSON.stringify(measured));
