import type {
  Journal,
  JournalRecord,
  MachineSnapshot,
  MemoryJournal,
} from "@fsmc/runtime";

/**
 * A journal that tells of each macrostep as soon as it is written down.
 *
 * @param machine the id of the machine that is looked at
 */
export function watched(
  journal: MemoryJournal,
  machine: string,
  look: (snapshot: MachineSnapshot) => void,
): Journal {
  return {
    append(record: JournalRecord, durable) {
      journal.append(record, durable);
      const known = journal.recall(machine);
      if (known !== null) look(known.snapshot);
    },
    flushed: () => journal.flushed(),
    has: (id) => journal.has(id),
    hasApplied: (id, event, time) => journal.hasApplied(id, event, time),
    recall: (id) => journal.recall(id),
    machines: () => journal.machines(),
    close: () => journal.close(),
  };
}
