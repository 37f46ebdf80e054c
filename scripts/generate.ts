/**
 * Writes all that is generated and committed: what follows from the grammar,
 * what is compiled from `strategies/`, and pictures of both. With `--check` it writes nothing and
 * fails where a file is not current.
 */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { grammarFiles } from "./generate/grammar-files.ts";

const root = dirname(import.meta.dirname);
process.chdir(root);
const check = process.argv.includes("--check");

let stale = 0;
for (const { name, text } of await grammarFiles())
  keep(join("grammar", name), text);

// Loaded only now: the compiler reads with what was just written.
const { main } = await import("../src/cli/command-line.ts");
await main(check ? ["build", "--check"] : ["build"]);

const { leftOver, pictures } = await import("./generate/pictures.ts");
const drawn = await pictures();
for (const { path, text } of drawn) keep(path, text);
for (const path of leftOver(drawn)) {
  stale += 1;
  if (!check) rmSync(path);
  console.error(
    `${path} ${check ? "shows nothing any more: npm run generate" : "removed"}`,
  );
}
if (check && stale > 0) process.exitCode = 1;

/** Writes a file that is not current, or counts it. */
function keep(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  stale += 1;
  if (!check) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  console.error(check ? `${path} is not current: npm run generate` : path);
}
