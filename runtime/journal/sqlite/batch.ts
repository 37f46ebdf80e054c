import type { JournalError } from "../../errors.ts";
import type { AppliedEvents } from "../applied-events.ts";
import type { JournalSource } from "../journal.ts";
import type { MachineState } from "../snapshot.ts";
import { FIELD, LINE } from "./record-text.ts";

/** Records that become durable together. */
export class Batch {
  #text = "";
  #durable: (() => void)[] = [];
  readonly #sources = new Set<JournalSource>();
  #waiters: PromiseWithResolvers<void> | null = null;

  /** Of records. */
  get size(): number {
    return this.#durable.length;
  }

  get text(): string {
    return this.#text;
  }

  /** About so many; of text other than Latin half of what it takes. */
  get bytes(): number {
    return this.#text.length;
  }

  /** Resolves when it is durable, rejects when that is put off. */
  get settled(): Promise<void> {
    if (this.#waiters === null) {
      this.#waiters = Promise.withResolvers();
      // Whoever waits hears of it; that nobody does is no fault of the process.
      this.#waiters.promise.catch(() => {});
    }
    return this.#waiters.promise;
  }

  add(line: string, durable: () => void, source: JournalSource | null): void {
    this.#text += `${this.#text === "" ? "" : LINE}R${FIELD}${line}`;
    this.#durable.push(durable);
    if (source !== null) this.#sources.add(source);
  }

  /** The machine as of the record that was added last. */
  addSnapshot(state: MachineState, applied: AppliedEvents): void {
    this.#text += `${LINE}S${FIELD}${JSON.stringify(state)}${FIELD}${JSON.stringify(applied.entries())}`;
  }

  land(): void {
    // A first, so that who awaited it goes on after all were told.
    for (const durable of this.#durable) durable();
    this.#waiters?.resolve();
  }

  /** It has to wait for its disk. */
  stall(failure: JournalError): void {
    this.refuse(failure);
    for (const source of this.#sources) source.stalled(failure);
  }

  /** Whoever waits for it does so in vain, though it may become durable later. */
  refuse(failure: JournalError): void {
    this.#waiters?.reject(failure);
    this.#waiters = null;
  }
}
