import { Random } from "../../../random.ts";
import type { Fault, FaultPlan, PaperOperation } from "./fault.ts";

/** Probabilities from 0 to 1, each of one request or report that the fault can befall. */
export interface FaultRates {
  readonly refused?: number;
  readonly requestLost?: number;
  readonly answerLost?: number;
  /** By up to {@link LONGEST_DELAY}. */
  readonly delayed?: number;
  /** Of an order that is placed: any share of it. */
  readonly partial?: number;
  /** Of a cancel: any share of what is left of the order. */
  readonly race?: number;
  /** For up to {@link LONGEST_OUTAGE}. */
  readonly halted?: number;
  /** For up to {@link LONGEST_OUTAGE}. */
  readonly silent?: number;
  readonly duplicate?: number;
  /** By up to {@link LONGEST_DELAY}. */
  readonly late?: number;
}

/** Of a random fault, in milliseconds. */
const LONGEST_DELAY = 3_000;
const LONGEST_OUTAGE = 10_000;

type Choice = readonly [rate: number, draw: (random: Random) => Fault];

/**
 * Faults at random; the same seed gives the same ones for the same requests.
 *
 * @throws RangeError for a rate that is no probability, or where those of one operation add up to more than 1
 */
export function randomFaults(
  seed: number | string,
  rates: FaultRates,
): FaultPlan {
  const requests = new Random(seed);
  const reports = requests.fork("reports");
  const choices = choicesOf(rates);
  return ({ operation }) => {
    const random = operation === "report" ? reports : requests;
    let chance = random.next();
    for (const [rate, draw] of choices[operation]) {
      if (chance < rate) return draw(random);
      chance -= rate;
    }
    return null;
  };
}

function choicesOf(
  rates: FaultRates,
): Readonly<Record<PaperOperation, readonly Choice[]>> {
  const any: readonly Choice[] = [
    [rates.refused ?? 0, () => ({ kind: "refused", code: "VENUE_BUSY" })],
    [rates.requestLost ?? 0, () => ({ kind: "request-lost" })],
    [rates.answerLost ?? 0, () => ({ kind: "answer-lost" })],
    [
      rates.delayed ?? 0,
      (random) => ({ kind: "delayed", delay: upTo(LONGEST_DELAY, random) }),
    ],
    [
      rates.halted ?? 0,
      (random) => ({
        kind: "halted",
        code: "HALTED",
        duration: upTo(LONGEST_OUTAGE, random),
      }),
    ],
  ];
  const choices = {
    place: [
      ...any,
      [
        rates.partial ?? 0,
        (random) => ({ kind: "partial", share: random.next() }),
      ],
    ],
    cancel: [
      ...any,
      [rates.race ?? 0, (random) => ({ kind: "race", share: random.next() })],
    ],
    status: any,
    position: any,
    account: any,
    report: [
      [
        rates.silent ?? 0,
        (random) => ({
          kind: "silent",
          duration: upTo(LONGEST_OUTAGE, random),
        }),
      ],
      [rates.duplicate ?? 0, () => ({ kind: "duplicate" })],
      [
        rates.late ?? 0,
        (random) => ({ kind: "late", delay: upTo(LONGEST_DELAY, random) }),
      ],
    ],
  } satisfies Record<PaperOperation, readonly Choice[]>;
  for (const [operation, list] of Object.entries(choices))
    requireProbabilities(operation, list);
  return choices;
}

function upTo(longest: number, random: Random): number {
  return Math.round(random.between(0, longest));
}

function requireProbabilities(
  operation: string,
  choices: readonly Choice[],
): void {
  let sum = 0;
  for (const [rate] of choices) {
    if (!(rate >= 0 && rate <= 1))
      throw new RangeError(
        `a fault's rate must be from 0 to 1, and one is ${rate}`,
      );
    sum += rate;
  }
  if (sum > 1 + 1e-9)
    throw new RangeError(
      `the rates of what can befall ${operation} must add up to at most 1, and come to ${sum}`,
    );
}
