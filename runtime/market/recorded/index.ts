export {
  binanceDays,
  type BinanceQuery,
  readBinanceDays,
} from "./binance/days.ts";
export {
  type BinanceEvent,
  type BinanceOptions,
  readBinanceRecording,
} from "./binance/recording.ts";
export type { DayRange } from "./time/day.ts";
export { type ReadOptions, ReadTally } from "./row/reading.ts";
export { leanBars, leanDays, type LeanQuery, leanQuotes } from "./lean/bars.ts";
export { leanFunding } from "./lean/funding.ts";
export type { LeanResolution } from "./lean/times.ts";
export { leanInterestRate } from "./lean/interest-rate.ts";
export {
  type ChainQuery,
  LeanOptionChain,
  type OptionTicks,
} from "./lean/options/chain.ts";
export type { LeanChainSpec, ContractKey } from "./lean/options/contracts.ts";
export { readVix } from "./table/vix.ts";
export {
  type AssumedSpread,
  quotesOfAssumedSpread,
} from "./table/assumed-spread.ts";
export { type OhlcvOptions, readOhlcv } from "./table/ohlcv.ts";
export type { TimeZone } from "./time/zone.ts";
