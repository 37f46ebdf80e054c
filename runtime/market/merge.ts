interface Timed {
  /** Milliseconds since the epoch. */
  readonly time: number;
}

interface Source<T> {
  readonly iterator: AsyncIterator<T> | Iterator<T>;
  head: T | null;
}

/**
 * Several streams, each in time order, as one in time order; at equal times in
 * the order of the arguments. Holds one item a stream. Ending it early ends
 * the streams.
 */
export async function* mergeByTime<T extends Timed>(
  ...streams: readonly (AsyncIterable<T> | Iterable<T>)[]
): AsyncGenerator<T> {
  const sources: Source<T>[] = streams.map((stream) => ({
    iterator: iteratorOf(stream),
    head: null,
  }));
  try {
    for (const source of sources) await advance(source);
    for (;;) {
      const next = earliest(sources);
      if (next === null || next.head === null) return;
      yield next.head;
      await advance(next);
    }
  } finally {
    for (const source of sources) await source.iterator.return?.();
  }
}

function iteratorOf<T>(
  stream: AsyncIterable<T> | Iterable<T>,
): AsyncIterator<T> | Iterator<T> {
  return Symbol.asyncIterator in stream
    ? stream[Symbol.asyncIterator]()
    : stream[Symbol.iterator]();
}

async function advance<T>(source: Source<T>): Promise<void> {
  const result = await source.iterator.next();
  source.head = result.done === true ? null : result.value;
}

function earliest<T extends Timed>(
  sources: readonly Source<T>[],
): Source<T> | null {
  let best: Source<T> | null = null;
  for (const source of sources) {
    if (source.head === null) continue;
    if (
      best === null ||
      best.head === null ||
      source.head.time < best.head.time
    )
      best = source;
  }
  return best;
}
