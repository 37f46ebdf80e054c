/**
 * What `npm start` shows: the specs are checked and compiled, and each strategy
 * runs on recordings where there are some, else on the simulator. If the
 * recorded day had nothing to trade, a simulated one follows. Arguments are
 * those of `fsmc run`, and go to each.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { main } from "../src/cli/command-line.ts";

const STRATEGIES = ["arbitrage", "hedging"];

const root = dirname(import.meta.dirname);
process.chdir(root);

say("fsmc build");
await main(["build"]);

const args = process.argv.slice(2);
for (const strategy of STRATEGIES) {
  await run(strategy, ...args);
  if (!foundNothing(strategy)) continue;
  console.log("\nThat day had nothing to trade; a simulated one has.");
  await run(strategy, "--simulated");
}

/** Once something has gone wrong, nothing more is run. */
async function run(...words: readonly string[]): Promise<void> {
  if (process.exitCode !== 0) return;
  say(["fsmc run", ...words].join(" "));
  await main(["run", ...words]);
}

function say(command: string): void {
  console.log(`\n$ ${command}`);
}

/** Whether its run just now was on recordings and filled no order. */
function foundNothing(strategy: string): boolean {
  if (process.exitCode !== 0 || args.includes("--simulated")) return false;
  const path = join(root, `out/${strategy}-recorded/result.json`);
  try {
    const result: { readonly ordersExecuted: number } = JSON.parse(
      readFileSync(path, "utf8"),
    );
    return result.ordersExecuted === 0;
  } catch {
    return false;
  }
}
