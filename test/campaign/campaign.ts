import { Random, type FaultKind } from "@fsmc/runtime";
import { randomTrouble } from "./random.ts";
import { scriptedTrouble } from "./scripted.ts";
import { factsOf, type SpecFacts } from "./spec.ts";
import type { Subject } from "./subject.ts";
import { Tally } from "./tally.ts";
import { trial, type Outcome } from "./trial.ts";
import type { Troubles } from "./trouble.ts";

/** Of each campaign. `FSMC_CAMPAIGN=5000` for more. */
const TRIALS = Number(process.env["FSMC_CAMPAIGN"] ?? 1_000);
/** `FSMC_TRIAL=417` runs and shows this one only. */
const ONLY = process.env["FSMC_TRIAL"] ?? null;
/** Another draw of all trials. */
const SEED = process.env["FSMC_SEED"] ?? "1";
/** What happens less often has not been tried. */
const FEWEST = 20;
/** How long one campaign may take, in milliseconds: a hundred times what it does. */
export const PATIENCE = 900_000;

const CAMPAIGNS: Readonly<Record<CampaignKind, Troubles>> = {
  scripted: scriptedTrouble,
  random: randomTrouble,
};

/** What befalls requests and reports of every strategy. */
const FAULTS: readonly FaultKind[] = [
  "refused",
  "halted",
  "request-lost",
  "answer-lost",
  "delayed",
  "partial",
  "silent",
  "duplicate",
  "late",
];

/** Every mishap at every place; anything at any time. */
export type CampaignKind = "scripted" | "random";

export interface CampaignReport {
  /** The first trial that ended exposed without saying so, with its path and how to run it alone; null: none did. */
  readonly fault: string | null;
  /** Mishaps that came about too seldom to say that they were tried. */
  readonly rare: readonly string[];
  /** For people: how trials ended, and what befell them. */
  readonly summary: string;
}

/** Many runs of a strategy against adversity, up to the first that ends exposed without saying so. */
export async function campaign(
  subject: Subject,
  kind: CampaignKind,
): Promise<CampaignReport> {
  const facts = await factsOf(subject.spec);
  const tally = new Tally();
  for (let index = 0; index < TRIALS; index += 1) {
    if (ONLY !== null && index !== Number(ONLY)) continue;
    const seed = `${subject.name}/${kind}/${SEED}/${index}`;
    const trouble = CAMPAIGNS[kind]({
      trial: index,
      random: new Random(seed),
      callbacks: facts.callbacks,
      exposed: visited(subject, facts),
      commands: subject.commands,
    });
    const outcome = await trial(subject, facts, seed, trouble);
    tally.add(outcome);
    const { verdict } = outcome;
    if (verdict.kind === "fault") {
      const again = `FSMC_TRIAL=${index} FSMC_SEED=${SEED} npx vitest run test/campaign/${subject.name} -t ${kind}`;
      const fault = `${kind} trial ${index} (${trouble.title}): ${verdict.why}\n${pathOf(outcome)}\n${again}`;
      return { fault, rare: [], summary: tally.toString() };
    }
    if (ONLY !== null) console.log(pathOf(outcome));
  }
  const rare =
    ONLY === null ? tally.fewerThan(FEWEST, wanted(subject, facts, kind)) : [];
  return { fault: null, rare, summary: tally.toString() };
}

/** What must have befallen a strategy in a campaign. */
function wanted(
  subject: Subject,
  facts: SpecFacts,
  kind: CampaignKind,
): readonly string[] {
  const { withoutRaces } = subject;
  return [
    ...FAULTS.map((each) => `fault ${each}`),
    ...(withoutRaces === undefined ? ["fault race"] : []),
    "a callback throws",
    "an activity throws after its work",
    ...visited(subject, facts).map((state) => `EMERGENCY_EXIT in ${state}`),
    ...(kind === "random"
      ? subject.commands.map((command) => `people send ${command}`)
      : []),
  ];
}

/** Exposed states in which emergencies come. */
function visited(
  { unvisited = {} }: Subject,
  { exposed }: SpecFacts,
): readonly string[] {
  return exposed.filter((state) => unvisited[state] === undefined);
}

/** What the machines of a trial did, and why. */
function pathOf({ path }: Outcome): string {
  return path
    .map((entry) => {
      const { machine, previousState, currentState, trigger, message } = entry;
      const why = message.startsWith("Transition") ? "" : `  ${message}`;
      return `  ${entry.timestamp.slice(11)} ${machine} ${previousState ?? ""} --${trigger}--> ${currentState ?? ""}${why}`;
    })
    .join("\n");
}
