import type {
  JournaledHead,
  JournaledMachine,
  JournalFile,
  Ledger,
  LedgerSnapshot,
} from "@fsmc/runtime";
import { ordersIn, positionsIn } from "../run/result/open-positions.ts";
import type { InspectedMachine, MachineNow } from "./inspected.ts";

/** Books as of a snapshot; the runtime's, which is loaded late. */
export type OpenBooks = (machine: string, books: LedgerSnapshot) => Ledger;

/** What a journal says of one of its machines. */
export function inspectedMachine(
  file: JournalFile,
  head: JournaledHead,
  openBooks: OpenBooks,
): InspectedMachine {
  const { machine, type, version, seq, time, problem } = head;
  const known = { machine, type, specVersion: version, seq, time: iso(time) };
  try {
    const found = file.recall(machine);
    const now = found === null ? null : nowOf(found, openBooks);
    return { ...known, problem, now };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ...known, problem: problem ?? why, now: null };
  }
}

function nowOf(
  { machine, snapshot }: JournaledMachine,
  openBooks: OpenBooks,
): MachineNow {
  const { ledger } = snapshot;
  const books = ledger === null ? null : openBooks(machine, ledger);
  return {
    configuration: snapshot.configuration,
    phase: snapshot.phase,
    halted: snapshot.halted,
    exposed: snapshot.exposed,
    positions: books === null ? [] : positionsIn(books),
    orders: books === null ? [] : ordersIn(books),
    errors: snapshot.errors.length,
    transitions: snapshot.transitions,
    startedAt: iso(snapshot.startedAt),
    endedAt: snapshot.endedAt === null ? null : iso(snapshot.endedAt),
    runs: snapshot.runs.map(({ activity, key, attempt, startedAt }) => ({
      activity,
      key,
      attempt,
      since: iso(startedAt),
    })),
    timers: snapshot.timers.map(({ index, deadline }) => ({
      timer: index,
      due: iso(deadline),
    })),
    deferred: snapshot.deferred.map(({ trigger }) => trigger),
    unsettled: snapshot.unsettled.map(({ key }) => key),
    context: snapshot.context,
  };
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}
