import type { DepthLevel, DepthUpdate, Trade } from "../../event.ts";
import type { Instrument } from "../../instrument.ts";
import type { Quote } from "../../quote.ts";
import { RowProblem } from "../row/row-problem.ts";
import { amountOf, type Members, priceOf } from "./message.ts";

/** What `bookTicker` says: the best bid and ask. */
export function bookTicker(
  data: Members,
  instrument: Instrument,
  time: number,
): Quote {
  const bid = priceOf(data, "b");
  const ask = priceOf(data, "a");
  if (bid > ask)
    throw new RowProblem(
      `expected a bid that is not above the ask, found bid ${bid} and ask ${ask}`,
    );
  const bidSize = amountOf(data, "B");
  const askSize = amountOf(data, "A");
  return { kind: "quote", instrument, time, bid, bidSize, ask, askSize };
}

/** What `trade` says; `m` is true where the buyer had been waiting, so that the seller took. */
export function trade(
  data: Members,
  instrument: Instrument,
  time: number,
): Trade {
  const { m: buyerWasMaker } = data;
  if (typeof buyerWasMaker !== "boolean")
    throw new RowProblem(
      `expected true or false as "m", found ${JSON.stringify(buyerWasMaker) ?? "nothing"}`,
    );
  return {
    kind: "trade",
    instrument,
    time,
    price: priceOf(data, "p"),
    quantity: priceOf(data, "q"),
    aggressor: buyerWasMaker ? "sell" : "buy",
  };
}

/** What `depthUpdate` says: the levels that have changed. */
export function depthUpdate(
  data: Members,
  instrument: Instrument,
  time: number,
): DepthUpdate {
  return depthOf(data, ["b", "a"], instrument, time);
}

/** What an answer to `GET /depth` says: the best thousand levels or so of either side. */
export function depthSnapshot(
  data: Members,
  instrument: Instrument,
  time: number,
): DepthUpdate {
  return depthOf(data, ["bids", "asks"], instrument, time);
}

function depthOf(
  data: Members,
  [bidsName, asksName]: readonly [string, string],
  instrument: Instrument,
  time: number,
): DepthUpdate {
  const bids = levels(data, bidsName);
  const asks = levels(data, asksName);
  return { kind: "depth", instrument, time, bids, asks };
}

function levels(data: Members, name: string): readonly DepthLevel[] {
  const rows = data[name];
  if (!Array.isArray(rows)) throw badLevels(name, rows);
  return rows.map((row: unknown) => {
    if (!Array.isArray(row)) throw badLevels(name, row);
    const price: unknown = row[0];
    const quantity: unknown = row[1];
    return {
      price: priceOf({ [name]: price }, name),
      quantity: amountOf({ [name]: quantity }, name),
    };
  });
}

function badLevels(name: string, found: unknown): RowProblem {
  return new RowProblem(
    `expected levels of price and quantity as "${name}", found ${JSON.stringify(found) ?? "nothing"}`,
  );
}
