import type { DepthLevel, DepthUpdate } from "../../event.ts";
import { RowProblem } from "../row/row-problem.ts";
import type { Members } from "./message.ts";

/** Updates are heard at most some seconds before the snapshot that is older than they are. */
const REMEMBERED = 1_000;

/**
 * A snapshot of the book is asked for while updates come in, and is older than
 * those that came last. This keeps what the latest updates said, so that a
 * snapshot does not take it back. By Binance's guide, "How to manage a local
 * order book correctly".
 */
export class LatestUpdates {
  #updates: { readonly id: number; readonly update: DepthUpdate }[] = [];

  /** @throws RowProblem if the message has no id of its last change */
  heard(data: Members, update: DepthUpdate): void {
    this.#updates.push({ id: updateId(data, "u"), update });
    if (this.#updates.length >= 2 * REMEMBERED)
      this.#updates = this.#updates.slice(-REMEMBERED);
  }

  /** The snapshot, with what was said later of its levels and of others. */
  brought(data: Members, snapshot: DepthUpdate): DepthUpdate {
    const id = updateId(data, "lastUpdateId");
    const later = this.#updates
      .filter((each) => each.id > id)
      .map(({ update }) => update);
    return {
      ...snapshot,
      bids: overlaid([snapshot, ...later].map(({ bids }) => bids)),
      asks: overlaid([snapshot, ...later].map(({ asks }) => asks)),
    };
  }
}

function overlaid(
  levels: readonly (readonly DepthLevel[])[],
): readonly DepthLevel[] {
  const byPrice = new Map(levels.flat().map((level) => [level.price, level]));
  return [...byPrice.values()];
}

function updateId(data: Members, name: string): number {
  const id = data[name];
  if (typeof id === "number" && Number.isSafeInteger(id)) return id;
  throw new RowProblem(
    `expected a whole number as "${name}", found ${JSON.stringify(id) ?? "nothing"}`,
  );
}
