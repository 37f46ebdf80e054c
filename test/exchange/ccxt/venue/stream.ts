import type { Server } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { changed, type Faults, type StreamFault } from "./faults.ts";
import { Refusal } from "./refusal.ts";
import { requireSigned, type Key } from "./signature.ts";

/** The user data stream. https://developers.binance.com/docs/binance-spot-api-docs/websocket-api/user-data-stream-requests */
export class UserStream {
  readonly #server: WebSocketServer;
  readonly #listeners = new Set<WebSocket>();
  readonly #ofFutures = new Set<WebSocket>();
  readonly #faults: Faults<StreamFault>;
  readonly #key: Key;
  readonly #now: () => number;
  #held: string | null = null;

  constructor(
    server: Server,
    key: Key,
    faults: Faults<StreamFault>,
    now: () => number,
  ) {
    this.#key = key;
    this.#faults = faults;
    this.#now = now;
    this.#server = new WebSocketServer({ server });
    this.#server.on("connection", (socket, { url = "/" }) => {
      // Of the futures, the address says whose stream it is.
      if (url === "/private/ws?listenKey=of-the-futures") {
        this.#ofFutures.add(socket);
        socket.on("close", () => this.#ofFutures.delete(socket));
        return;
      }
      socket.on("message", (data: Buffer) =>
        this.#hear(socket, data.toString()),
      );
      socket.on("close", () => this.#listeners.delete(socket));
    });
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  tell(event: Record<string, unknown>): void {
    const fault = this.#faults.next("stream");
    if (fault?.do === "drop") return;
    if (fault?.do === "disconnect") {
      this.disconnect();
      return;
    }
    const form = fault?.do === "change" ? changed(event, fault.fields) : event;
    const text = JSON.stringify({ subscriptionId: 0, event: form });
    if (fault?.do === "reorder" && this.#held === null) {
      this.#held = text;
      return;
    }
    this.#send(
      fault?.do === "truncate" ? text.slice(0, text.length / 2) : text,
    );
    if (fault?.do === "duplicate") this.#send(text);
    if (this.#held !== null) this.#send(this.#held);
    this.#held = null;
  }

  tellFutures(event: Record<string, unknown>): void {
    if (this.#faults.next("stream")?.do === "drop") return;
    for (const socket of this.#ofFutures) socket.send(JSON.stringify(event));
  }

  get futuresListeners(): number {
    return this.#ofFutures.size;
  }

  /** Cuts all connections, without a word. */
  disconnect(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  close(): void {
    this.disconnect();
    this.#server.close();
  }

  #send(text: string): void {
    for (const socket of this.#listeners) socket.send(text);
  }

  #hear(socket: WebSocket, text: string): void {
    const message: {
      readonly id: string;
      readonly method: string;
      readonly params: Readonly<Record<string, string | number>>;
    } = JSON.parse(text);
    const { id, method, params } = message;
    try {
      if (method !== "userDataStream.subscribe.signature")
        throw new Refusal(-1020, "This operation is not supported.");
      this.#requireSigned(params);
      this.#listeners.add(socket);
      const result = { subscriptionId: 0 };
      socket.send(JSON.stringify({ id, status: 200, result }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message: msg } = error;
      socket.send(JSON.stringify({ id, status, error: { code, msg } }));
    }
  }

  #requireSigned(params: Readonly<Record<string, string | number>>): void {
    const fields = new URLSearchParams();
    for (const [name, value] of Object.entries(params))
      fields.set(name, String(value));
    const signed = Object.keys(params)
      .filter((name) => name !== "signature")
      .toSorted()
      .map((name) => `${name}=${params[name]}`)
      .join("&");
    requireSigned(signed, fields, fields.get("apiKey"), this.#key, this.#now());
  }
}
