/**
 * Trading on real exchanges through ccxt, an optional peer dependency that is
 * loaded when an exchange is opened, and of it only what that exchange needs.
 */
export { CcxtExchange, type CcxtExchangeOptions } from "./ccxt-exchange.ts";
export type { CcxtParams } from "./client.ts";
export type { Environment } from "./credentials.ts";
export type { Endpoints } from "./endpoints.ts";
export {
  MalformedAnswerError,
  RateLimitedError,
  UnknownOutcomeError,
  type CcxtProblem,
} from "./errors.ts";
export type { CcxtConfig, CcxtVenueOptions } from "./options.ts";
