import { JournalError } from "../errors.ts";
import type { JournaledMachine } from "./journal.ts";
import type { MachineSnapshot, MachineState } from "./snapshot.ts";

/** What a migration may say anew; what it leaves out stays as it was. */
export type Migrated = Partial<
  Pick<
    MachineState,
    | "configuration"
    | "enteredAt"
    | "history"
    | "context"
    | "timers"
    | "parked"
    | "deferred"
    | "delayed"
    | "runs"
    | "facts"
    | "unsettled"
    | "isInitialized"
  >
>;

/**
 * Turns a machine of an older version of the spec into one of the present
 * version, as plain data. Called once, when it is recovered; must not do
 * anything else. What it throws stops the recovery of this machine.
 *
 * It has to say `configuration` and `context`; and `timers`, `parked`, `runs`
 * and `facts` where there are any, since these are known by their numbers in
 * the spec, which are others now.
 */
export type Migration = (before: MachineSnapshot) => Migrated;

/** By the version that they come from; each leads to the present one. */
export type Migrations = Readonly<Record<number, Migration>>;

/** The spec that a machine runs on. */
export interface PresentSpec {
  readonly type: string;
  readonly version: number;
  readonly hash: string;
}

/** Known by their numbers in the spec. */
const NUMBERED = ["timers", "parked", "runs", "facts"] as const;

/**
 * The machine as the present spec has it.
 *
 * @throws JournalError version, unfit
 */
export function snapshotFor(
  present: PresentSpec,
  journaled: JournaledMachine,
  migrations: Migrations,
): MachineSnapshot {
  const { machine, type, version, hash, snapshot } = journaled;
  const found = `${machine} was journaled by ${type} version ${version}`;
  if (type !== present.type)
    throw refused(machine, `${found}, and this is ${present.type}`);
  if (version === present.version) {
    if (hash === present.hash) return snapshot;
    throw refused(
      machine,
      `${found} with another meaning (${hash}, now ${present.hash}): a spec that means something else needs another version`,
    );
  }
  const migration = migrations[version];
  if (migration === undefined)
    throw refused(
      machine,
      `${found}, and this is version ${present.version}: there is no migration from ${version}`,
    );
  return migrated(journaled, migration);
}

function migrated(
  { machine, version, snapshot }: JournaledMachine,
  migration: Migration,
): MachineSnapshot {
  const said = migration(snapshot);
  const missing = [
    ...(["configuration", "context"] as const),
    ...NUMBERED.filter((member) => snapshot[member].length > 0),
  ].filter((member) => said[member] === undefined);
  if (missing.length === 0) return { ...snapshot, ...said };
  throw new JournalError(
    `the migration of ${machine} from version ${version} must say what becomes of its ${missing.join(", ")}`,
    machine,
    "version",
  );
}

function refused(machine: string, message: string): JournalError {
  return new JournalError(message, machine, "version");
}
