import { toGrid, type Fill } from "@fsmc/runtime";

/** What one piece of a maker fill and its hedge brought together. */
export interface Edge {
  /** In units of the base asset. */
  readonly quantity: number;
  /** Of the maker fill, in the quote currency. */
  readonly value: number;
  /** Both fees paid, in the quote currency. */
  readonly profit: number;
}

interface Piece {
  readonly fill: Fill;
  left: number;
}

/** Of a number of pieces together, as a share of their value; null of none. */
export function shareOf(edges: readonly Edge[]): number | null {
  const value = edges.reduce((sum, each) => sum + each.value, 0);
  const profit = edges.reduce((sum, each) => sum + each.profit, 0);
  return value === 0 ? null : profit / value;
}

/**
 * Offsets maker fills by hedges, the oldest first. What the hedges cost is
 * what they really traded at, not what was quoted when the order was placed.
 */
export function edgesOf(
  makerFills: readonly Fill[],
  hedgeFills: readonly Fill[],
): readonly Edge[] {
  const open: Record<Fill["side"], Piece[]> = { buy: [], sell: [] };
  for (const fill of inOrder(makerFills))
    open[fill.side].push({ fill, left: fill.quantity });
  return inOrder(hedgeFills).flatMap((hedge) =>
    offset(open[hedge.side === "buy" ? "sell" : "buy"], hedge),
  );
}

function offset(pieces: Piece[], hedge: Fill): readonly Edge[] {
  const edges: Edge[] = [];
  const { lotSize } = hedge.instrument;
  let left = hedge.quantity;
  for (const piece of pieces) {
    const step = Math.min(lotSize, piece.fill.instrument.lotSize);
    const quantity = toGrid(Math.min(piece.left, left), step);
    if (quantity <= 0) continue;
    piece.left = toGrid(piece.left - quantity, step);
    left = toGrid(left - quantity, step);
    edges.push(edgeOf(piece.fill, hedge, quantity));
    if (left <= 0) break;
  }
  return edges;
}

function edgeOf(made: Fill, hedge: Fill, quantity: number): Edge {
  const gain =
    made.side === "buy" ? hedge.price - made.price : made.price - hedge.price;
  const feePerUnit = made.fee / made.quantity + hedge.fee / hedge.quantity;
  return {
    quantity,
    value: made.price * quantity,
    profit: (gain - feePerUnit) * quantity,
  };
}

function inOrder(fills: readonly Fill[]): readonly Fill[] {
  return fills.toSorted((a, b) => a.time - b.time);
}
