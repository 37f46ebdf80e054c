import type { MachineSnapshot, SnapshotPatch } from "../journal/snapshot.ts";

/** The members that differ; of the context the fields that differ. */
export function patchBetween(
  before: MachineSnapshot,
  after: MachineSnapshot,
): SnapshotPatch {
  const context = changed(before.context, after.context);
  const patch = changed({ ...before }, { ...after, context: before.context });
  return Object.keys(context).length === 0 ? patch : { ...patch, context };
}

function changed(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(after).filter(
      ([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value),
    ),
  );
}
