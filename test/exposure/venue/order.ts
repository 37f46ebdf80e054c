/** An order at the venue as it really is, whatever anybody believes of it. */
export interface VenueOrder {
  /** The client order id: the run's key, and its leg where there are several. */
  readonly id: string;
  readonly leg: string;
  /** Units. */
  readonly quantity: number;
  filled: number;
  /** `sent`: the request is on its way, or lost; nobody can tell. */
  status: "sent" | "working" | "dead";
  /** What became of it, for good, is known: a run was told, or it was asked about. */
  isSettled: boolean;
}

export function isAlive({ status }: VenueOrder): boolean {
  return status !== "dead";
}

/** Nothing of it happened, nor will. */
export function isVoid({ status, filled }: VenueOrder): boolean {
  return status === "dead" && filled === 0;
}
