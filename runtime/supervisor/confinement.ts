import { AsyncLocalStorage } from "node:async_hooks";

interface Owner {
  readonly confinement: Confinement;
  readonly machine: string;
}

const owners = new AsyncLocalStorage<Owner | null>();
const open = new Set<Confinement>();

/** Told of a promise that a machine's own code forgot, and that was rejected. */
export type ForgottenRejection = (machine: string, error: unknown) => void;

/**
 * Knows whose code runs, whatever it waits for meanwhile: a promise that an
 * activity forgets would end the process when it is rejected; like this it is
 * that machine's error, and nobody else's.
 */
export class Confinement {
  readonly #tell: ForgottenRejection;
  /** What activities have under way; those that were told to stop included. */
  readonly #work = new Set<Promise<unknown>>();

  constructor(tell: ForgottenRejection) {
    this.#tell = tell;
    if (open.size === 0) process.on("unhandledRejection", forgotten);
    open.add(this);
  }

  /** @param machine null: nobody's code */
  run<Result>(machine: string | null, act: () => Result): Result {
    const owner = machine === null ? null : { confinement: this, machine };
    const result = owners.run(owner, act);
    if (result instanceof Promise) this.#attend(result);
    return result;
  }

  /** How many activities have not come to their end. */
  get unfinished(): number {
    return this.#work.size;
  }

  /** Resolves when all activities that are under way now have come to their end. */
  async finished(): Promise<void> {
    await Promise.allSettled(this.#work);
  }

  tell(machine: string, error: unknown): void {
    this.#tell(machine, error);
  }

  close(): void {
    open.delete(this);
    if (open.size === 0) process.off("unhandledRejection", forgotten);
  }

  #attend(work: Promise<unknown>): void {
    this.#work.add(work);
    const end = () => void this.#work.delete(work);
    work.then(end, end);
  }
}

/** What belongs to no machine fares as it would without any supervisor. */
function forgotten(error: unknown): void {
  const owner = owners.getStore() ?? null;
  if (owner !== null && open.has(owner.confinement)) {
    owner.confinement.tell(owner.machine, error);
    return;
  }
  const isOurs = process.listenerCount("unhandledRejection") === 1;
  if (isOurs) throw error;
}
