import {
  STATE_MEMBERS,
  type MachineState,
  type SnapshotPatch,
} from "../journal/snapshot.ts";

/** The members that are other objects than before; of the context the fields that are. */
export function patchBetween(
  before: MachineState,
  after: MachineState,
): SnapshotPatch {
  const patch: Record<string, unknown> = {};
  for (const member of STATE_MEMBERS)
    if (after[member] !== before[member]) patch[member] = after[member];
  if (before.context !== after.context)
    patch["context"] = changedFields(before.context, after.context);
  return patch;
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
