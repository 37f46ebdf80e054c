/** What the journal costs, in a process of its own; prints JSON. The first argument is a folder on the disk that is measured. */
import { join } from "node:path";
import { Host, SqliteJournal } from "@fsmc/runtime";
import { author } from "../dispatch/author.ts";
import { generatedClasses } from "../dispatch/generated.ts";
import { visitingStream } from "../dispatch/streams.ts";
import { RawFile } from "./raw-disk.ts";

/** Milliseconds, and events a second; one of each for a round. */
export interface Figures {
  readonly raw: readonly number[];
  /** One event, from sending it to its being durable. */
  readonly alone: readonly number[];
  readonly together: readonly Together[];
  readonly recovery: { readonly machines: number; readonly took: number };
  /** One event without a journal, and with the journal said to be none, in nanoseconds. */
  readonly off: readonly (readonly [without: number, none: number])[];
}

export interface Together {
  readonly perSecond: number;
  readonly p99: number;
  /** Of a raw fdatasync in the same round. */
  readonly raw: number;
}

const ROUNDS = 7;
const WARM_UP = 6;
const ALONE = 40;
const CROWD = 256;
/** Events of one machine on their way at a time. */
const WINDOW = 1;
const TOGETHER = 40_000;
const RECOVERED = 10_000;

const [, , folder = "."] = process.argv;
const [Machines] = await generatedClasses(1);
if (Machines === undefined) throw new Error("no class was generated");
type Machine = InstanceType<typeof Machines>;
const { events } = visitingStream(4_000, 3);
const raw = new RawFile(folder);

function made(id: string, host: Host): Machine {
  if (Machines === undefined) throw new Error("no class was generated");
  const machine = new Machines({ id, callbacks: author, host });
  machine.start();
  return machine;
}

/** Sends the next events of the stream. */
class Sender {
  readonly machine: Machine;
  #next = 0;

  constructor(machine: Machine) {
    this.machine = machine;
  }

  send(): void {
    const event = events[this.#next++ % events.length];
    if (event !== undefined) this.machine.send(event.trigger, event.payload);
  }
}

async function alone(sender: Sender): Promise<number> {
  const begun = performance.now();
  for (let done = 0; done < ALONE; done += 1) {
    sender.send();
    await sender.machine.flushed();
  }
  return (performance.now() - begun) / ALONE;
}

async function together(senders: readonly Sender[]): Promise<Together> {
  const waits = new Float64Array(TOGETHER);
  let sent = 0;
  let done = 0;
  const begun = performance.now();
  const work = async (sender: Sender): Promise<void> => {
    while (sent < TOGETHER) {
      const at = performance.now();
      const count = Math.min(WINDOW, TOGETHER - sent);
      sent += count;
      for (let each = 0; each < count; each += 1) sender.send();
      await sender.machine.flushed();
      const wait = performance.now() - at;
      for (let each = 0; each < count; each += 1) waits[done++] = wait;
    }
  };
  await Promise.all(senders.map(work));
  const took = performance.now() - begun;
  waits.sort();
  const p99 = waits[Math.floor(done * 0.99)] ?? NaN;
  return { perSecond: (done / took) * 1_000, p99, raw: raw.append(10) };
}

async function recovery(): Promise<Figures["recovery"]> {
  if (Machines === undefined) throw new Error("no class was generated");
  const path = join(folder, "recovery.db");
  const journal = await SqliteJournal.open(path, { synchronous: "normal" });
  const host = new Host({ journal });
  for (let index = 0; index < RECOVERED; index += 1) {
    const sender = new Sender(made(`r${index}`, host));
    for (let sent = 0; sent < index % 20; sent += 1) sender.send();
  }
  await journal.close();
  const begun = performance.now();
  const again = await SqliteJournal.open(path);
  const fresh = new Host({ journal: again });
  for (const id of again.machines()) {
    const found = again.recall(id);
    if (found === null) throw new Error(`${id} is lost`);
    const machine = new Machines({ id, callbacks: author, host: fresh });
    machine.recoverFrom(found);
  }
  const took = performance.now() - begun;
  await again.close();
  return { machines: RECOVERED, took };
}

/** Nanoseconds of one event. */
function plain(host: Host, id: string): number {
  const sender = new Sender(made(id, host));
  const count = 200_000;
  for (let sent = 0; sent < count; sent += 1) sender.send();
  const begun = performance.now();
  for (let sent = 0; sent < count; sent += 1) sender.send();
  return ((performance.now() - begun) / count) * 1e6;
}

const journal = await SqliteJournal.open(join(folder, "journal.db"));
const host = new Host({ journal });
const single = new Sender(made("alone", host));
const crowd = Array.from(
  { length: CROWD },
  (_, index) => new Sender(made(`m${index}`, host)),
);
// What is to be measured is what it costs for days, not for the first second.
for (let round = 0; round < WARM_UP; round += 1) {
  await alone(single);
  await together(crowd);
}
const rawTimes: number[] = [];
const aloneTimes: number[] = [];
const crowds: Together[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  rawTimes.push(raw.append(ALONE));
  aloneTimes.push(await alone(single));
  crowds.push(await together(crowd));
}
await journal.close();
raw.close();
const off = Array.from({ length: ROUNDS }, (_, round) => {
  const without = plain(new Host(), `w${round}`);
  return [without, plain(new Host({ journal: null }), `n${round}`)] as const;
});
const figures: Figures = {
  raw: rawTimes,
  alone: aloneTimes,
  together: crowds,
  recovery: await recovery(),
  off,
};
console.log(JSON.stringify(figures));
