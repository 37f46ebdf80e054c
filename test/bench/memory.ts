/** What one machine costs in memory, its host and audit ring shared; run with --expose-gc, prints bytes. */
import { Host } from "@fsmc/runtime";
import { author } from "./dispatch/author.ts";
import { CountingClock } from "./dispatch/contenders.ts";
import { generatedClasses } from "./dispatch/generated.ts";
import { visitingStream } from "./dispatch/streams.ts";

const MACHINES = 20_000;

const [Class] = await generatedClasses(1);
const { gc } = globalThis;
if (Class === undefined || gc === undefined)
  throw new Error("run with --expose-gc");
const host = new Host({ clock: new CountingClock() });
const { events } = visitingStream(40, 3);
const ids = Array.from({ length: MACHINES }, (_, index) => `m${index}`);
const machines = Array.from(
  { length: MACHINES },
  (): InstanceType<typeof Class> | null => null,
);
gc();
const before = process.memoryUsage().heapUsed;
ids.forEach((id, index) => {
  const machine = new Class({ id, callbacks: author, host });
  machine.start();
  for (const { trigger, payload } of events) machine.send(trigger, payload);
  machines[index] = machine;
});
gc();
const spent = process.memoryUsage().heapUsed - before;
if (machines[0]?.state === null) throw new Error("not started");
console.log(JSON.stringify({ bytes: spent / MACHINES }));
