import { JournalError, type JournalReason } from "../../errors.ts";

/** SQLite's result codes (www.sqlite.org/rescode.html), the low byte. */
const REASONS: Readonly<Record<number, JournalReason>> = {
  5: "held",
  6: "held",
  8: "read-only",
  10: "unwritable",
  11: "corrupt",
  13: "full",
  14: "unwritable",
  26: "not-a-journal",
};

const TEXTS: Readonly<Partial<Record<JournalReason, string>>> = {
  held: "is locked by another process",
  "read-only":
    "cannot be written: the file, its folder or the disk is read-only",
  unwritable: "cannot be read or written",
  corrupt: "is damaged",
  full: "cannot be written: no space is left",
  "not-a-journal": "is not a journal",
};

/** A failure as it crosses from one thread to the other. */
export interface PlainFailure {
  readonly message: string;
  readonly machine: string | null;
  readonly reason: JournalReason;
}

/** What SQLite, or the file system, threw, said about this journal. */
export function journalError(path: string, error: unknown): JournalError {
  if (error instanceof JournalError) return error;
  const reason = reasonOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  const said = TEXTS[reason] ?? "cannot be used";
  return new JournalError(`${path} ${said} (${detail})`, null, reason, error);
}

export function plainFailure(error: JournalError): PlainFailure {
  const { message, machine, reason } = error;
  return { message, machine, reason };
}

export function errorOf({ message, machine, reason }: PlainFailure) {
  return new JournalError(message, machine, reason);
}

/** Whether it may pass: the disk may get room again, the mount be writable again. */
export function mayPass({ reason }: PlainFailure): boolean {
  return reason === "full" || reason === "read-only" || reason === "unwritable";
}

function reasonOf(error: unknown): JournalReason {
  // Of JSON: text that was changed by hand.
  if (error instanceof SyntaxError) return "corrupt";
  if (typeof error !== "object" || error === null) return "unwritable";
  if ("errcode" in error && typeof error.errcode === "number")
    return REASONS[error.errcode & 0xff] ?? "corrupt";
  if (!("code" in error)) return "crashed";
  if (error.code === "ENOENT") return "missing";
  if (error.code === "EROFS" || error.code === "EACCES") return "read-only";
  return error.code === "ENOSPC" ? "full" : "unwritable";
}
