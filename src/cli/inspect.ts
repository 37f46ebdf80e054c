import { hostname } from "node:os";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { JournalFile, JournalHolder } from "@fsmc/runtime";
import { codeOf, EXIT, UsageError, type ExitStatus } from "./exit.ts";
import type { Holder, InspectedMachine } from "./inspect/inspected.ts";
import { inspectedMachine, type OpenBooks } from "./inspect/machine.ts";
import { courseText, journalText, recordLine } from "./inspect/texts.ts";
import { timePerState } from "./inspect/time-per-state.ts";
import { counted, terminal } from "./terminal.ts";

export interface InspectFlags {
  readonly json?: true;
  readonly follow?: true;
  readonly compact?: true;
}

/** How often a journal is asked for news, in milliseconds. */
const PAUSE = 200;
/** So many of the latest records are shown before the news. */
const BEFORE = 10;

/** Says what is in a journal, or what one machine of it did. @throws UsageError if it cannot be read */
export async function inspect(
  journal: string,
  machine: string | null,
  flags: InspectFlags,
): Promise<ExitStatus> {
  const path = resolve(journal);
  const { JournalError, JournalFile } = await import("@fsmc/runtime");
  try {
    if (flags.compact) return await compact(path, journal, flags);
    const file = await JournalFile.open(path);
    try {
      if (flags.follow) return await follow(file, machine, flags);
      return machine === null
        ? await showAll(file, journal, flags)
        : await showOne(file, journal, machine, flags);
    } finally {
      file.close();
    }
  } catch (error) {
    throw error instanceof JournalError
      ? new UsageError(error.message.replaceAll(path, journal))
      : error;
  }
}

async function showAll(
  file: JournalFile,
  journal: string,
  { json }: InspectFlags,
): Promise<ExitStatus> {
  const machines = await machinesOf(file);
  const { records, problems } = file.check();
  const holder = holderOf(file.holder());
  const inspected = { journal, holder, machines, records, problems };
  terminal.out.write(
    json
      ? `${JSON.stringify({ version: 1, ...inspected }, null, 2)}\n`
      : journalText(inspected),
  );
  const isWell =
    problems.length === 0 && machines.every(({ problem }) => problem === null);
  return isWell ? EXIT.clean : EXIT.findings;
}

async function showOne(
  file: JournalFile,
  journal: string,
  machine: string,
  { json }: InspectFlags,
): Promise<ExitStatus> {
  const found = await machineIn(file, journal, machine);
  const records = file.records(machine);
  const timePerStateMs = timePerState(records);
  const course = { ...found, records, timePerStateMs };
  terminal.out.write(
    json
      ? `${JSON.stringify({ version: 1, ...course }, null, 2)}\n`
      : courseText(course),
  );
  return found.problem === null ? EXIT.clean : EXIT.findings;
}

/** Prints the latest records, and each that comes, until it is told to stop. */
async function follow(
  file: JournalFile,
  machine: string | null,
  { json }: InspectFlags,
): Promise<ExitStatus> {
  const stop = new AbortController();
  const end = (): void => stop.abort();
  process.once("SIGINT", end).once("SIGTERM", end);
  let position = Math.max(0, file.position - BEFORE);
  while (!stop.signal.aborted) {
    const news = file.tail(position);
    position = news.position;
    for (const record of news.records)
      if (machine === null || record.machine === machine)
        terminal.out.write(
          `${json ? JSON.stringify(record) : recordLine(record)}\n`,
        );
    if (news.records.length === 0)
      await sleep(PAUSE, undefined, stop).catch(() => {});
  }
  return EXIT.clean;
}

async function compact(
  path: string,
  journal: string,
  { json }: InspectFlags,
): Promise<ExitStatus> {
  const { JournalFile, SqliteJournal } = await import("@fsmc/runtime");
  // Opened to be written it would be made.
  (await JournalFile.open(path)).close();
  const open = await SqliteJournal.open(path, {
    onWarning: (warning) =>
      terminal.err.write(`warning: ${warning.replaceAll(path, journal)}\n`),
  });
  try {
    const report = await open.compact();
    const { before, after, removed } = report;
    terminal.out.write(
      json
        ? `${JSON.stringify({ version: 1, journal, ...report })}\n`
        : `${journal}: ${counted(removed, "record")} dropped, ${kilobytes(before)} before, ${kilobytes(after)} now\n`,
    );
    return EXIT.clean;
  } finally {
    await open.close();
  }
}

async function machinesOf(
  file: JournalFile,
): Promise<readonly InspectedMachine[]> {
  const openBooks = await booksOpener();
  return file.machines().map((head) => inspectedMachine(file, head, openBooks));
}

async function machineIn(
  file: JournalFile,
  journal: string,
  machine: string,
): Promise<InspectedMachine> {
  const heads = file.machines();
  const head = heads.find((each) => each.machine === machine);
  if (head === undefined)
    throw new UsageError(
      `${journal} has no machine ${machine}; it has ${namesOf(heads.map((each) => each.machine))}`,
    );
  return inspectedMachine(file, head, await booksOpener());
}

/** Legs are named by what is in the books. */
async function booksOpener(): Promise<OpenBooks> {
  const { Ledger } = await import("@fsmc/runtime");
  return (machine, books) => {
    const [first = "position", ...others] = new Set([
      ...books.orders.map(({ leg }) => leg),
      ...books.heard.flatMap((each) =>
        each.kind === "fill" ? [each.leg] : [],
      ),
    ]);
    const ledger = new Ledger({
      legs: [first, ...others],
      prefix: `${machine}-`,
    });
    ledger.restore(books);
    return ledger;
  };
}

function holderOf(holder: JournalHolder | null): Holder {
  if (holder === null) return { kind: "closed" };
  return holder.host === hostname() && !isAlive(holder.pid)
    ? { kind: "crashed", holder }
    : { kind: "open", holder };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== "ESRCH";
  }
}

function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(", ");
  if (names.length === 0) return "none";
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024).toLocaleString("en")} kB`;
}
