import { rounded, written } from "./decimals.ts";
import type { VenueTrade } from "./order.ts";
import { Refusal } from "./refusal.ts";

/** What the account holds of one contract, in one-way mode. */
export class ContractPosition {
  #quantity = 0;
  #entry = 0;

  /** Negative when short. */
  get quantity(): number {
    return this.#quantity;
  }

  /** @returns the profit that was realized */
  trade({ side, quantity, price }: VenueTrade): number {
    const traded = side === "BUY" ? quantity : -quantity;
    const before = this.#quantity;
    const after = rounded(before + traded);
    const closed =
      before * traded < 0 ? Math.min(Math.abs(traded), Math.abs(before)) : 0;
    const profit = closed * Math.sign(before) * (price - this.#entry);
    if (closed === 0)
      this.#entry =
        (this.#entry * Math.abs(before) + price * quantity) / Math.abs(after);
    else if (before * after < 0) this.#entry = price;
    this.#quantity = after;
    if (after === 0) this.#entry = 0;
    return rounded(profit);
  }

  /** How much of an order that must only reduce may be carried out. @throws Refusal if it would not */
  reducible(side: VenueTrade["side"], quantity: number): number {
    const open = side === "SELL" ? this.#quantity : -this.#quantity;
    if (open <= 0) throw new Refusal(-2022, "ReduceOnly Order is rejected.");
    return Math.min(open, quantity);
  }

  /** `GET /fapi/v3/positionRisk`. */
  forms(symbol: string, now: number): readonly object[] {
    if (this.#quantity === 0) return [];
    return [
      {
        symbol,
        positionSide: "BOTH",
        positionAmt: written(this.#quantity),
        entryPrice: written(this.#entry),
        breakEvenPrice: written(this.#entry),
        markPrice: written(this.#entry),
        unRealizedProfit: "0",
        liquidationPrice: "0",
        isolatedMargin: "0",
        notional: written(this.#quantity * this.#entry),
        marginAsset: "USDT",
        isolatedWallet: "0",
        initialMargin: written((Math.abs(this.#quantity) * this.#entry) / 10),
        maintMargin: written((Math.abs(this.#quantity) * this.#entry) / 100),
        positionInitialMargin: "0",
        openOrderInitialMargin: "0",
        adl: 0,
        updateTime: now,
      },
    ];
  }
}
