/** What both can say comes back from XState as it was. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../../src/compile.ts";
import { printFile } from "../../../src/format/index.ts";
import { toXState } from "../../../src/interop/xstate/export/index.ts";
import { importXState } from "../../../src/interop/xstate/index.ts";
import type { Strategy } from "../../../src/model/index.ts";
import { SourceFile } from "../../../src/source/index.ts";
import { randomSpec } from "../../support/random-spec.ts";

async function modelOf(text: string): Promise<Strategy> {
  const { models, diagnostics } = await compile([{ path: "a.fsm", text }], {
    checks: false,
    emit: false,
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const strategy = models
    .flatMap((model) => model.strategies)
    .find((each) => !each.abstract);
  if (errors.length > 0 || strategy === undefined)
    throw new Error(
      `${errors.map(({ message }) => message).join("\n")}\n${text}`,
    );
  return strategy;
}

function backFrom(json: string): string {
  const { file, remarks } = importXState(new SourceFile("a.json", json, "fsm"));
  expect(remarks.map(({ message, why }) => `${message}: ${why}`)).toEqual([]);
  return file === null ? "" : printFile(file);
}

test("a spec comes back word for word", async () => {
  const text = readFileSync(
    join(import.meta.dirname, "round-trip.fsm"),
    "utf8",
  );
  const back = backFrom(toXState(await modelOf(text)).text);
  expect(back).toBe(text);
});

test("any spec comes back as the same machine", async () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const { text } = toXState(await modelOf(randomSpec(seed, "Random")));
    const again = toXState(await modelOf(backFrom(text)));
    expect(again.text, `seed ${seed}`).toBe(text);
  }
});
