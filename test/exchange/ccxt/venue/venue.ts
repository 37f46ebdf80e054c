import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { answerControl } from "./control.ts";
import {
  changed,
  Faults,
  firstChanged,
  type AnswerFault,
  type StreamFault,
} from "./faults.ts";
import { futuresReport } from "./futures-forms.ts";
import { VenueMarket } from "./market.ts";
import { ContractPosition } from "./positions.ts";
import { Refusal } from "./refusal.ts";
import { ENDPOINTS, type Endpoint } from "./requests.ts";
import { requireSigned, type Key } from "./signature.ts";
import { UserStream } from "./stream.ts";

export interface VenueOptions {
  readonly key: Key;
  /** 0: any that is free. */
  readonly port?: number;
}

/**
 * An exchange that speaks Binance's spot protocol over HTTP and WebSocket, as
 * ccxt calls it, on this machine's own address: with a book, an account, keys
 * that are checked, and faults on demand.
 */
export class Venue {
  /** Of coins. */
  readonly market: VenueMarket;
  /** Of the perpetual future. */
  readonly futures: VenueMarket;
  readonly answers = new Faults<AnswerFault>();
  readonly events = new Faults<StreamFault>();
  readonly stream: UserStream;
  readonly key: Key;
  /** How far the venue's clock is ahead, in milliseconds. */
  skew = 0;
  /** What was asked for so far: method and path. */
  readonly requests: string[] = [];
  readonly #server: Server;

  static async start(options: VenueOptions): Promise<Venue> {
    const server = createServer();
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
    await promise;
    return new Venue(server, options.key);
  }

  private constructor(server: Server, key: Key) {
    this.#server = server;
    this.key = key;
    const now = (): number => this.now();
    this.stream = new UserStream(server, key, this.events, now);
    this.market = new VenueMarket(now, (order, kind, trade) =>
      this.stream.tell(order.report(kind, trade)),
    );
    this.futures = new VenueMarket(
      now,
      (order, kind, trade) =>
        this.stream.tellFutures(futuresReport(order, kind, trade)),
      new ContractPosition(),
    );
    server.on("request", (request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
    });
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  now(): number {
    return Date.now() + this.skew;
  }

  /** Where ccxt's requests for Binance have to go instead. */
  get endpoints(): Readonly<Record<string, string>> {
    return endpointsAt(this.port);
  }

  async close(): Promise<void> {
    this.stream.close();
    this.#server.closeAllConnections();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    await promise;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const { pathname, search } = new URL(url, "http://venue");
    const body = await text(request);
    if (pathname.startsWith("/control/")) {
      const answer = answerControl(this, `${method} ${pathname}`, body);
      send(response, answer === null ? 404 : 200, answer);
      return;
    }
    const name = `${method} ${pathname}`;
    this.requests.push(name);
    const endpoint = ENDPOINTS[name];
    if (endpoint === undefined) {
      send(response, 404, { code: -1, msg: `no ${name}` });
      return;
    }
    const query = search.slice(1);
    const sent =
      query === "" || body === "" ? query + body : `${query}&${body}`;
    const header = request.headers["x-mbx-apikey"];
    const key = typeof header === "string" ? header : null;
    const fault =
      endpoint.target === null ? null : this.answers.next(endpoint.target);
    if (fault?.do === "lose") return;
    if (fault?.do === "fail") {
      response.writeHead(fault.status).end("<html>Bad gateway</html>");
      return;
    }
    if (fault?.do === "limit") {
      const headers = { "Retry-After": String(fault.retryAfter) };
      const msg = "Too much request weight used.";
      send(response, 429, { code: -1003, msg }, headers);
      return;
    }
    if (fault?.do === "delay") await wait(fault.delay);
    const [status, form] =
      fault?.do === "refuse"
        ? [fault.status, { code: fault.code, msg: fault.message }]
        : this.#carriedOut(endpoint, sent, key);
    await deliver(response, status, form, fault);
  }

  #carriedOut(
    { handle, isPrivate, isOfFutures }: Endpoint,
    sent: string,
    key: string | null,
  ): readonly [number, unknown] {
    const fields = new URLSearchParams(sent);
    try {
      if (isPrivate) {
        const signed = sent.replace(/&?signature=[^&]*/, "");
        requireSigned(signed, fields, key, this.key, this.now());
      }
      const market = isOfFutures ? this.futures : this.market;
      return [200, handle(market, fields, this.now())];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [error.status, { code: error.code, msg: error.message }];
    }
  }
}

/** @param port the venue's */
export function endpointsAt(port: number): Readonly<Record<string, string>> {
  return {
    "https://api.binance.com": `http://127.0.0.1:${port}`,
    "https://fapi.binance.com": `http://127.0.0.1:${port}`,
    "wss://ws-api.binance.com:443": `ws://127.0.0.1:${port}`,
    "wss://fstream.binance.com": `ws://127.0.0.1:${port}`,
  };
}

async function deliver(
  response: ServerResponse,
  status: number,
  form: unknown,
  fault: AnswerFault | null,
): Promise<void> {
  switch (fault?.do) {
    case "silence":
      return;
    case "cut":
      response.destroy();
      return;
    case "fail-after":
      response.writeHead(fault.status).end("<html>Bad gateway</html>");
      return;
    case "truncate": {
      const whole = JSON.stringify(form);
      response
        .writeHead(status, { "Content-Type": "application/json" })
        .end(whole.slice(0, whole.length / 2));
      return;
    }
    case "answer-late":
      await wait(fault.delay);
      send(response, status, form);
      return;
    case "change":
      send(response, status, changed(form, fault.fields));
      return;
    case "change-first":
      send(response, status, firstChanged(form, fault.fields));
      return;
    default:
      send(response, status, form);
  }
}

function send(
  response: ServerResponse,
  status: number,
  form: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { "Content-Type": "application/json", ...headers })
    .end(JSON.stringify(form));
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
