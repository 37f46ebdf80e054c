interface Timed {
  /** Milliseconds since the epoch. */
  readonly time: number;
}

type Stream<T> = AsyncIterable<T> | Iterable<T>;

/** What streams of several kinds have in them. */
type ItemOf<Streams extends readonly Stream<Timed>[]> =
  Streams[number] extends Stream<infer T extends Timed> ? T : never;

interface Source<T> {
  readonly iterator: AsyncIterator<T> | Iterator<T>;
  /** Its place among the streams: at equal times the first comes first. */
  readonly rank: number;
}

/** A source and what it has next. */
interface Head<T> extends Source<T> {
  item: T;
}

/**
 * Several streams, each in time order, as one in time order; at equal times in
 * the order of the arguments. Holds one item a stream, in a binary heap: cheap
 * for thousands of them. Ending it early, or an error in one, ends them all.
 */
export function mergeByTime<T extends Timed>(
  ...streams: readonly Stream<T>[]
): AsyncGenerator<T>;
export function mergeByTime<Streams extends readonly Stream<Timed>[]>(
  ...streams: Streams
): AsyncGenerator<ItemOf<Streams>>;
export async function* mergeByTime(
  ...streams: readonly Stream<Timed>[]
): AsyncGenerator<Timed> {
  const sources: Source<Timed>[] = streams.map((stream, rank) => ({
    iterator: iteratorOf(stream),
    rank,
  }));
  const heap: Head<Timed>[] = [];
  try {
    for (const source of sources) {
      const first = await source.iterator.next();
      if (first.done !== true) heap.push({ ...source, item: first.value });
    }
    heap.sort((a, b) => (isEarlier(a, b) ? -1 : 1));
    for (let top = heap[0]; top !== undefined; top = heap[0]) {
      yield top.item;
      const next = await top.iterator.next();
      if (next.done !== true) top.item = next.value;
      else {
        const last = heap.pop();
        if (last === undefined || last === top) continue;
        heap[0] = last;
      }
      siftDown(heap);
    }
  } finally {
    for (const { iterator } of sources) await iterator.return?.();
  }
}

function iteratorOf<T>(stream: Stream<T>): AsyncIterator<T> | Iterator<T> {
  return Symbol.asyncIterator in stream
    ? stream[Symbol.asyncIterator]()
    : stream[Symbol.iterator]();
}

function isEarlier<T extends Timed>(a: Head<T>, b: Head<T>): boolean {
  return (
    a.item.time < b.item.time ||
    (a.item.time === b.item.time && a.rank < b.rank)
  );
}

/** Puts the first where it belongs, the rest being in order. */
function siftDown<T extends Timed>(heap: Head<T>[]): void {
  let at = 0;
  const [head] = heap;
  if (head === undefined) return;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    const isRight =
      left !== undefined && right !== undefined && isEarlier(right, left);
    const child = isRight ? right : left;
    if (child === undefined || !isEarlier(child, head)) break;
    heap[at] = child;
    at = 2 * at + (isRight ? 2 : 1);
  }
  heap[at] = head;
}
