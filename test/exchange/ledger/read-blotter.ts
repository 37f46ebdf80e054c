/** A row of a blotter, by the names of its columns. */
export type BlotterRow = Readonly<Record<string, string>>;

/** Reads CSV as RFC 4180 has it; knows nothing of how ours is written. */
export function readCsv(text: string): readonly BlotterRow[] {
  const records: string[][] = [[]];
  let [cell, quoted] = ["", false];
  for (let at = 0; at < text.length; at += 1) {
    const next = text[at] ?? "";
    if (quoted && next === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (next === '"') quoted = !quoted;
    else if (!quoted && (next === "," || next === "\r")) {
      records.at(-1)?.push(cell);
      cell = "";
      if (next === "\r") records.push([]);
    } else if (quoted || next !== "\n") cell += next;
  }
  const [names = [], ...rows] = records.filter(({ length }) => length > 0);
  return rows.map((cells) =>
    Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""])),
  );
}

/** What a blotter says that one machine has, and made. */
export interface Account {
  /** By leg and asset. */
  readonly positions: Map<string, number>;
  /** In each currency. */
  readonly realized: Map<string, number>;
  readonly unrealized: Map<string, number>;
  readonly fees: Map<string, number>;
  readonly funding: Map<string, number>;
}

/** Money by currency, at average cost, from the rows alone; what is left is valued at these prices, by instrument. */
export function accountOf(
  rows: readonly BlotterRow[],
  machine: string,
  last: ReadonlyMap<string, number>,
): Account {
  const account: Account = {
    positions: new Map(),
    realized: new Map(),
    unrealized: new Map(),
    fees: new Map(),
    funding: new Map(),
  };
  const add = (sums: Map<string, number>, key: string, value: number) =>
    sums.set(key, (sums.get(key) ?? 0) + value);
  /** Quantity and what it cost in all: of inverse contracts, in coin. */
  const costs = new Map<
    string,
    { held: number; cost: number; of: BlotterRow }
  >();
  for (const row of rows) {
    if (row["machine"] !== machine) continue;
    const { leg, kind, asset, side, currency = "" } = row;
    add(account.fees, row["fee_currency"] ?? "", Number(row["fee"]));
    if (kind === "funding") {
      add(account.funding, currency, Number(row["amount"]));
      continue;
    }
    const traded = Number(row["quantity"]) * (side === "buy" ? 1 : -1);
    const position = `${leg} ${asset}`;
    const known = costs.get(position) ?? { held: 0, cost: 0, of: row };
    const each = unitCost(row, Number(row["price"]));
    let { held, cost } = known;
    if (held * traded < 0) {
      const closed =
        Math.min(Math.abs(traded), Math.abs(held)) * Math.sign(held);
      const average = cost / held;
      add(account.realized, currency, closed * (each - average));
      cost -= closed * average;
      held -= closed;
      const opened = traded + closed;
      cost += opened * each;
      held += opened;
    } else {
      cost += traded * each;
      held += traded;
    }
    held = Math.abs(held) < 1e-9 ? 0 : held;
    costs.set(position, { held, cost: held === 0 ? 0 : cost, of: row });
  }
  for (const [position, { held, cost, of }] of costs) {
    if (held === 0) continue;
    account.positions.set(position, held);
    const worth = held * unitCost(of, last.get(of["instrument"] ?? "") ?? 0);
    add(account.unrealized, of["currency"] ?? "", worth - cost);
  }
  return account;
}

/** What one unit costs in its currency; an inverse contract is coin that is owed. */
function unitCost(row: BlotterRow, price: number): number {
  const multiplier = Number(row["multiplier"]);
  return row["instrument_kind"] === "inverse-perpetual"
    ? -multiplier / price
    : multiplier * price;
}
