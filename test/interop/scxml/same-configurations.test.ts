/** Random documents through import, build and the generated class, held to SCXML's own algorithm. */
import { SimulatedClock } from "@fsmc/runtime";
import { expect, test } from "vitest";
import { importScxml } from "../../../src/interop/scxml/index.ts";
import { readDocument } from "../../../src/interop/scxml/document/read-document.ts";
import { Remarks } from "../../../src/interop/scxml/remarks.ts";
import { readXml } from "../../../src/interop/scxml/xml/read.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { printFile } from "../../../src/format/index.ts";
import { Dice } from "../../support/dice.ts";
import {
  compileSpec,
  machineOf,
  withFolder,
} from "../../equivalence/compiled.ts";
import { EVENTS, randomDocument } from "./random-document.ts";
import { Endless } from "./reference-tree.ts";
import { Reference } from "./reference.ts";

const DOCUMENTS = 80;
const FIRST = Number(process.env["FSMC_SEED"] ?? 20_261_120);
const SENT = 25;
/** Of one instant; beyond it the document goes round in no time. */
const MOST_AT_ONCE = 3_000;

test("an imported machine is where SCXML's algorithm is", async () => {
  let compared = 0;
  for (let seed = FIRST; seed < FIRST + DOCUMENTS; seed += 1) {
    const text = randomDocument(seed);
    const { difference, configurations } = await play(seed, text);
    expect(difference, text).toBeNull();
    compared += configurations;
  }
  expect(compared).toBeGreaterThan(DOCUMENTS);
}, 120_000);

interface Played {
  readonly difference: string | null;
  /** That were compared. */
  readonly configurations: number;
}

async function play(seed: number, text: string): Promise<Played> {
  const source = new SourceFile("random.scxml", text, "fsm");
  const outside = EVENTS.map((event) => ({ event, data: undefined }));
  const { file, names, remarks } = importScxml(source, { outside });
  const isLossy = remarks.some(({ kind }) => kind !== "assumed");
  if (file === null || names === null || isLossy)
    return { difference: null, configurations: 0 };
  const compiled = await compileSpec(seed, printFile(file));
  const Machine = await withFolder(`scxml-${seed}`, [compiled], (folder) =>
    machineOf(folder, compiled),
  );
  const clock = new SimulatedClock(0, MOST_AT_ONCE);
  const machine = new Machine({
    id: "m",
    params: {},
    callbacks: {},
    host: { clock, seed: 0 },
  });
  const reference = referenceOf(source);
  const dice = new Dice(seed);
  const sent: string[] = [];
  let configurations = 0;
  const difference = (): string | null => {
    const ours = machine.configuration
      .flatMap((name) => names.ids.get(name) ?? [])
      .toSorted();
    configurations += 1;
    return ours.join() === reference.atomic.join()
      ? null
      : `seed ${seed}, after ${sent.join(" ")}: expected ${reference.atomic.join()}, got ${ours.join()}`;
  };
  try {
    reference.start();
    reference.drain();
    machine.start();
    await clock.advance(0);
    let found = difference();
    while (found === null && sent.length < SENT) {
      const event = dice.pick(EVENTS);
      const passing = dice.pick([0, 0, 5, 10, 20] as const);
      sent.push(`${passing} ms`, event);
      reference.advance(passing);
      await clock.advance(passing);
      reference.send(event);
      machine.send(names.trigger(event) ?? "", null);
      await clock.advance(0);
      found = difference();
    }
    return { difference: found, configurations };
  } catch (error) {
    if (error instanceof Endless) return { difference: null, configurations };
    throw error;
  } finally {
    machine.cleanup();
  }
}

function referenceOf(source: SourceFile): Reference {
  const xml = readXml(source);
  const document =
    xml.kind === "read"
      ? readDocument(xml.root, new Remarks(), () => null)
      : null;
  if (document === null) throw new Error("a random document cannot be read");
  return new Reference(document);
}
