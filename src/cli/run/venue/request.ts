import type {
  Instrument,
  LimitOrderRequest,
  MarketOrderRequest,
  StrategyExchange,
} from "@fsmc/runtime";

/** A request to an exchange, as plain data. Prices are not asked of the venue: they are heard. */
export type Request =
  | { readonly kind: "market"; readonly order: MarketOrderRequest }
  | { readonly kind: "limit"; readonly order: LimitOrderRequest }
  | {
      readonly kind: "cancel" | "status";
      readonly instrument: Instrument;
      readonly clientOrderId: string;
    }
  | { readonly kind: "position"; readonly instrument: Instrument }
  | {
      readonly kind: "account";
      readonly venue: string;
      readonly currency: string | null;
    };

/** A request, and where it stands between all that moved the exchange. */
export interface LoggedRequest {
  /** So many stimuli came before it. */
  readonly after: number;
  /** In milliseconds since the epoch. */
  readonly time: number;
  readonly request: Request;
}

/** Sends it again. What is answered, nobody waits for. */
export function resend(exchange: StrategyExchange, request: Request): void {
  void answerTo(exchange, request).catch(() => {});
}

function answerTo(
  exchange: StrategyExchange,
  request: Request,
): Promise<unknown> {
  switch (request.kind) {
    case "market":
      return exchange.placeMarketOrder(request.order);
    case "limit":
      return exchange.placeLimitOrder(request.order);
    case "cancel":
      return exchange.cancelOrder(request.instrument, request.clientOrderId);
    case "status":
      return exchange.orderStatus(request.instrument, request.clientOrderId);
    case "position":
      return exchange.position(request.instrument);
    case "account":
      return exchange.account(request.venue, request.currency);
  }
}
