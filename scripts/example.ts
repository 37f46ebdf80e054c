/**
 * Plays an example of the statechart page (grammar/STATECHARTS.md): compiles it, runs it on a simulated clock, and prints what
 * each event does. `npm run example -- history`; without a name, which there are.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { compile } from "../src/compile.ts";
import { renderText } from "../src/diagnostics/index.ts";
import type { MachineClass } from "../test/equivalence/run-case.ts";
import { generated } from "../test/statecharts/generated.ts";
import { play } from "../test/statecharts/script.ts";

const root = join(import.meta.dirname, "..");
const folder = join(root, "grammar/examples");
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".txt"))
  .map((file) => basename(file, ".txt"));

const [name] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  console.error(`npm run example -- NAME, one of: ${names.join(", ")}`);
  process.exitCode = 2;
} else console.log(await played(name));

async function played(example: string): Promise<string> {
  const path = `${example}.fsm`;
  const text = readFileSync(join(folder, path), "utf8");
  const out = join(root, "out/examples");
  const compiled = await compile([{ path, text }]);
  const [file] = compiled.files;
  if (file === undefined) throw new Error(renderText(compiled));
  mkdirSync(out, { recursive: true });
  const target = join(out, `${example}.ts`);
  writeFileSync(target, file.text);
  const loaded: { readonly default: MachineClass } = await import(
    pathToFileURL(target).href
  );
  const script = readFileSync(join(folder, `${example}.txt`), "utf8");
  return play(script, generated(loaded.default));
}
