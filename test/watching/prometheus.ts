/** The real Prometheus, as Debian's package `prometheus` has it. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `FSMC_PROMETHEUS` is the folder of the binaries; otherwise they are on the path. */
function binary(name: string): string | null {
  const { FSMC_PROMETHEUS: folder } = process.env;
  const path = folder === undefined ? name : join(folder, name);
  const { status } = spawnSync(path, ["--version"], { stdio: "ignore" });
  return status === 0 ? path : null;
}

export const prometheus = binary("prometheus");
export const promtool = binary("promtool");

if (prometheus === null || promtool === null)
  console.warn(
    "SKIPPED: the tests with a real Prometheus: there is none (apt-get install prometheus, or FSMC_PROMETHEUS=folder)",
  );

/** What `promtool check metrics` says of a text; empty when it has no objection. */
export function objections(path: string, text: string): string {
  const { stdout, stderr, status } = spawnSync(path, ["check", "metrics"], {
    input: text,
    encoding: "utf8",
  });
  const said = `${stdout}${stderr}`.trim();
  return said === "" && status !== 0 ? `status ${status}` : said;
}

export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

/** A Prometheus that scrapes one target every 200 ms; on loopback, with its files in a folder of its own. */
export class Scraper implements AsyncDisposable {
  readonly #url: string;
  readonly #end: () => Promise<void>;

  private constructor(url: string, end: () => Promise<void>) {
    this.#url = url;
    this.#end = end;
  }

  static async start(path: string, target: string): Promise<Scraper> {
    const folder = await mkdtemp(join(tmpdir(), "fsmc-prometheus-"));
    const config = join(folder, "prometheus.yml");
    await writeFile(
      config,
      `scrape_configs:
  - job_name: fsmc
    scrape_interval: 200ms
    scrape_timeout: 200ms
    static_configs:
      - targets: ["${new URL(target).host}"]
`,
    );
    const listen = `127.0.0.1:${await freePort()}`;
    const process = spawn(
      path,
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${join(folder, "data")}`,
        `--web.listen-address=${listen}`,
      ],
      { stdio: "ignore" },
    );
    return new Scraper(`http://${listen}`, async () => {
      const exited = once(process, "exit");
      process.kill("SIGKILL");
      await exited;
      await rm(folder, { recursive: true, force: true });
    });
  }

  /** Asked again until there is an answer with something in it. */
  async query(query: string, patience = 15_000): Promise<readonly Series[]> {
    const giveUp = performance.now() + patience;
    let series: readonly Series[] = [];
    while (series.length === 0 && performance.now() < giveUp) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      series = await this.#ask(query).catch(() => []);
    }
    return series;
  }

  async #ask(query: string): Promise<readonly Series[]> {
    const url = new URL("/api/v1/query", this.#url);
    url.searchParams.set("query", query);
    const response = await fetch(url);
    const answer: { readonly data?: { readonly result: readonly Series[] } } =
      JSON.parse(await response.text());
    return answer.data?.result ?? [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
