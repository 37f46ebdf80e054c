import type { CcxtClient, CcxtSocket } from "./client.ts";

/**
 * Attends to promises of ccxt's connections that nobody waits for: one that is
 * rejected (a refused subscription, a message to a socket that has just
 * closed) would end the process. Whoever does wait hears of it as before.
 */
export function attendToConnections(client: CcxtClient): void {
  const { client: connect } = client;
  if (connect === undefined) return;
  const connected = connect.bind(client);
  const attended = new WeakSet<CcxtSocket>();
  client.client = (url) => {
    const socket = connected(url);
    if (!attended.has(socket)) attend(socket);
    attended.add(socket);
    return socket;
  };
}

function attend(socket: CcxtSocket): void {
  const future = socket.future.bind(socket);
  const send = socket.send.bind(socket);
  socket.future = (name) => ignored(future(name));
  socket.send = (message) => ignored(send(message));
  void ignored(socket.connected);
}

function ignored<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => null);
  return promise;
}
