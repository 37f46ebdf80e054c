import type { DepthUpdate, Trade } from "../../event.ts";
import type { Instrument } from "../../instrument.ts";
import type { Quote } from "../../quote.ts";
import { RowProblem } from "../row/row-problem.ts";
import { LeftOut } from "../row/rows.ts";
import { bookTicker, depthSnapshot, depthUpdate, trade } from "./events.ts";
import { isMembers, type Members, membersIn } from "./message.ts";
import { LatestUpdates } from "./snapshot.ts";

interface Listed {
  readonly instrument: Instrument;
  readonly updates: LatestUpdates;
}

/** Reads the messages of one combined stream, in their order. */
export class CombinedStream {
  readonly #bySymbol: ReadonlyMap<unknown, Listed>;
  readonly #onUnknown: ((stream: string) => void) | null;

  /** @param onUnknown null: a message of another stream or symbol is a problem */
  constructor(
    instruments: readonly Instrument[],
    onUnknown: ((stream: string) => void) | null,
  ) {
    this.#bySymbol = new Map(
      instruments.map((instrument) => [
        instrument.symbol,
        { instrument, updates: new LatestUpdates() },
      ]),
    );
    this.#onUnknown = onUnknown;
  }

  /**
   * @param column of the text in its line
   * @throws RowProblem if it is no message of a combined stream
   */
  read(
    text: string,
    time: number,
    column: number,
  ): Quote | Trade | DepthUpdate | LeftOut {
    const message = membersIn(text, column);
    if ("lastUpdateId" in message) return this.#snapshot(message, time);
    const { stream, data } = message;
    if (typeof stream !== "string" || !isMembers(data))
      throw new RowProblem(
        'expected a message of a combined stream, {"stream":…,"data":…}',
        column,
      );
    const listed = this.#bySymbol.get(data["s"]);
    if (listed === undefined) return this.#unknown(stream, data);
    switch (eventOf(stream, data)) {
      case "bookTicker":
        return bookTicker(data, listed.instrument, time);
      case "trade":
        return trade(data, listed.instrument, time);
      case "depthUpdate": {
        const update = depthUpdate(data, listed.instrument, time);
        listed.updates.heard(data, update);
        return update;
      }
      default:
        return this.#unknown(stream, data);
    }
  }

  /** Only COIN-M's says of which symbol it is. */
  #snapshot(data: Members, time: number): DepthUpdate | LeftOut {
    const [only] =
      this.#bySymbol.size === 1 ? [...this.#bySymbol.values()] : [];
    const listed = "symbol" in data ? this.#bySymbol.get(data["symbol"]) : only;
    if (listed === undefined)
      return this.#unknown("a snapshot of a book", {
        e: "snapshot",
        s: data["symbol"],
      });
    const snapshot = depthSnapshot(data, listed.instrument, time);
    return listed.updates.brought(data, snapshot);
  }

  #unknown(stream: string, data: Members): LeftOut {
    if (this.#onUnknown === null)
      throw new RowProblem(
        `expected a bookTicker, trade or depthUpdate of ${[...this.#bySymbol.keys()].join(" or ")}, found ${JSON.stringify(data["e"] ?? null)} of ${JSON.stringify(data["s"] ?? null)} in ${JSON.stringify(stream)}`,
      );
    this.#onUnknown(stream);
    return new LeftOut(`unknown: ${stream}`);
  }
}

/** Spot's bookTicker does not say in the message that it is one. */
function eventOf(stream: string, data: Members): unknown {
  return data["e"] ?? (stream.endsWith("@bookTicker") ? "bookTicker" : null);
}
