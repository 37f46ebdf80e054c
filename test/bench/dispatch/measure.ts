/** One process's worth of measurements, as JSON on standard output: nanoseconds an event. */
import { Host } from "@fsmc/runtime";
import { author } from "./author.ts";
import {
  CountingClock,
  jssm,
  RING,
  robot3,
  xstate,
  type Contender,
} from "./contenders.ts";
import { CLASSES, crowdLoops } from "./crowd.ts";
import { generated, generatedClasses, type DrivenClass } from "./generated.ts";
import { HandWritten, Ring } from "./hand-written.ts";
import { randomStream, visitingStream, type Stream } from "./streams.ts";
import { time, type Loop } from "./timing.ts";

const LENGTH = 1_000_000;
/** For libraries that take microseconds. */
const SLOW_LENGTH = 100_000;

export interface Measured {
  readonly name: string;
  readonly nanoseconds: Readonly<Record<string, number>>;
}

// The loops of what is compared most closely take the machine itself: a wrapper's call would be a tenth of it.

function handLoop(stream: Stream): Loop {
  const { events } = stream;
  return {
    name: "hand-written",
    length: events.length,
    expected: [stream],
    fresh: () => {
      const machine = new HandWritten(
        author,
        new CountingClock(),
        new Ring(RING),
      );
      return () => {
        for (const { trigger, payload } of events)
          machine.send(trigger, payload);
        return [machine];
      };
    },
  };
}

function generatedLoop(stream: Stream, Class: DrivenClass): Loop {
  const { events } = stream;
  return {
    name: "generated",
    length: events.length,
    expected: [stream],
    fresh: () => {
      const { machine } = generated(
        Class,
        new Host({ clock: new CountingClock() }),
      );
      return () => {
        for (const { trigger, payload } of events)
          machine.send(trigger, payload);
        return [{ state: machine.state ?? "", context: machine.context }];
      };
    },
  };
}

function libraryLoop(
  name: string,
  stream: Stream,
  make: () => Contender,
): Loop {
  const { events } = stream;
  return {
    name,
    length: events.length,
    expected: [stream],
    fresh: () => {
      const contender = make();
      return () => {
        for (const event of events) contender.send(event);
        return [contender];
      };
    },
  };
}

const classes = await generatedClasses(CLASSES);
const [Class] = classes;
if (Class === undefined) throw new Error("no class");
const measured: Measured[] = [];
for (const make of [randomStream, visitingStream]) {
  const stream = make(LENGTH, 7);
  const short = make(SLOW_LENGTH, 7);
  measured.push({
    name: stream.name,
    nanoseconds: {
      ...time([handLoop(stream), generatedLoop(stream, Class)]),
      ...time([
        libraryLoop("jssm", short, jssm),
        libraryLoop("robot3", short, robot3),
        libraryLoop("xstate", short, xstate),
      ]),
    },
  });
}
measured.push({
  name: "1,000 machines of 16 classes",
  nanoseconds: time(await crowdLoops(LENGTH, classes), 10),
});
console.log(JSON.stringify(measured));
