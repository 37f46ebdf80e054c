/** A run's orders are on this leg. */
export interface Claim {
  readonly key: string;
  readonly leg: string;
}

/** The runs that were under way before a restart: their orders are not known any more, but their legs may be. */
export class Claims {
  /** By the run's key. */
  readonly #legs = new Map<string, string>();

  /**
   * @param key the run's; its orders' client order ids are this, or begin with it and `.` or `_`
   * @returns null if it was known, or cannot be known
   */
  add(key: string, legs: readonly string[]): Claim | null {
    const [leg, another] = legs;
    if (leg === undefined || another !== undefined) return null;
    if (this.#legs.get(key) === leg) return null;
    this.#legs.set(key, leg);
    return { key, leg };
  }

  all(): readonly Claim[] {
    return [...this.#legs].map(([key, leg]) => ({ key, leg }));
  }

  legOf(clientOrderId: string): string | null {
    for (const [key, leg] of this.#legs)
      if (isOfRun(clientOrderId, key)) return leg;
    return null;
  }
}

/** Whether an order is of the run with this key, or of one of its later attempts. */
export function isOfRun(clientOrderId: string, key: string): boolean {
  if (!clientOrderId.startsWith(key)) return false;
  const rest = clientOrderId.slice(key.length);
  return rest === "" || rest.startsWith(".") || rest.startsWith("_");
}
