export {
  type BinanceEvent,
  type BinanceOptions,
  readBinanceRecording,
} from "./binance/recording.ts";
export type { DayRange } from "./time/day.ts";
export { type ReadOptions, ReadTally } from "./row/reading.ts";
