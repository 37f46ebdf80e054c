/** What the name of a table of options says: `20151223_goog_minute_quote_american_call_6000000_20151224.csv`. */
export interface ContractName {
  readonly root: string;
  readonly ticks: string;
  readonly style: "american" | "european";
  readonly right: "call" | "put";
  /** In the currency; the name has deci-cents. */
  readonly strike: number;
  /** `20151224` */
  readonly expiry: string;
}

const DECI_CENTS = 10_000;
const NAME =
  /^(?:\d{8}_)?([^_]+)(?:_(?:minute|second|hour|daily))?_(quote|trade|openinterest)_(american|european)_(call|put)_(\d+)_(\d{8})\.csv$/i;

/** Null if it is no name of such a table. */
export function contractNamed(name: string): ContractName | null {
  const [, root, ticks, style, right, strike, expiry] =
    NAME.exec(name.toLowerCase()) ?? [];
  if (root === undefined || ticks === undefined || expiry === undefined)
    return null;
  return {
    root,
    ticks,
    style: style === "european" ? style : "american",
    right: right === "put" ? right : "call",
    strike: Number(strike) / DECI_CENTS,
    expiry,
  };
}
