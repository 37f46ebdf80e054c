import type { CcxtClient } from "./client.ts";

/** Beginnings of addresses, and what stands there instead: `https://api.binance.com` and `http://127.0.0.1:8080`. */
export type Endpoints = Readonly<Record<string, string>>;

/**
 * Sends requests and connections elsewhere: to a gateway, or to a venue made
 * for tests. ccxt is left to think that it talks to the exchange, since it
 * reads its answers by their addresses.
 */
export async function redirect(
  client: CcxtClient,
  endpoints: Endpoints,
): Promise<void> {
  if (Object.keys(endpoints).length === 0) return;
  const { undiciRequest, client: connect } = client;
  if (undiciRequest === undefined)
    throw new Error(
      `${client.id}: endpoints can be had with a ccxt that sends its requests by undici, as since 4.5.60`,
    );
  const request = undiciRequest.bind(client);
  client.undiciRequest = (url, params) =>
    request(elsewhere(url, endpoints), params);
  if (connect === undefined) return;
  // ccxt connects to what is not encrypted by an agent of its own only.
  if (Object.values(endpoints).some((each) => each.startsWith("ws:")))
    await client.loadHttpProxyAgent?.();
  const connected = connect.bind(client);
  client.client = (url) => connected(elsewhere(url, endpoints));
  // It tells by the address whether it is connected.
  const watch = client.watch?.bind(client);
  if (watch !== undefined)
    client.watch = (url, ...rest) => watch(elsewhere(url, endpoints), ...rest);
}

function elsewhere(url: string, endpoints: Endpoints): string {
  for (const [from, to] of Object.entries(endpoints))
    if (url.startsWith(from)) return to + url.slice(from.length);
  return url;
}
