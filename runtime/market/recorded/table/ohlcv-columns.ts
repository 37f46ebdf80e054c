import { RowProblem } from "../row/row-problem.ts";

/** Where a table has what; null: nowhere. */
export interface OhlcvColumns {
  /** As in the header. */
  readonly names: readonly string[];
  /** One, or a day and a time of the day. */
  readonly stamp: readonly number[];
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number | null;
  readonly bid: number | null;
  readonly bidSize: number | null;
  readonly ask: number | null;
  readonly askSize: number | null;
}

const STAMPS = ["timestamp", "datetime", "opentime"];

/**
 * Reads a header: names in any order and case, blanks and underscores do not
 * count, columns of other names are passed over.
 *
 * @throws RowProblem if a column that is needed is missing, or is there twice
 */
export function ohlcvColumns(header: string): OhlcvColumns {
  const names = header.split(",").map((name) => name.trim());
  const plain = names.map((name) => name.toLowerCase().replace(/[\s_]/g, ""));
  const optional = (...wanted: readonly string[]): number | null => {
    const found = plain.flatMap((name, at) =>
      wanted.includes(name) ? [at] : [],
    );
    if (found.length > 1)
      throw new RowProblem(
        `expected one column for ${wanted[0]}, found ${found.map((at) => names[at]).join(", ")}`,
      );
    return found[0] ?? null;
  };
  const needed = (...wanted: readonly string[]): number => {
    const at = optional(...wanted);
    if (at !== null) return at;
    throw new RowProblem(
      `expected a header with a time (${["time", "date", ...STAMPS].join(", ")}), open, high, low and close, found ${JSON.stringify(header)}`,
    );
  };
  const date = optional("date");
  const time = optional("time");
  const stamp =
    date !== null && time !== null
      ? [date, time]
      : [date ?? time ?? needed(...STAMPS)];
  return {
    names,
    stamp,
    open: needed("open"),
    high: needed("high"),
    low: needed("low"),
    close: needed("close"),
    volume: optional("volume", "vol"),
    bid: optional("bid"),
    bidSize: optional("bidsize"),
    ask: optional("ask"),
    askSize: optional("asksize"),
  };
}
