/** What is on an asset, by instrument id. */
export interface Cast {
  readonly asset: string;
  readonly regimes: readonly string[];
  readonly hasIndex: boolean;
  /** Quoted on its own, so that a premium and trades can be scripted. */
  readonly listings: readonly string[];
  /** Listings that pay funding. */
  readonly perpetuals: readonly string[];
  /** All of them: listings, options, the index. */
  readonly instruments: readonly string[];
}
