import { Rejected } from "../errors.ts";
import type { StrategyExchange, Unsubscribe } from "./exchange.ts";

/** What a machine trades through whose host brings no exchange: refuses whatever is asked. */
export const NO_EXCHANGE: StrategyExchange = {
  requestValidity: 0,
  marketPrice: refuse,
  placeMarketOrder: refuse,
  placeLimitOrder: refuse,
  cancelOrder: refuse,
  orderStatus: refuse,
  position: refuse,
  account: refuse,
  onFill: nothingToHear,
  onOrder: nothingToHear,
  onSettlement: nothingToHear,
};

async function refuse(): Promise<never> {
  throw new Rejected(
    "the host has no exchange: give it one, a PaperExchange for instance",
    "NO_EXCHANGE",
  );
}

function nothingToHear(): Unsubscribe {
  return () => {};
}
