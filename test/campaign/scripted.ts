import {
  scriptedFaults,
  type Fault,
  type PaperOperation,
  type ScriptedFault,
} from "@fsmc/runtime";
import type { Throw, Trouble, TroubleParts } from "./trouble.ts";

/** One thing that goes wrong, at one place. */
interface Mishap {
  readonly title: string;
  readonly fault: ScriptedFault | null;
  readonly throws: {
    readonly callback: string;
    readonly nth: number;
    readonly when: Throw;
  } | null;
  readonly emergency: Trouble["emergency"];
}

/** How far into a trial: the how manieth request of its kind. */
const NTHS = [1, 2, 3, 4, 5, 6];
/** After a state was entered, in milliseconds: at once, with the order on its way, at the venue, its answer on the way back. */
const DELAYS = [0, 10, 45, 120];
/** Longer than any list here: each round pairs every mishap with another partner. */
const LARGE_PRIME = 7_919;

/**
 * Every single mishap in turn, each at every place; then each together with another one and an emergency, which may find the
 * machine in a state that only mishaps lead to. The same trial is the same script, whatever else changes.
 */
export function scriptedTrouble(parts: TroubleParts): Trouble {
  const { trial, random } = parts;
  const mishaps = allMishaps(parts);
  const emergencies = mishaps.filter(({ emergency }) => emergency !== null);
  const others = mishaps.filter(({ emergency }) => emergency === null);
  const round = Math.floor(trial / mishaps.length);
  const step = trial * LARGE_PRIME + round;
  const all =
    round === 0
      ? [mishaps[trial]]
      : [
          others[trial % others.length],
          others[step % others.length],
          emergencies[step % emergencies.length],
        ];
  const chosen = all.filter((each) => each !== undefined);
  const script = chosen.flatMap(({ fault }) => (fault === null ? [] : [fault]));
  const thrown = chosen.flatMap(({ throws }) =>
    throws === null ? [] : [throws],
  );
  return {
    title: chosen.map(({ title }) => title).join("; "),
    faults: scriptedFaults(script),
    throws: (callback, nth) =>
      thrown.find((each) => each.callback === callback && each.nth === nth)
        ?.when ?? null,
    emergency:
      chosen.find(({ emergency }) => emergency !== null)?.emergency ?? null,
    command: () => null,
    relentless: random.chance(0.1),
  };
}

const FAULTS: readonly (readonly [PaperOperation, Fault])[] = [
  ["place", { kind: "refused", code: "VENUE_BUSY" }],
  ["place", { kind: "halted", code: "MAINTENANCE", duration: 4_000 }],
  ["place", { kind: "request-lost" }],
  ["place", { kind: "answer-lost" }],
  ["place", { kind: "delayed", delay: 900 }],
  ["place", { kind: "delayed", delay: 2_500 }],
  ["place", { kind: "partial", share: 0.3 }],
  ["cancel", { kind: "refused", code: "VENUE_BUSY" }],
  ["cancel", { kind: "request-lost" }],
  ["cancel", { kind: "answer-lost" }],
  ["cancel", { kind: "race", share: 1 }],
  ["cancel", { kind: "race", share: 0.4 }],
  ["status", { kind: "request-lost" }],
  ["status", { kind: "answer-lost" }],
  ["report", { kind: "silent", duration: 3_000 }],
  ["report", { kind: "duplicate" }],
  ["report", { kind: "late", delay: 1_500 }],
];

function allMishaps({ callbacks, exposed }: TroubleParts): readonly Mishap[] {
  const none = { fault: null, throws: null, emergency: null };
  const faults = NTHS.flatMap((nth) =>
    FAULTS.map(([operation, fault]): Mishap => {
      const title = `${operation} ${nth}: ${fault.kind}`;
      return { ...none, title, fault: { operation, nth, fault } };
    }),
  );
  const throws = NTHS.slice(0, 3).flatMap((nth) =>
    callbacks.flatMap((callback) =>
      (["before", "after"] as const).map((when): Mishap => {
        const title = `${callback} ${nth} throws ${when} its work`;
        return { ...none, title, throws: { callback, nth, when } };
      }),
    ),
  );
  const emergencies = DELAYS.flatMap((delay) =>
    exposed.map((state): Mishap => {
      const title = `EMERGENCY_EXIT ${delay} ms into ${state}`;
      return { ...none, title, emergency: { state, delay } };
    }),
  );
  return [...faults, ...throws, ...emergencies];
}
