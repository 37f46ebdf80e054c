import type { Silence } from "../record/silences.ts";

/** A stretch of the axis that is drawn to scale. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly width: number;
}

/** Where a gap is drawn. */
export interface GapMark extends Silence {
  readonly x: number;
  readonly width: number;
}

/** A gap is as wide as this at most, and all of them together as this share of the axis. */
const GAP = { width: 12, share: 0.25 } as const;

/** From times to pixels. Gaps are narrow, whatever they last: nothing is known of them. */
export class TimeScale {
  readonly start: number;
  readonly end: number;
  readonly x: number;
  readonly width: number;
  /** Pixels for a millisecond, outside of gaps. */
  readonly density: number;
  readonly gaps: readonly GapMark[];
  /** What lies between gaps. */
  readonly live: readonly Silence[];
  readonly #pieces: readonly Piece[];

  constructor(
    start: number,
    end: number,
    silences: readonly Silence[],
    x: number,
    width: number,
  ) {
    this.start = start;
    this.end = Math.max(end, start + 1);
    this.x = x;
    this.width = width;
    const inside = betweenSessions(silences, start, end);
    const silent = inside.reduce((sum, { from, to }) => sum + to - from, 0);
    const gapWidth = Math.min(
      GAP.width,
      (width * GAP.share) / Math.max(inside.length, 1),
    );
    const rest = width - gapWidth * inside.length;
    this.density = rest / Math.max(this.end - this.start - silent, 1);
    const pieces: Piece[] = [];
    const gaps: GapMark[] = [];
    let at = x;
    let from = this.start;
    for (const gap of [...inside, null]) {
      const to = gap?.from ?? this.end;
      const taken = (to - from) * this.density;
      pieces.push({ from, to, x: at, width: taken });
      at += taken;
      if (gap === null) break;
      gaps.push({ ...gap, x: at, width: gapWidth });
      pieces.push({ ...gap, x: at, width: gapWidth });
      at += gapWidth;
      from = gap.to;
    }
    this.gaps = gaps;
    this.live = pieces.filter((_, index) => index % 2 === 0);
    this.#pieces = pieces;
  }

  at(time: number): number {
    const pieces = this.#pieces;
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((pieces[middle]?.from ?? 0) <= time) low = middle;
      else high = middle - 1;
    }
    const piece = pieces[low];
    if (piece === undefined) return this.x;
    const share = (time - piece.from) / Math.max(piece.to - piece.from, 1);
    return piece.x + Math.min(Math.max(share, 0), 1) * piece.width;
  }
}

/** A session is at least this share of the longest. */
const SESSION = 0.1;

/**
 * The gaps between sessions; none where most of what lies between gaps is a moment: then the market is one that says
 * little, now and then, and its silences are to scale.
 */
function betweenSessions(
  silences: readonly Silence[],
  start: number,
  end: number,
): readonly Silence[] {
  const inside = silences.filter(({ from, to }) => from >= start && to <= end);
  const begins = [start, ...inside.map(({ to }) => to)];
  const ends = [...inside.map(({ from }) => from), end];
  const lengths = begins.map((from, index) => (ends[index] ?? from) - from);
  const longest = Math.max(...lengths);
  const sessions = lengths.filter((length) => length >= longest * SESSION);
  return sessions.length * 2 >= lengths.length ? inside : [];
}
