export {
  blackScholes,
  type OptionTerms,
  type OptionValue,
} from "./black-scholes.ts";
export type { ChainOptions } from "./chain.ts";
export { optionChain, type ChainSpec } from "./contracts.ts";
export { impliedVolatility } from "./implied-volatility.ts";
export { normalDensity, normalDistribution } from "./normal.ts";
export type { SurfaceOptions } from "./surface.ts";
