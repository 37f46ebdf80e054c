/**
 * A machine run by XState itself and by the class that its import compiles to goes through the same configurations and calls
 * the same actions in the same order.
 *
 * FSMC_SEEDS=from-to runs other random machines than CI does.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  machineOf,
  ROOT,
  withFolder,
  type Compiled,
} from "../../equivalence/compiled.ts";
import { toXState } from "../../../src/interop/xstate/export/index.ts";
import type { Remark } from "../../../src/interop/index.ts";
import { selfAndAncestors } from "../../../src/model/index.ts";
import { namesIn, type Named } from "./configs.ts";
import { randomConfig, type Habits } from "./random-config.ts";
import { compiledOf, imported, type Imported } from "./spec-side.ts";
import { play } from "./twins.ts";

const [FIRST, LAST] = (process.env["FSMC_SEEDS"] ?? "1-100")
  .split("-")
  .map(Number);

const FLAT: Habits = { parallel: 0, history: 0, always: 0.1, wildcards: 0.02 };
const WHOLE: Habits = {
  parallel: 0.35,
  history: 0.4,
  always: 0.1,
  wildcards: 0.02,
};

function differencesIn(remarks: readonly Remark[]): readonly Remark[] {
  return remarks.filter(
    ({ kind, message }) => kind !== "assumed" || OTHERWISE.includes(message),
  );
}

interface Subject {
  readonly name: string;
  readonly config: object;
  readonly import: Imported;
  readonly compiled: Compiled;
}

/** Assumptions that change what is called when. */
const OTHERWISE = [
  "the machine is left as any state is when it ends",
  "a history is led to from inside of its own state",
  "these actions are called whenever the state begins",
];

test("random machines", { timeout: 600_000 }, async () => {
  const subjects: Subject[] = [];
  let refused = 0;
  const reasons = new Map<string, number>();
  for (let seed = FIRST ?? 1; seed <= (LAST ?? FIRST ?? 1); seed += 1) {
    const config = randomConfig(seed, seed % 2 === 0 ? WHOLE : FLAT);
    const made = imported(config);
    const { text, remarks } = made;
    const lost = differencesIn(remarks);
    if (text === null || lost.length > 0) {
      refused += 1;
      for (const { message } of lost) {
        const kind = message.replaceAll(/`[^`]*`/g, "`…`");
        reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
      }
      continue;
    }
    const compiled = await compiledOf(seed, text);
    subjects.push({ name: `seed ${seed}`, config, import: made, compiled });
  }
  expect(subjects.length).toBeGreaterThan(0);
  const seen = await playAll(subjects, "xstate-random");
  console.info(
    `${subjects.length} machines, ${seen} configurations, ${refused} refused: ${JSON.stringify(Object.fromEntries(reasons))}`,
  );
});

test("random machines, exported again", { timeout: 600_000 }, async () => {
  const subjects: Subject[] = [];
  for (let seed = FIRST ?? 1; seed <= (LAST ?? FIRST ?? 1); seed += 1) {
    const made = imported(randomConfig(seed, seed % 2 === 0 ? WHOLE : FLAT));
    const { text, remarks } = made;
    if (text === null || differencesIn(remarks).length > 0) continue;
    const compiled = await compiledOf(seed, text);
    const { strategy } = compiled;
    const exported = toXState(strategy);
    if (exported.losses.some(({ message }) => BETWEEN_REGIONS.test(message)))
      continue;
    const config: object = JSON.parse(exported.text);
    const keysOf = new Map(
      strategy.states.map((state) => [
        state.path,
        [...selfAndAncestors(state)]
          .map(({ name }) => name)
          .toReversed()
          .join("."),
      ]),
    );
    const name = `seed ${seed}, exported`;
    subjects.push({ name, config, import: { ...made, keysOf }, compiled });
  }
  expect(subjects.length).toBeGreaterThan(0);
  await playAll(subjects, "xstate-exported");
});

/** Where the export says that XState does otherwise. */
const BETWEEN_REGIONS = /^a transition between regions/;

const EXAMPLES = join(
  process.env["FSMC_EXAMPLES"] ?? join(ROOT, "../shared/examples"),
  "machines/xstate_configs.json",
);

test("machines from elsewhere", { timeout: 600_000 }, async (context) => {
  if (!existsSync(EXAMPLES)) {
    console.warn(`skipped: there is no ${EXAMPLES} (FSMC_EXAMPLES)`);
    context.skip();
  }
  const entries: readonly { readonly config: object }[] = JSON.parse(
    readFileSync(EXAMPLES, "utf8"),
  );
  const subjects: Subject[] = [];
  for (const [index, { config }] of entries.entries()) {
    const made = imported(config);
    expect(
      made.remarks.filter(({ kind }) => kind !== "assumed"),
      `configuration ${index}`,
    ).toEqual([]);
    const compiled = await compiledOf(index, made.text ?? "");
    subjects.push({
      name: `configuration ${index}`,
      config,
      import: made,
      compiled,
    });
  }
  await playAll(subjects, "xstate-examples");
});

async function playAll(
  subjects: readonly Subject[],
  folder: string,
): Promise<number> {
  const seen = new Set<string>();
  const compiled = subjects.map((subject) => subject.compiled);
  await withFolder(folder, compiled, async (path) => {
    for (const subject of subjects) {
      const machine = await machineOf(path, subject.compiled);
      const names = allNames(subject);
      for (let seed = 1; seed <= 8; seed += 1) {
        const difference = await play(
          {
            config: subject.config,
            machine,
            keysOf: subject.import.keysOf,
            names,
            events: names.events,
          },
          seed,
          40,
          (what) => seen.add(`${subject.name} ${what}`),
        );
        if (difference !== null)
          throw new Error(
            `${subject.name}, play ${seed}: ${JSON.stringify(difference, null, 1)}\n${JSON.stringify(subject.config, null, 1)}\n${subject.import.text}`,
          );
      }
    }
  });
  return seen.size;
}

/** What either side must be given: an unreachable transition's callbacks are declared, too. */
function allNames({ config, compiled: { strategy } }: Subject): Named {
  const { guards, actions, ...others } = namesIn(config);
  return {
    ...others,
    guards: [...guards, ...strategy.guards.map(({ name }) => name)],
    actions: [...actions, ...strategy.actions.map(({ name }) => name)],
    delays: strategy.params.map(({ name }) => name),
  };
}
