import type { SimulatedClock } from "@fsmc/runtime";
import type { SourceFile } from "../../source/index.ts";
import type { ScxmlNames } from "../../interop/scxml/index.ts";
import { buildDocument, type BuiltDocument } from "./build-document.ts";
import { loadMachine, type TestedMachine } from "./load-machine.ts";
import { payloadFor } from "./payload.ts";
import type { Script } from "./script.ts";

export type Outcome =
  | { readonly kind: "pass" }
  /** `reason`: what differs, and where. */
  | { readonly kind: "fail"; readonly reason: string }
  /** There is no script beside it, and no state with the id `pass`: a document that others name. */
  | { readonly kind: "untested" }
  /** It is not run, or not by what the document says. */
  | { readonly kind: "refused"; readonly reason: string };

export interface Test {
  readonly path: string;
  readonly text: string;
  /** Null: it passes when it comes to a state with the id `pass`, as the tests of the recommendation do. */
  readonly script: Script | null;
  /** Files beside the document. */
  readonly read: (path: string) => SourceFile | null;
}

/** Simulated milliseconds that a document without a script has. */
const PATIENCE = 60_000;

/** What may happen at one instant: a document that goes round for ever without time is stopped. */
const MOST_AT_ONCE = 10_000;

/**
 * Imports, builds and runs one document under simulated time.
 *
 * @param folder for the generated file
 * @param name of it
 */
export async function runTest(
  { path, text, script, read }: Test,
  folder: string,
  name: string,
): Promise<Outcome> {
  const built = await buildDocument(path, text, script, read);
  if (built.kind === "refused") return built;
  if (script === null && ![...built.names.ids.values()].includes("pass"))
    return { kind: "untested" };
  const { SimulatedClock } = await import("@fsmc/runtime");
  const clock = new SimulatedClock(0, MOST_AT_ONCE);
  const Machine = await loadMachine(built.text, folder, name);
  const machine = new Machine({
    id: "test",
    params: {},
    callbacks: {},
    host: { clock },
  });
  try {
    machine.start();
    return script === null
      ? await untilPass(machine, clock, built.names)
      : await follow(script, machine, clock, built);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "fail", reason: message };
  } finally {
    machine.cleanup();
  }
}

async function follow(
  { initial, steps }: Script,
  machine: TestedMachine,
  clock: SimulatedClock,
  { names, strategy }: Extract<BuiltDocument, { kind: "built" }>,
): Promise<Outcome> {
  const atStart = difference(initial, machine, names);
  if (atStart !== null) return fail(`at the start: ${atStart}`, machine);
  for (const [index, { after, event, data, next }] of steps.entries()) {
    // Also by nothing: what the machine has sent to itself stands in the queue before what comes now.
    await clock.advance(after);
    const trigger = names.trigger(event);
    if (trigger !== null)
      machine.send(trigger, payloadFor(trigger, data, strategy));
    const differs = difference(next, machine, names);
    if (differs !== null)
      return fail(`after event ${index + 1}, ${event}: ${differs}`, machine);
  }
  return { kind: "pass" };
}

async function untilPass(
  machine: TestedMachine,
  clock: SimulatedClock,
  names: ScxmlNames,
): Promise<Outcome> {
  if (!active(machine, names).includes("pass")) await clock.advance(PATIENCE);
  const states = active(machine, names);
  return states.includes("pass")
    ? { kind: "pass" }
    : fail(`expected pass, got ${listed(states)}`, machine);
}

/** Null where the configuration is as expected; the order is of no account. */
function difference(
  expected: readonly string[],
  machine: TestedMachine,
  names: ScxmlNames,
): string | null {
  const got = active(machine, names);
  const same =
    expected.every((id) => got.includes(id)) &&
    got.every((id) => expected.includes(id));
  return same ? null : `expected ${listed(expected)}, got ${listed(got)}`;
}

/** The active atomic states by id. What has no id in the document cannot be expected. */
function active(
  { configuration }: TestedMachine,
  { ids }: ScxmlNames,
): readonly string[] {
  return configuration.flatMap((name) => ids.get(name) ?? []);
}

function fail(reason: string, { lastError }: TestedMachine): Outcome {
  const error = lastError === null ? "" : ` (error: ${lastError.message})`;
  return { kind: "fail", reason: `${reason}${error}` };
}

function listed(states: readonly string[]): string {
  return `[${states.join(", ")}]`;
}
