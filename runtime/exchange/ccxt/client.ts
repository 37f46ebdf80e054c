/**
 * The part of one of ccxt's exchanges that is used here. What it answers is
 * taken for unknown: `reading/` says what must be in it.
 */
export interface CcxtClient {
  readonly id: string;
  /** What the exchange can do; values are booleans, or `"emulated"`. */
  readonly has: Readonly<Record<string, unknown>>;
  readonly markets: unknown;
  readonly markets_by_id: unknown;
  readonly requiredCredentials: Readonly<Record<string, unknown>>;
  /** For the beginning of an answer, in milliseconds. */
  timeout: number;
  log: (...parts: readonly unknown[]) => void;

  loadMarkets(reload?: boolean): Promise<unknown>;
  loadTimeDifference?: () => Promise<unknown>;

  createOrder(
    symbol: string,
    type: "market" | "limit",
    side: "buy" | "sell",
    amount: number,
    price: number | undefined,
    params: CcxtParams,
  ): Promise<unknown>;
  cancelOrder(id: string, symbol: string, params: CcxtParams): Promise<unknown>;
  fetchOrder(id: string, symbol: string, params: CcxtParams): Promise<unknown>;
  fetchOpenOrders: FetchList;
  fetchClosedOrders: FetchList;
  fetchCanceledOrders: FetchList;
  fetchCanceledAndClosedOrders: FetchList;
  fetchOrders: FetchList;
  fetchMyTrades: FetchList;
  fetchOrderTrades(
    id: string,
    symbol: string,
    since?: number,
    limit?: number,
    params?: CcxtParams,
  ): Promise<unknown>;
  fetchOrderBook(symbol: string, limit?: number): Promise<unknown>;
  fetchTicker(symbol: string): Promise<unknown>;
  fetchBalance(params: CcxtParams): Promise<unknown>;
  fetchPositions(
    symbols: readonly string[] | undefined,
    params: CcxtParams,
  ): Promise<unknown>;

  watchMyTrades: FetchList;
  watchOrders: FetchList;
  close(): Promise<unknown>;

  amountToPrecision(symbol: string, amount: number): unknown;
  priceToPrecision(symbol: string, price: number): unknown;

  // Not part of what ccxt documents, and needed to know what became of a request.
  fetch: (
    url: string,
    method: string,
    headers: unknown,
    body: unknown,
  ) => Promise<unknown>;
  handleErrors: (status: number, ...rest: readonly unknown[]) => unknown;
  nonce?: () => number;
  undiciRequest?: (url: string, params: unknown) => Promise<unknown>;
  client?: (url: string) => CcxtSocket;
  watch?: (url: string, ...rest: readonly unknown[]) => unknown;
  loadHttpProxyAgent?: () => Promise<unknown>;
}

/** One of ccxt's WebSocket connections. */
export interface CcxtSocket {
  readonly connected: Promise<unknown>;
  future: (name: string) => Promise<unknown>;
  send: (message: unknown) => Promise<unknown>;
}

/** What is handed through to the exchange's own interface. */
export type CcxtParams = Readonly<Record<string, unknown>>;

type FetchList = (
  symbol?: string,
  since?: number,
  limit?: number,
  params?: CcxtParams,
) => Promise<unknown>;

/** A class of ccxt's. */
export type CcxtClass = new (
  config: Readonly<Record<string, unknown>>,
) => CcxtClient;

export function can(client: CcxtClient, ability: string): boolean {
  const has = client.has[ability];
  return has === true || has === "emulated";
}
