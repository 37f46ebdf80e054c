/**
 * `node --conditions=fsmc-source test/fuzz/index.ts [--mutations 100000] [--seed 1] [--every 1] [--time SECONDS]`: throws damaged
 * specs at the compiler. Every token of every spec in the repository left out, doubled and swapped with the next (`--every n`:
 * each n-th of those, 0: none), and random mutations. Prints what was broken, as short as it could be made, and the figures; the
 * texts go to out/fuzz. Ends with status 1 if anything was.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { corpus } from "./corpus.ts";
import { inputsOf, type Plan } from "./plan.ts";
import { watched } from "./watch.ts";
import type { Fault } from "./worker.ts";

const OUT = fileURLToPath(new URL("../../out/fuzz/", import.meta.url));

const { values } = parseArgs({
  options: {
    mutations: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    every: { type: "string", default: "1" },
    time: { type: "string", default: "86400" },
  },
});
const [mutations, seed, every, time] = [
  values.mutations,
  values.seed,
  values.every,
  values.time,
].map(Number);
const plan: Plan = {
  mutations: mutations ?? 0,
  seed: seed ?? 0,
  every: every ?? 0,
};
if ([mutations, seed, every, time].some((each) => !Number.isInteger(each)))
  throw new Error("--mutations, --seed, --every and --time take whole numbers");

let faults = 0;
function tell({ broken, input, path, text }: Fault): void {
  faults += 1;
  mkdirSync(OUT, { recursive: true });
  const file = `${OUT}${faults}-${broken.kind}${extname(path)}`;
  writeFileSync(file, text);
  console.log(
    `\n${broken.kind}: ${broken.detail}\n  from ${input}\n  kept as ${file}\n${text.slice(0, 600)}`,
  );
}

const { figures, hanging } = await watched(
  plan,
  time ?? 0,
  tell,
  ({ inputs, clean }) => console.error(`… ${inputs} inputs, ${clean} clean`),
);
if (hanging.length > 0) {
  const wanted = new Set(hanging);
  let number = -1;
  for (const input of inputsOf(corpus(), plan)) {
    number += 1;
    if (!wanted.has(number)) continue;
    const broken = { kind: "hangs" as const, detail: "it does not end" };
    tell({ broken, input: input.name, path: input.path, text: input.text() });
  }
}
for (const each of figures) console.log(JSON.stringify(each));
console.log(faults === 0 ? "no promise was broken" : `${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;
