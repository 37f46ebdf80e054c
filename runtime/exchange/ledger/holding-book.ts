import { profitOf } from "../../market/contract.ts";
import { floorToGrid } from "../../market/grid.ts";
import type { Instrument } from "../../market/instrument.ts";
import {
  NOTHING_HELD,
  onLedgerGrid,
  tradeAtCost,
  type Cost,
} from "../holding.ts";
import { AFTER_SETTLEMENTS, Timeline, type Moment } from "./timeline.ts";

/** How much of a holding was traded in one instrument. */
export interface Inventory {
  readonly instrument: Instrument;
  /** Negative when more was sold than bought. */
  readonly quantity: number;
}

/** What a machine holds of one asset on one leg. */
export interface Holding extends Cost {
  readonly leg: string;
  readonly asset: string;
  /** Average price at which it was traded; null where instruments of several currencies make one holding. */
  readonly averagePrice: number | null;
  /** Where it was traded, largest first; the quantities add up to the holding's. */
  readonly inventory: readonly Inventory[];
}

/** Something that changes a holding: a fill, or what a settlement ends or delivers. */
export interface Movement extends Moment {
  readonly instrument: Instrument;
  /** Negative for what goes out. */
  readonly quantity: number;
  readonly price: number;
}

/** What of a holding is counted in one currency, at one multiplier. */
export interface CostLine {
  /** One of those that it was traded in. */
  readonly instrument: Instrument;
  readonly held: Cost;
  /** Before fees, in the instrument's currency. */
  readonly realized: number;
}

interface State {
  readonly quantity: number;
  /** The finest of what was traded: less than that is nothing. */
  readonly lotSize: number;
  readonly lines: readonly CostLine[];
  /** How often it went from flat to held, and back; through flat is both. */
  readonly opened: number;
  readonly closed: number;
}

const NOTHING: State = {
  quantity: 0,
  lotSize: Infinity,
  lines: [],
  opened: 0,
  closed: 0,
};

/** Books what moves one asset on one leg, in the order of time. */
export class HoldingBook {
  readonly leg: string;
  readonly asset: string;
  readonly #timeline = new Timeline<Movement, State>(NOTHING, after);
  readonly #inventory = new Map<string, Inventory>();
  /** What settlements came to so far, by their order and the instrument. */
  readonly #settled = new Map<string, Movement>();

  constructor(leg: string, asset: string) {
    this.leg = leg;
    this.asset = asset;
  }

  get quantity(): number {
    return this.#timeline.state.quantity;
  }

  /** Less is held than can be traded: below one lot of each of its instruments. */
  get isFlat(): boolean {
    return signOf(this.#timeline.state) === 0;
  }

  get lines(): readonly CostLine[] {
    return this.#timeline.state.lines;
  }

  get turns(): { readonly opened: number; readonly closed: number } {
    return this.#timeline.state;
  }

  /** @returns by how much this changed the profit that is realized, before fees, in the instrument's currency */
  book(movement: Movement): number {
    const { instrument } = movement;
    const before = realizedOf(this.lines, instrument);
    if (movement.order === AFTER_SETTLEMENTS) this.#timeline.add(movement);
    else this.#settle(movement);
    const quantity = onLedgerGrid(
      this.quantityOf(instrument) + movement.quantity,
      instrument.lotSize,
    );
    this.#inventory.set(instrument.id, { instrument, quantity });
    return realizedOf(this.lines, instrument) - before;
  }

  quantityOf({ id }: Instrument): number {
    return this.#inventory.get(id)?.quantity ?? 0;
  }

  /** How much of an instrument was held just before a moment. */
  heldBefore(instrument: Instrument, moment: Moment): number {
    let quantity = this.quantityOf(instrument);
    for (const step of this.#timeline.since(moment))
      if (step.instrument.id === instrument.id) quantity -= step.quantity;
    return onLedgerGrid(quantity, instrument.lotSize);
  }

  /** The instrument at whose price a line is valued: the one it was traded in most. */
  valuedIn(line: CostLine): Instrument {
    const direction = Math.sign(line.held.quantity);
    const [main] = this.#largestFirst(direction).filter(({ instrument }) =>
      areCountedAlike(instrument, line.instrument),
    );
    return main?.instrument ?? line.instrument;
  }

  view(): Holding {
    const { leg, asset, quantity } = this;
    const [line, another] = this.lines.filter(
      ({ held }) => held.quantity !== 0,
    );
    const averagePrice =
      another === undefined ? (line?.held.averagePrice ?? null) : null;
    const inventory = this.#largestFirst(Math.sign(quantity));
    return { leg, asset, quantity, averagePrice, inventory };
  }

  /** What is booked of one settlement bit by bit is one movement. */
  #settle(more: Movement): void {
    const id = `${more.order} ${more.instrument.id}`;
    const known = this.#settled.get(id) ?? null;
    const quantity = (known?.quantity ?? 0) + more.quantity;
    const whole = { ...more, quantity };
    this.#settled.set(id, whole);
    this.#timeline.add(whole, known);
  }

  /** In this direction first, the larger ones before. */
  #largestFirst(direction: number): Inventory[] {
    return [...this.#inventory.values()]
      .filter(({ quantity }) => quantity !== 0)
      .toSorted((a, b) => direction * (b.quantity - a.quantity));
  }
}

/** @param price at which the line is valued; null: at cost */
export function unrealizedOf(
  { instrument, held }: CostLine,
  price: number | null,
): number {
  if (held.averagePrice === null || price === null) return 0;
  return profitOf(instrument, held.quantity, held.averagePrice, price);
}

function after(state: State, movement: Movement): State {
  const { instrument, quantity: moved, price } = movement;
  const lotSize = Math.min(state.lotSize, instrument.lotSize);
  const index = state.lines.findIndex((each) =>
    areCountedAlike(each.instrument, instrument),
  );
  const line = state.lines[index];
  const cost = line?.held ?? NOTHING_HELD;
  const traded = tradeAtCost(cost, moved, price, instrument, lotSize);
  const realized = (line?.realized ?? 0) + traded.realized;
  const booked = { instrument, held: traded.held, realized };
  const lines =
    line === undefined
      ? [...state.lines, booked]
      : state.lines.with(index, booked);
  const quantity = onLedgerGrid(state.quantity + moved, lotSize);
  const was = signOf(state);
  const is = signOf({ quantity, lotSize });
  const opened = state.opened + (is !== 0 && is !== was ? 1 : 0);
  const closed = state.closed + (was !== 0 && is !== was ? 1 : 0);
  return { quantity, lotSize, lines, opened, closed };
}

/** 0 where less is held than a lot. */
function signOf({ quantity, lotSize }: Pick<State, "quantity" | "lotSize">) {
  if (quantity === 0) return 0;
  return floorToGrid(Math.abs(quantity), lotSize) > 0 ? Math.sign(quantity) : 0;
}

function realizedOf(lines: readonly CostLine[], instrument: Instrument) {
  const line = lines.find((each) =>
    areCountedAlike(each.instrument, instrument),
  );
  return line?.realized ?? 0;
}

/** One unit of either is worth the same at the same price, in the same currency. */
function areCountedAlike(one: Instrument, another: Instrument): boolean {
  return (
    one.currency === another.currency &&
    one.multiplier === another.multiplier &&
    (one.kind === "inverse-perpetual") ===
      (another.kind === "inverse-perpetual")
  );
}
