/** Loops over a stream, checked for where they end before they are timed, then timed in turns. */
import type { Numbers } from "./author.ts";
import { median } from "../statistics.ts";

export interface End {
  readonly state: string;
  readonly context: Numbers;
}

export interface Loop {
  readonly name: string;
  /** Events in it. */
  readonly length: number;
  /** Everything made anew; what comes back plays the stream, and says where its machines are then. */
  fresh(): () => readonly End[];
  readonly expected: readonly End[];
}

const ROUNDS = 7;

/**
 * Nanoseconds an event, by the loop's name.
 *
 * @param warmUp how often each is played before it is timed: many classes take long to be compiled
 * @throws Error if one of them does not end where it must
 */
export function time(
  loops: readonly Loop[],
  warmUp = 2,
): Readonly<Record<string, number>> {
  for (let round = 0; round < warmUp; round += 1)
    for (const loop of loops) mustEnd(loop);
  const times = new Map<string, number[]>(loops.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const loop of round % 2 === 0 ? loops : loops.toReversed()) {
      const run = loop.fresh();
      const begin = process.hrtime.bigint();
      run();
      const spent = Number(process.hrtime.bigint() - begin);
      times.get(loop.name)?.push(spent / loop.length);
    }
  return Object.fromEntries(
    [...times].map(([name, all]) => [name, median(all)]),
  );
}

function mustEnd(loop: Loop): void {
  const { name, expected } = loop;
  loop
    .fresh()()
    .forEach(({ state, context }, index) => {
      const wanted = expected[index];
      if (
        wanted !== undefined &&
        wanted.state === state &&
        same(context, wanted.context)
      )
        return;
      throw new Error(
        `${name}, machine ${index}: ends in ${state} ${JSON.stringify(context)}, expected ${wanted?.state} ${JSON.stringify(wanted?.context)}`,
      );
    });
}

function same(a: Numbers, b: Numbers): boolean {
  return (
    a.beats === b.beats &&
    a.equity === b.equity &&
    a.held === b.held &&
    a.alerts === b.alerts
  );
}
