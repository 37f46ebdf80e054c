import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ClientOrderIds } from "../../../runtime/exchange/ccxt/client-order-ids.ts";
import { loadExchange } from "../../../runtime/exchange/ccxt/loading.ts";
import { traitsOf } from "../../../runtime/exchange/ccxt/traits.ts";

const runtime = join(import.meta.dirname, "../../../runtime");

/** What a process of its own loads of ccxt. */
async function loadedBy(script: string): Promise<readonly string[]> {
  const hook = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({
      load(url, context, next) {
        const found = /ccxt\\/js\\/src\\/(.*)/.exec(url);
        if (found !== null) loaded.push(found[1]);
        return next(url, context);
      },
    });
    ${script}
    console.log(JSON.stringify(loaded));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--conditions=fsmc-source",
    "--input-type=module",
    "--eval",
    hook,
  ]);
  const loaded: readonly string[] = JSON.parse(stdout);
  return loaded;
}

describe("of ccxt", () => {
  test("nothing is loaded before an exchange is opened", async () => {
    const index = join(runtime, "exchange/ccxt/index.ts");
    expect(await loadedBy(`await import(${JSON.stringify(index)});`)).toEqual(
      [],
    );
  });

  test("one exchange is loaded, not the hundred others", async () => {
    const loading = join(runtime, "exchange/ccxt/loading.ts");
    const loaded = await loadedBy(`
      const { loadExchange } = await import(${JSON.stringify(loading)});
      await loadExchange("kraken");
    `);
    const exchanges = loaded.filter((path) =>
      /^(?:pro\/|abstract\/)?[a-z0-9]+\.js$/.test(path),
    );
    expect(new Set(exchanges)).toEqual(
      new Set(["pro/kraken.js", "kraken.js", "abstract/kraken.js"]),
    );
  });

  test.each(["no-such", "../kraken", "nosuchexchange", ""])(
    "there is no exchange %j",
    async (id) => {
      await expect(loadExchange(id)).rejects.toThrow(
        `ccxt has no exchange ${JSON.stringify(id)}`,
      );
    },
  );
});

describe("client order ids", () => {
  const rules: Readonly<Record<string, RegExp>> = {
    binance: /^[.A-Z:/a-z0-9_-]{1,36}$/,
    kraken:
      /^(?:[\x21-\x7e]{1,18}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    okx: /^[A-Za-z0-9]{1,32}$/,
    bybit: /^[A-Za-z0-9_-]{1,36}$/,
    kucoin: /^[A-Za-z0-9_-]{1,40}$/,
    anyother: /^[A-Za-z0-9]{1,32}$/,
  };
  const keys = fc
    .tuple(fc.string({ minLength: 1, maxLength: 60 }), fc.nat(), fc.nat(9))
    .map(([machine, entry, run]) => `${machine}-${entry}-${run}`);

  test.each(Object.keys(rules))(
    "of %s are what it takes, the same in each process, and read back",
    (id) => {
      const { clientOrderId } = traitsOf(id);
      fc.assert(
        fc.property(fc.uniqueArray(keys, { minLength: 1 }), (all) => {
          const ids = new ClientOrderIds(clientOrderId);
          const encoded = all.map((key) => ids.encode(key));
          for (const each of encoded) expect(each).toMatch(rules[id] ?? /^$/);
          expect(new Set(encoded).size).toBe(all.length);
          expect(encoded.map((each) => ids.decode(each))).toEqual(all);
          const another = new ClientOrderIds(clientOrderId);
          expect(all.map((key) => another.encode(key))).toEqual(encoded);
        }),
      );
    },
  );
});
