import type { Posting } from "./posting.ts";

/** Whose blotter it is; a `Ledger` is one. */
export interface BlotterSource {
  /** The machine's id. */
  readonly owner: string;
  readonly postings: readonly Posting[];
}

/**
 * The columns, in this order. `quantity` is above 0 where `side` says which
 * way; of `funding`, which has no side, it is what it was paid for, below 0
 * for short. `amount` is what came in for it before fees, all money is in
 * `currency`: positions, profit, fees and funding follow from the rows alone.
 */
const COLUMNS = [
  "time",
  "machine",
  "leg",
  "kind",
  "instrument",
  "instrument_kind",
  "multiplier",
  "asset",
  "currency",
  "side",
  "quantity",
  "price",
  "amount",
  "fee",
  "fee_currency",
  "realized_pnl",
  "liquidity",
  "client_order_id",
  "trade_id",
] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string | number>>;

/** The names of the columns, with the end of the line. */
export const BLOTTER_HEADER = lineOf(COLUMNS);

/** One line of CSV (RFC 4180), with its end; times are ISO 8601, UTC, with milliseconds. For a settlement `trade_id` is its id. */
export function blotterRow(machine: string, posting: Posting): string {
  const { instrument, kind, quantity } = posting;
  const isTrade = kind !== "funding";
  const row: Row = {
    time: new Date(posting.time).toISOString(),
    machine,
    leg: posting.leg,
    kind,
    instrument: instrument.id,
    instrument_kind: instrument.kind,
    multiplier: instrument.multiplier,
    asset: instrument.asset,
    currency: instrument.currency,
    side: isTrade ? (quantity > 0 ? "buy" : "sell") : "",
    quantity: isTrade ? Math.abs(quantity) : quantity,
    price: posting.price,
    amount: posting.amount,
    fee: posting.fee,
    fee_currency: instrument.currency,
    realized_pnl: posting.realizedPnl,
    ...(kind === "fill"
      ? {
          liquidity: posting.fill.liquidity,
          client_order_id: posting.fill.clientOrderId,
          trade_id: posting.fill.tradeId,
        }
      : {
          liquidity: "",
          client_order_id: "",
          trade_id: posting.settlement.id,
        }),
  };
  return lineOf(COLUMNS.map((column) => row[column]));
}

/**
 * All that these ledgers booked, line by line, the header first. In the order
 * of time; at one time settlements first, then as it was booked.
 */
export function* blotterCsv(
  ledgers: Iterable<BlotterSource>,
): Generator<string> {
  const rows = [...ledgers].flatMap(({ owner, postings }) =>
    postings.map((posting) => ({ owner, posting })),
  );
  yield BLOTTER_HEADER;
  for (const { owner, posting } of rows.toSorted(
    ({ posting: one }, { posting: another }) =>
      one.time - another.time || rankOf(one) - rankOf(another),
  ))
    yield blotterRow(owner, posting);
}

/** What is settled counts for what was held before. */
function rankOf({ kind }: Posting): number {
  return kind === "fill" ? 1 : 0;
}

function lineOf(cells: readonly (string | number)[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

function cellOf(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
