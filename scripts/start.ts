/**
 * What `npm start` shows: the specs are checked and compiled, and each strategy runs on recordings where there are some, else
 * on the simulator. If the recordings had nothing to trade, a simulated run follows. At the end one is killed and goes on
 * from its journal. Two run at a time, in processes of their own; all is over within a minute. Arguments are those of `fsmc run`, and go to each.
 */
import { globSync } from "node:fs";
import { basename, dirname } from "node:path";
import { main } from "../src/cli/command-line.ts";
import { killAndGoOn } from "./start/kill-and-go-on.ts";
import { runStrategy, type Ended } from "./start/run-strategy.ts";
import { closingTable, shortResult } from "./start/show.ts";

/** In milliseconds: what comes after it is short. */
const LIMIT = 50_000;
/** A simulated run is begun only if so much is left. */
const SIMULATION = 10_000;
const AT_ONCE = 2;
/** Who names the data wants those and no others. */
const NAMES_DATA = /^--(?:data|day|from|to|simulated)\b/;

const begun = performance.now();
const root = dirname(import.meta.dirname);
process.chdir(root);

console.log("$ npx fsmc build");
await main(["build"]);
if (process.exitCode === 0) await show(process.argv.slice(2));

async function show(words: readonly string[]): Promise<void> {
  const waiting = globSync("strategies/*.callbacks.ts")
    .map((file) => basename(file, ".callbacks.ts"))
    .toSorted();
  const order = [...waiting];
  const ended: Ended[] = [];
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name; name = waiting.shift())
      ended.push(...(await showOne(name, words)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const all = ended.toSorted(
    (a, b) => order.indexOf(a.name) - order.indexOf(b.name),
  );
  if (words.length === 0 && timeLeft() > SIMULATION)
    ended.push(await showKill("arbitrage"));
  console.log(`\n${closingTable(all)}`);
  console.log(
    `\n${all.length} runs in ${((performance.now() - begun) / 1_000).toFixed(0)} s. Each has its result, blotter and trail beside its chart.`,
  );
  process.exitCode = Math.max(...ended.map(statusOf));
}

/** What happens to a run whose process dies. */
async function showKill(name: string): Promise<Ended> {
  const { requests, ended } = await killAndGoOn(root, name);
  console.log(
    `\nA run on a journal, killed with SIGKILL after ${requests} requests to the venue, and started again:\n${shortResult(ended)}`,
  );
  return ended;
}

async function showOne(
  name: string,
  words: readonly string[],
): Promise<readonly Ended[]> {
  const first = await runStrategy(root, name, words, timeLeft());
  console.log(`\n${shortResult(first)}`);
  const isFree = !words.some((word) => NAMES_DATA.test(word));
  if (!foundNothing(first) || !isFree || timeLeft() < SIMULATION)
    return [first];
  const simulated = [...words, "--simulated"];
  const second = await runStrategy(root, name, simulated, timeLeft());
  console.log(
    `\nThe recordings had nothing for ${name} to trade; a simulated market may:\n${shortResult(second)}`,
  );
  return [first, second];
}

/** What was ended to keep the minute did not fail. */
function statusOf({ status, summary }: Ended): number {
  const isCut = summary !== null && summary.interrupted && !summary.endsExposed;
  return isCut ? 0 : status;
}

function timeLeft(): number {
  return LIMIT - (performance.now() - begun);
}

/** Whether it was on recordings and filled no order. */
function foundNothing({ summary }: Ended): boolean {
  return summary?.data.source === "recorded" && summary.ordersExecuted === 0;
}
