import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { MetricSource } from "./metric.ts";
import { PROMETHEUS_CONTENT_TYPE, prometheusText } from "./prometheus-text.ts";

export interface MetricsServerOptions {
  /** Default: 127.0.0.1, where only this machine reaches it. Nothing here asks who is asking. */
  readonly host?: string;
  /** Default: 9464; 0: any that is free. */
  readonly port?: number;
}

const PORT = 9464;
const PATH = "/metrics";

/** Serves figures as Prometheus scrapes them: `GET /metrics`. Does not keep a process alive. */
export class MetricsServer implements AsyncDisposable {
  readonly #server: Server;
  /** Where Prometheus finds it: `http://127.0.0.1:9464/metrics`. */
  readonly url: string;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /**
   * Resolves when it can be asked.
   *
   * @param source a supervisor, or a tracker; asked for each scrape
   * @throws Error (rejects) if the port is taken, or may not be used
   */
  static async start(
    source: MetricSource,
    { host = "127.0.0.1", port = PORT }: MetricsServerOptions = {},
  ): Promise<MetricsServer> {
    const server = createServer((request, response) =>
      answer(source, request, response),
    );
    server.unref();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, resolve);
    });
    const address = server.address();
    const bound =
      typeof address === "object" && address !== null ? address.port : port;
    const name = host.includes(":") ? `[${host}]` : host;
    return new MetricsServer(server, `http://${name}:${bound}${PATH}`);
  }

  /** Resolves when nobody can ask it any more; whoever is connected is cut off. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    this.#server.closeAllConnections();
    await closed;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function answer(
  source: MetricSource,
  { method, url }: IncomingMessage,
  response: ServerResponse,
): void {
  const [path] = (url ?? "/").split("?", 1);
  if (path !== PATH) {
    plain(response, 404, `there is nothing here; metrics are at ${PATH}\n`);
    return;
  }
  if (method !== "GET" && method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    plain(response, 405, "metrics are read with GET\n");
    return;
  }
  let text: string;
  try {
    text = prometheusText(source.read());
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
    plain(response, 500, "the figures could not be read\n");
    return;
  }
  send(response, 200, PROMETHEUS_CONTENT_TYPE, text);
}

function plain(response: ServerResponse, status: number, text: string): void {
  send(response, status, "text/plain; charset=utf-8", text);
}

/** Node leaves the body out where the request was HEAD. */
function send(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
): void {
  response.writeHead(status, {
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(text),
    "Cache-Control": "no-store",
  });
  response.end(text);
}
