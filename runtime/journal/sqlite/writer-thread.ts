import { Worker } from "node:worker_threads";
import { JournalError } from "../../errors.ts";
import { errorOf, plainFailure } from "./failure.ts";
import type {
  CompactionReport,
  FromWriter,
  ToWriter,
  WriterSetup,
} from "./message.ts";
import { workerFile } from "./worker-file.ts";

/** The thread that writes a journal, as the others see it. Keeps the process alive only while there is something to write. */
export class WriterThread {
  readonly #path: string;
  readonly #worker: Worker;
  #listener: (message: FromWriter) => void = () => {};
  #warnings: readonly string[] = [];
  #isClosing = false;
  #hasEnded = false;

  private constructor(setup: WriterSetup) {
    this.#path = setup.path;
    const worker = new Worker(workerFile(), {
      workerData: setup,
      // Flags of this process are not meant for it.
      execArgv: [],
      name: "fsmc journal",
    });
    this.#worker = worker;
    worker.on("message", (message: FromWriter) => {
      if (message.kind === "durable") worker.unref();
      this.#listener(message);
    });
    worker.on("error", (error: unknown) => this.#ended(error));
    worker.on("exit", () => this.#ended(null));
  }

  /** @throws JournalError (rejects) if the journal cannot be opened */
  static async start(setup: WriterSetup): Promise<WriterThread> {
    const thread = new WriterThread(setup);
    const message = await new Promise<FromWriter>((resolve) => {
      thread.#listener = resolve;
    });
    thread.#listener = () => {};
    if (message.kind === "opened") {
      thread.#warnings = message.warnings;
      thread.#worker.unref();
      return thread;
    }
    thread.#hasEnded = true;
    await thread.#worker.terminate();
    if (message.kind === "refused" || message.kind === "broken")
      throw errorOf(message.failure);
    throw crashed(setup.path, message.kind);
  }

  /** What was repaired when it was opened. */
  get warnings(): readonly string[] {
    return this.#warnings;
  }

  onMessage(listener: (message: FromWriter) => void): void {
    this.#listener = listener;
  }

  write(batch: string): void {
    this.#worker.ref();
    this.#tell(batch);
  }

  /** @throws JournalError (rejects) */
  async compact(): Promise<CompactionReport> {
    this.#worker.ref();
    const answer = await this.#ask({ kind: "compact" }, [
      "compacted",
      "not-compacted",
    ]);
    this.#worker.unref();
    if (answer.kind === "compacted") return answer.report;
    if (answer.kind === "not-compacted") throw errorOf(answer.failure);
    throw crashed(this.#path, "it did not answer");
  }

  async close(): Promise<void> {
    if (this.#hasEnded) return;
    this.#isClosing = true;
    this.#worker.ref();
    await this.#ask({ kind: "close" }, ["closed"]);
    await this.#worker.terminate();
  }

  async #ask(
    message: ToWriter,
    kinds: readonly FromWriter["kind"][],
  ): Promise<FromWriter> {
    const before = this.#listener;
    const answer = await new Promise<FromWriter>((resolve) => {
      this.#listener = (heard) => {
        if (kinds.includes(heard.kind) || heard.kind === "broken")
          resolve(heard);
        before(heard);
      };
      this.#tell(message);
    });
    this.#listener = before;
    return answer;
  }

  #tell(message: ToWriter): void {
    this.#worker.postMessage(message);
  }

  #ended(error: unknown): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    if (this.#isClosing) {
      this.#listener({ kind: "closed", failure: null });
      return;
    }
    const why = error instanceof Error ? error.message : "it has ended";
    const failure = plainFailure(crashed(this.#path, why));
    this.#listener({ kind: "broken", failure });
  }
}

function crashed(path: string, why: string): JournalError {
  return new JournalError(
    `${path}: the thread that writes it has failed: ${why}`,
    null,
    "crashed",
  );
}
