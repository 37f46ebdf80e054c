import type { TimeScale } from "./time-scale.ts";

export interface TimeTick {
  readonly x: number;
  readonly label: string;
  /** The day, where it begins or is seen first; else null. */
  readonly day: string | null;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** All divide a day, or are whole days. */
const STEPS = [
  1,
  10,
  100,
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 4, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 56, 91, 182, 364].map((n) => n * DAY),
];

/** What a time takes, and a day, in pixels. */
const ROOM = 74;
const DAY_ROOM = 92;

/** Round times, as close together as their labels allow. UTC. */
export function timeTicks(scale: TimeScale): readonly TimeTick[] {
  const step =
    STEPS.find((each) => each * scale.density >= roomOf(each)) ?? 364 * DAY;
  const ticks: TimeTick[] = [];
  let day = "";
  let free = -Infinity;
  let dayFree = -Infinity;
  for (const time of roundTimes(scale, step)) {
    const x = scale.at(time);
    if (x < free) continue;
    free = x + roomOf(step) * 0.9;
    const today = dayOf(time);
    const isNew = today !== day && x >= dayFree;
    if (isNew) {
      day = today;
      dayFree = x + DAY_ROOM;
    }
    ticks.push({
      x,
      label: step >= DAY ? shortDay(time) : clockTime(time, step),
      day: isNew && step < DAY ? today : null,
    });
  }
  return ticks;
}

function roomOf(step: number): number {
  return step < DAY ? ROOM : DAY_ROOM;
}

/** Where sessions are shorter than a step, their beginnings. */
function* roundTimes({ live }: TimeScale, step: number): Generator<number> {
  const longest = Math.max(...live.map(({ from, to }) => to - from));
  const bySession = live.length > 1 && step * 2 > longest;
  for (const { from, to } of live)
    if (bySession) yield from;
    else
      for (let time = Math.ceil(from / step) * step; time <= to; time += step)
        yield time;
}

/** `13:05`, with seconds and their parts where the step has some. */
function clockTime(time: number, step: number): string {
  const iso = new Date(time).toISOString();
  if (step % MINUTE === 0 || step >= HOUR) return iso.slice(11, 16);
  return step % SECOND === 0 ? iso.slice(11, 19) : iso.slice(11, 23);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `13 Dec 2022`. */
function shortDay(time: number): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
