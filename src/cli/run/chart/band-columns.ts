import type { Stay } from "../record/occupancy.ts";
import type { TimeScale } from "./time-scale.ts";

/** A rectangle of one state within a row, in pixels from the row's top. */
export interface Box {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
}

/** However short it was, a state that was entered takes this share of its column. */
const LEAST = 0.12;

/**
 * What is drawn of each state: where a column of pixels has several, they lie on each other, by the time that each took.
 *
 * @param order of the states, from the top
 */
export function boxesOf(
  stays: readonly Stay[],
  order: readonly string[],
  scale: TimeScale,
  height: number,
): ReadonlyMap<string, readonly Box[]> {
  const columns = columnsOf(stays, scale);
  const boxes = new Map<string, Box[]>(order.map((state) => [state, []]));
  columns.forEach((shares, column) => {
    const x = scale.x + column;
    const present = order.filter((state) => shares.has(state));
    const total = present.reduce(
      (sum, each) => sum + (shares.get(each) ?? 0),
      0,
    );
    const weights = present.map((each) =>
      Math.max(LEAST, (shares.get(each) ?? 0) / (total || 1)),
    );
    const whole = weights.reduce((sum, each) => sum + each, 0);
    let y = 0;
    let filled = 0;
    for (const [index, state] of present.entries()) {
      filled += weights[index] ?? 0;
      const bottom = Math.round((filled / whole) * height);
      place(boxes.get(state) ?? [], { x, width: 1, y, height: bottom - y });
      y = bottom;
    }
  });
  return boxes;
}

/** Neighbours of one shape are one box. */
function place(boxes: Box[], box: Box): void {
  const last = boxes.at(-1);
  const isSame =
    last?.y === box.y &&
    last.height === box.height &&
    last.x + last.width === box.x;
  if (last !== undefined && isSame)
    boxes[boxes.length - 1] = { ...last, width: last.width + 1 };
  else boxes.push(box);
}

/** By column, how much of it each state has. */
function columnsOf(
  stays: readonly Stay[],
  scale: TimeScale,
): readonly ReadonlyMap<string, number>[] {
  const columns = Array.from(
    { length: Math.round(scale.width) },
    () => new Map<string, number>(),
  );
  for (const { start, end, times } of stays) {
    const from = scale.at(start) - scale.x;
    const to = scale.at(end) - scale.x;
    const first = Math.min(Math.floor(from), columns.length - 1);
    const last = Math.min(
      Math.max(Math.ceil(to) - 1, first),
      columns.length - 1,
    );
    const all = [...times.values()].reduce((sum, each) => sum + each, 0) || 1;
    for (let column = first; column <= last; column += 1) {
      const width = Math.min(to, column + 1) - Math.max(from, column);
      const shares = columns[column];
      for (const [state, time] of times)
        shares?.set(
          state,
          (shares.get(state) ?? 0) + (Math.max(width, 0) * time) / all,
        );
    }
  }
  return columns;
}
