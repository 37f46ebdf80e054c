/** Asks the compiler about one input after the other, and tells by shared memory which one it is at: who hangs tells nothing. */
import { parentPort, workerData } from "node:worker_threads";
import { corpus } from "./corpus.ts";
import type { Input } from "./input.ts";
import { inputsOf, type Plan } from "./plan.ts";
import { ask, type Broken } from "./promises.ts";
import { shrunk } from "./shrink.ts";

export interface Job {
  readonly plan: Plan;
  /** The number of the input to begin with. */
  readonly first: number;
  /** One whole number: the input at hand. */
  readonly at: Int32Array<SharedArrayBuffer>;
  /** When to end, on `performance.timeOrigin`'s clock in ms. */
  readonly until: number;
}

export interface Fault {
  readonly broken: Broken;
  readonly input: string;
  readonly path: string;
  /** As short as it could be made. */
  readonly text: string;
}

export interface Figures {
  readonly inputs: number;
  readonly clean: number;
  readonly findings: number;
  readonly byKind: Readonly<Record<Input["kind"], number>>;
  /** Of one input, in ms of the processor. */
  readonly slowest: number;
  readonly slowestInput: string;
}

export type Message =
  | { readonly kind: "fault"; readonly fault: Fault }
  | { readonly kind: "figures"; readonly figures: Figures }
  | { readonly kind: "done"; readonly figures: Figures };

/** Every so many-th input is compiled twice. */
const TWICE = 16;
/** How often figures are sent, in inputs. */
const OFTEN = 500;

const job: Job = workerData;
const port = parentPort;
if (port === null) throw new Error("this is a worker: run index.ts");
const send = (message: Message): void => port.postMessage(message);

const specs = corpus();
const texts = new Map(specs.map(({ path, text }) => [path, text]));
const told = new Set<string>();
const byKind = { deleted: 0, doubled: 0, swapped: 0, random: 0 };
let [inputs, clean, findings, slowest, slowestInput] = [0, 0, 0, 0, ""];
let number = -1;
for (const input of inputsOf(specs, job.plan)) {
  number += 1;
  if (number < job.first) continue;
  if (performance.timeOrigin + performance.now() > job.until) break;
  Atomics.store(job.at, 0, number);
  const { path, name, kind } = input;
  const asked = {
    path,
    text: input.text(),
    read: (other: string) => texts.get(other) ?? null,
  };
  const before = process.threadCpuUsage();
  const answer = await ask({ ...asked, twice: number % TWICE === 0 });
  const { user, system } = process.threadCpuUsage(before);
  const spent = (user + system) / 1_000;
  if (spent > slowest) [slowest, slowestInput] = [spent, name];
  inputs += 1;
  byKind[kind] += 1;
  findings += answer.findings;
  if (answer.clean) clean += 1;
  for (const broken of answer.broken) {
    if (told.has(keyOf(broken))) continue;
    told.add(keyOf(broken));
    const text = await shrunk(asked.text, async (shorter) => {
      const again = await ask({ ...asked, text: shorter, twice: false });
      return again.broken.some((each) => keyOf(each) === keyOf(broken));
    });
    send({ kind: "fault", fault: { broken, input: name, path, text } });
  }
  if (inputs % OFTEN === 0) send({ kind: "figures", figures: figures() });
}
send({ kind: "done", figures: figures() });

function figures(): Figures {
  return { inputs, clean, findings, byKind, slowest, slowestInput };
}

function keyOf({ kind, detail }: Broken): string {
  return `${kind} ${detail}`;
}
