/** Amounts are kept to 8 decimals, and written with them, as the venue does. */
export function rounded(amount: number): number {
  return Math.round(amount * 1e8) / 1e8;
}

export function written(amount: number): string {
  return amount.toFixed(8);
}
