/** The thread that writes a journal: one batch after the other, each acknowledged when it is durable. */
import { existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { parentPort, workerData } from "node:worker_threads";
import type { JournalError } from "../../errors.ts";
import { isRecord } from "../../misfit.ts";
import { compact } from "./compaction.ts";
import { journalError, mayPass, plainFailure } from "./failure.ts";
import { Housekeeping } from "./housekeeping.ts";
import { LogSync } from "./log-sync.ts";
import type { FromWriter, ToWriter, WriterSetup } from "./message.ts";
import { openToWrite, type OwnedJournal } from "./open-to-write.ts";
import { JournalWriter } from "./writer.ts";

/** When a batch could not be written it is tried again so much later, in milliseconds. */
const TRIED_AGAIN = 250;

const setup = setupFrom(workerData);
const port = parentPort;

/** What `WriterThread` gives it. */
function setupFrom(data: unknown): WriterSetup {
  if (isSetup(data)) return data;
  throw new TypeError("this thread is started by SqliteJournal");
}

function isSetup(data: unknown): data is WriterSetup {
  return isRecord(data) && typeof data["path"] === "string";
}

function tell(message: FromWriter): void {
  port?.postMessage(message);
}

/** One journal from its opening to its end. */
class WriterThread {
  readonly #owned: OwnedJournal;
  readonly #writer: JournalWriter;
  readonly #housekeeping: Housekeeping;
  /** Null where a power cut may cost the last moments. */
  readonly #log: LogSync | null;
  #retry: NodeJS.Timeout | null = null;

  constructor(owned: OwnedJournal, writer: JournalWriter) {
    this.#owned = owned;
    this.#writer = writer;
    this.#housekeeping = new Housekeeping(owned.database, writer, setup);
    this.#log = setup.synchronous === "full" ? new LogSync(setup.path) : null;
  }

  hear(message: ToWriter): void {
    if (typeof message === "string") this.#write(message);
    else if (message.kind === "compact") this.#compact();
    else this.#close();
  }

  #write(batch: string): void {
    this.#retry = null;
    try {
      this.#writer.write(batch);
    } catch (error) {
      this.#failed(journalError(setup.path, error), batch);
      return;
    }
    if (!this.#isSure()) return;
    tell({ kind: "durable" });
    this.#keepHouse();
  }

  /** Written but not sure: nobody can tell whether it is there, and to write it again would have it there twice. */
  #isSure(): boolean {
    try {
      this.#log?.sync();
      return true;
    } catch (error) {
      const failure = plainFailure(journalError(setup.path, error));
      tell({ kind: "broken", failure });
      return false;
    }
  }

  #failed(error: JournalError, batch: string): void {
    const failure = plainFailure(error);
    if (!mayPass(failure)) {
      tell({ kind: "broken", failure });
      return;
    }
    tell({ kind: "stalled", failure });
    try {
      this.#writer.load();
    } catch (again) {
      tell({
        kind: "broken",
        failure: plainFailure(journalError(setup.path, again)),
      });
      return;
    }
    this.#retry = setTimeout(() => this.#write(batch), TRIED_AGAIN);
  }

  /** What it cannot do now it does another time. */
  #keepHouse(): void {
    try {
      this.#housekeeping.afterBatch();
    } catch (error) {
      const { message } = journalError(setup.path, error);
      tell({ kind: "warning", text: `housekeeping was put off: ${message}` });
      this.#writer.load();
    }
  }

  #compact(): void {
    try {
      const before = sizeOf(setup.path);
      const removed = compact(this.#owned.database, this.#writer, setup);
      this.#log?.emptied();
      const report = { before, after: sizeOf(setup.path), removed };
      tell({ kind: "compacted", report });
    } catch (error) {
      const failure = plainFailure(journalError(setup.path, error));
      this.#writer.load();
      tell({ kind: "not-compacted", failure });
    }
  }

  #close(): void {
    if (this.#retry !== null) clearTimeout(this.#retry);
    let failure = null;
    const { database, lock, epoch } = this.#owned;
    try {
      database
        .prepare("UPDATE head SET holder = 'null' WHERE epoch = ?")
        .run(epoch);
    } catch (error) {
      failure = plainFailure(journalError(setup.path, error));
    }
    this.#log?.close();
    database.close();
    lock.close();
    tell({ kind: "closed", failure });
    port?.close();
  }
}

function sizeOf(path: string): number {
  return [path, `${path}-wal`]
    .filter((file) => existsSync(file))
    .reduce((sum, file) => sum + statSync(file).size, 0);
}

function begin(): void {
  let owned: OwnedJournal | null = null;
  try {
    owned = openToWrite({ DatabaseSync }, setup);
    const { database, epoch, warnings } = owned;
    const thread = new WriterThread(
      owned,
      new JournalWriter(database, setup.path, epoch),
    );
    port?.on("message", (message: ToWriter) => thread.hear(message));
    tell({ kind: "opened", warnings });
  } catch (error) {
    owned?.database.close();
    owned?.lock.close();
    const failure = plainFailure(journalError(setup.path, error));
    tell({ kind: "refused", failure });
  }
}

begin();
