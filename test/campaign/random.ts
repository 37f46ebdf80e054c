import type { Fault, FaultPlan, PaperOperation, Random } from "@fsmc/runtime";
import type { Throw, Trouble, TroubleParts } from "./trouble.ts";

/** How likely a thing is where it can happen at all; drawn anew for each trial, so that some are quiet and some are hell. */
const LIKELIHOODS = [0, 0, 0.02, 0.05, 0.15, 0.3];
const LONGEST_DELAY = 3_000;

/** Anything at any time: what goes wrong, and how often, is drawn from the trial's seed. */
export function randomTrouble(parts: TroubleParts): Trouble {
  const { random, trial, exposed } = parts;
  // One trial in five goes without.
  const state = exposed[trial % Math.ceil(exposed.length * 1.25)];
  return {
    title: "random",
    faults: randomPlan(random.fork("faults")),
    throws: randomThrows(random.fork("throws")),
    emergency:
      state === undefined
        ? null
        : { state, delay: Math.floor(random.between(0, 200) ** 2 / 200) },
    command: randomCommands(random.fork("commands"), parts.commands),
    relentless: random.chance(0.2),
  };
}

type Draw = (random: Random) => Fault;

const FAULTS: Readonly<Record<PaperOperation, readonly Draw[]>> = {
  place: [refused, halted, requestLost, answerLost, delayed, partial],
  cancel: [refused, requestLost, answerLost, delayed, race],
  status: [requestLost, answerLost, delayed],
  position: [requestLost, answerLost],
  account: [requestLost, answerLost],
  report: [silent, duplicate, late],
};

function randomPlan(random: Random): FaultPlan {
  const likelihoods = new Map<Draw, number>();
  return ({ operation }) => {
    const draws = FAULTS[operation];
    const draw = draws[Math.floor(random.between(0, draws.length))];
    if (draw === undefined) return null;
    const likelihood = likelihoods.get(draw) ?? pick(random, LIKELIHOODS);
    likelihoods.set(draw, likelihood);
    return random.chance(likelihood) ? draw(random) : null;
  };
}

function refused(): Fault {
  return { kind: "refused", code: "VENUE_BUSY" };
}

function halted(random: Random): Fault {
  const duration = Math.round(random.between(500, 10_000));
  return { kind: "halted", code: "MAINTENANCE", duration };
}

function requestLost(): Fault {
  return { kind: "request-lost" };
}

function answerLost(): Fault {
  return { kind: "answer-lost" };
}

function delayed(random: Random): Fault {
  const delay = Math.round(random.between(0, LONGEST_DELAY));
  return { kind: "delayed", delay };
}

function partial(random: Random): Fault {
  return { kind: "partial", share: random.between(0.1, 0.9) };
}

function race(random: Random): Fault {
  return { kind: "race", share: random.chance(0.5) ? 1 : random.next() };
}

function silent(random: Random): Fault {
  return { kind: "silent", duration: Math.round(random.between(100, 5_000)) };
}

function duplicate(): Fault {
  return { kind: "duplicate" };
}

function late(random: Random): Fault {
  const delay = Math.round(random.between(1, LONGEST_DELAY));
  return { kind: "late", delay };
}

function randomThrows(random: Random): Trouble["throws"] {
  const likelihood = pick(random, LIKELIHOODS) / 2;
  return (): Throw | null => {
    if (!random.chance(likelihood)) return null;
    return random.chance(0.5) ? "before" : "after";
  };
}

function randomCommands(
  random: Random,
  commands: readonly string[],
): Trouble["command"] {
  const likelihood = pick(random, [0, 0.002, 0.01, 0.03]);
  return () =>
    random.chance(likelihood) ? (pickOrNull(random, commands) ?? null) : null;
}

function pick(random: Random, values: readonly number[]): number {
  return values[Math.floor(random.between(0, values.length))] ?? 0;
}

function pickOrNull(random: Random, values: readonly string[]): string | null {
  return values[Math.floor(random.between(0, values.length))] ?? null;
}
