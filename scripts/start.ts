/**
 * What `npm start` shows: the specs are checked and compiled, and `arbitrage`
 * runs on recordings where there are some, else on the simulator. If the
 * recorded day had nothing to trade, a simulated one follows. Arguments are
 * those of `fsmc run`.
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { main } from "../src/cli/command-line.ts";

const root = dirname(import.meta.dirname);
process.chdir(root);

say("fsmc build");
await main(["build"]);

if (process.exitCode === 0) {
  const args = process.argv.slice(2);
  say(["fsmc run arbitrage", ...args].join(" "));
  await main(["run", "arbitrage", ...args]);
  if (process.exitCode === 0 && foundNothing()) {
    console.log("\nThat day had nothing to trade; a simulated one has.");
    say("fsmc run arbitrage --simulated");
    await main(["run", "arbitrage", "--simulated"]);
  }
}

function say(command: string): void {
  console.log(`\n$ ${command}`);
}

/** Whether the run just now was on recordings and filled no order. */
function foundNothing(): boolean {
  if (process.argv.includes("--simulated")) return false;
  const path = join(root, "out/arbitrage-recorded/result.json");
  try {
    const result: { readonly ordersExecuted: number } = JSON.parse(
      readFileSync(path, "utf8"),
    );
    return result.ordersExecuted === 0;
  } catch {
    return false;
  }
}
