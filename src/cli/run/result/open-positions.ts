import type { Ledger, RunnableMachine } from "@fsmc/runtime";

/** What a machine held when the run was over. */
export interface OpenPosition {
  readonly leg: string;
  readonly asset: string;
  /** Negative when short. */
  readonly quantity: number;
  readonly averagePrice: number | null;
  /** Where it was traded. */
  readonly instruments: readonly {
    readonly instrument: string;
    readonly quantity: number;
  }[];
}

/** An order of which more may be filled, as far as is known. */
export interface OpenOrder {
  readonly clientOrderId: string;
  readonly leg: string;
  readonly instrument: string;
  readonly side: "buy" | "sell";
  readonly quantity: number;
  readonly filled: number;
  readonly status: string;
}

/** A machine that did not end flat. */
export interface Exposed {
  readonly machine: string;
  readonly state: string;
  readonly positions: readonly OpenPosition[];
  readonly orders: readonly OpenOrder[];
}

/** The machines of a run that hold something, or have orders out. */
export function exposedAmong(
  machines: readonly RunnableMachine[],
): readonly Exposed[] {
  return machines.flatMap((machine) => {
    const { ledger } = machine;
    const positions = ledger === null ? [] : positionsIn(ledger);
    const orders = ledger === null ? [] : ordersIn(ledger);
    if (positions.length === 0 && orders.length === 0) return [];
    const state = machine.configuration.join(", ");
    return [{ machine: machine.id, state, positions, orders }];
  });
}

export function positionsIn(ledger: Ledger): readonly OpenPosition[] {
  return ledger
    .holdings()
    .map(({ leg, asset, quantity, averagePrice, inventory }) => ({
      leg,
      asset,
      quantity,
      averagePrice,
      instruments: inventory.map((each) => ({
        instrument: each.instrument.id,
        quantity: each.quantity,
      })),
    }));
}

/** Those that may still be filled. */
export function ordersIn(ledger: Ledger): readonly OpenOrder[] {
  return ledger
    .unsettled()
    .map(
      ({ clientOrderId, leg, instrument, side, quantity, filled, status }) => ({
        clientOrderId,
        leg,
        instrument: instrument.id,
        side,
        quantity,
        filled,
        status,
      }),
    );
}

/** `in HOLDING, leg spot +0.01 BTCUSDT; leg perp has sell order a-1-2-0 out`. */
export function exposedText({
  machine,
  state,
  positions,
  orders,
}: Exposed): string {
  const parts = [
    ...positions.map(
      ({ leg, asset, quantity }) =>
        `leg ${leg} ${quantity > 0 ? "+" : "−"}${Math.abs(quantity)} ${asset}`,
    ),
    ...orders.map(
      ({ leg, side, quantity, filled, instrument, status }) =>
        `leg ${leg} has an order to ${side} ${quantity} ${instrument} out (${status}, ${filled} filled)`,
    ),
  ];
  return `${machine} in ${state}: ${parts.join("; ")}`;
}
