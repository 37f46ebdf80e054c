import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { renderText, settle } from "../../src/diagnostics/index.ts";
import { codeFindings, project } from "./workbench.ts";

const repository = dirname(dirname(import.meta.dirname));
const { root, remove } = project();
for (const folder of ["strategies", "generated"])
  cpSync(join(repository, folder), join(root, folder), { recursive: true });
afterAll(remove);

/** In each strategy one mistake: what is there, what stands there then, and what is said of it. */
const PLANTED = [
  [
    "arbitrage.callbacks.ts",
    "if (ask === null) return false;",
    "if (Math.random() > 2) return false;\n      if (ask === null) return false;",
    "impure-guard",
  ],
  [
    "cross-exchange-maker.orders.ts",
    /\n {4}async hedge\(/,
    "\n    async hedges(",
    "missing-callback",
  ],
  [
    "hedging.orders.ts",
    "closeSpot: (call) =>",
    "closeSpot: (call: string) =>",
    "wrong-signature",
  ],
  [
    "market-making.orders.ts",
    /\n {2}return \{\n/,
    "\n  return {\n    audit: () => 1,\n",
    "extra-callback",
  ],
  [
    "premium-seller.seller.ts",
    "...activitiesOf(desk),",
    "",
    "missing-callback",
  ],
] as const;

test("every strategy of the repository is implemented as its spec says", async () => {
  const { diagnostics, judged } = await codeFindings(root);
  expect(renderText(settle(diagnostics))).toBe("");
  expect(judged.map(({ name }) => name).toSorted()).toEqual([
    "Arbitrage",
    "CrossExchangeMaker",
    "Hedging",
    "MarketMaking",
    "PremiumSeller",
  ]);
}, 60_000);

test("a mistake in each of them is found, where it is", async () => {
  for (const [name, from, to] of PLANTED) {
    const path = join(root, "strategies", name);
    const text = readFileSync(path, "utf8");
    expect(text).not.toBe(text.replace(from, to));
    writeFileSync(path, text.replace(from, to));
  }
  const { diagnostics } = await codeFindings(root);
  const found = new Set(
    diagnostics.map(({ rule, span }) => `strategies/${rule} ${span.file.path}`),
  );
  expect(found).toEqual(
    new Set(
      PLANTED.map(
        ([name, , , rule]) => `strategies/${rule} strategies/${name}`,
      ),
    ),
  );
}, 60_000);
