/**
 * Writes all that is generated and committed: what follows from the grammar,
 * and what is compiled from `strategies/`. With `--check` it writes nothing and
 * fails where a file is not current.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { grammarFiles } from "./generate/grammar-files.ts";

const root = dirname(import.meta.dirname);
process.chdir(root);
const check = process.argv.includes("--check");

let stale = 0;
for (const { name, text } of await grammarFiles()) {
  const path = join("grammar", name);
  if (readFileSync(path, "utf8") === text) continue;
  stale += 1;
  if (!check) writeFileSync(path, text);
  console.error(check ? `${path} is not current: npm run generate` : path);
}

// Loaded only now: the compiler reads with what was just written.
const { main } = await import("../src/cli/command-line.ts");
await main(check ? ["build", "--check"] : ["build"]);
if (check && stale > 0) process.exitCode = 1;
