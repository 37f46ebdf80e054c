import { availableParallelism } from "node:os";

/** A thread takes about as long to start as it takes to check these, of a common size. */
const WORTH_A_THREAD = 40;
/** More share the memory, and the disk. */
const MOST_THREADS = 8;

/** How many threads are worth their start for so many specs, this one included. */
export function threadsFor(specs: number): number {
  const wanted = Math.min(Math.floor(specs / WORTH_A_THREAD), MOST_THREADS);
  return wanted < 2 ? 1 : Math.min(wanted, availableParallelism());
}
