import { rounded, written } from "./decimals.ts";
import { Refusal } from "./refusal.ts";

/** What the account has of each currency; working orders lock some of it. */
export class Balances {
  readonly #free = new Map<string, number>();
  readonly #locked = new Map<string, number>();

  deposit(asset: string, amount: number): void {
    this.#free.set(asset, rounded(this.free(asset) + amount));
  }

  free(asset: string): number {
    return this.#free.get(asset) ?? 0;
  }

  total(asset: string): number {
    return rounded(this.free(asset) + (this.#locked.get(asset) ?? 0));
  }

  /** @throws Refusal as the venue words it */
  lock(asset: string, amount: number): void {
    if (this.free(asset) + 1e-9 < amount)
      throw new Refusal(
        -2010,
        "Account has insufficient balance for requested action.",
      );
    this.deposit(asset, -amount);
    this.#locked.set(asset, rounded((this.#locked.get(asset) ?? 0) + amount));
  }

  unlock(asset: string, amount: number): void {
    this.#locked.set(asset, rounded((this.#locked.get(asset) ?? 0) - amount));
    this.deposit(asset, amount);
  }

  /** By currency, all together. */
  totals(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      [...this.#free.keys()].map((asset) => [asset, this.total(asset)]),
    );
  }

  /** `balances` of `GET /api/v3/account`. */
  forms(): readonly object[] {
    return [...this.#free.keys()].map((asset) => ({
      asset,
      free: written(this.free(asset)),
      locked: written(this.#locked.get(asset) ?? 0),
    }));
  }
}
