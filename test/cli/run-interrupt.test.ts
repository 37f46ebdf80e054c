import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Folder, installRuntime } from "./fsmc.ts";

const main = join(dirname(dirname(import.meta.dirname)), "src/cli/main.ts");

test.each([
  ["SIGINT", "as fast as it goes", []],
  ["SIGTERM", "as fast as it goes", []],
  ["SIGINT", "at the market's own speed", ["--speed", "1"]],
] as const)(
  "%s ends a run with what there is, %s",
  async (signal, _, speed) => {
    using folder = new Folder();
    installRuntime(folder);
    folder.fsmc(["init", "--yes"]);
    const callbacks = "strategies/dip-buyer.callbacks.ts";
    // A market of a hundred years, one event an hour; it says that it has begun.
    folder.write(
      callbacks,
      folder
        .read(callbacks)
        .replace(
          /events: simulateMarket\(\{.*?\n {4}\}\),/s,
          "events: years(),",
        )
        .replace("START + HOUR,", "START + 876_000 * HOUR,").concat(`
function* years() {
  console.error("begun");
  for (let hour = 0; hour < 50_000_000; hour += 1)
    yield { kind: "quote" as const, instrument: here, time: START + hour * 100, bid: 9, bidSize: 1, ask: 10, askSize: 1 };
}
`),
    );
    const child = spawn(
      process.execPath,
      [
        "--conditions=fsmc-source",
        main,
        "run",
        "dip-buyer",
        "--json",
        ...speed,
      ],
      { cwd: folder.path },
    );
    child.stderr.once("data", () => {
      void sleep(500).then(() => child.kill(signal));
    });
    const [out, [status]] = await Promise.all([
      text(child.stdout),
      once(child, "close"),
    ]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ interrupted: true });
    expect(folder.read("out/dip-buyer-simulated/result.json")).toBe(out);
  },
);
