import type { MachineState, SnapshotPatch } from "../journal/snapshot.ts";

/** The members that are other objects than before; of the context the fields that are. */
export function patchBetween(
  before: MachineState,
  after: MachineState,
): SnapshotPatch {
  const patch: Record<string, unknown> = {};
  const [was, is] = [membersOf(before), membersOf(after)];
  for (const member in is)
    if (is[member] !== was[member]) patch[member] = is[member];
  if (before.context !== after.context)
    patch["context"] = changedFields(before.context, after.context);
  return patch;
}

function membersOf(state: MachineState): Readonly<Record<string, unknown>> {
  return { ...state };
}

function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const changed: Record<string, unknown> = {};
  for (const field in after)
    if (after[field] !== before[field]) changed[field] = after[field];
  return changed;
}
