/** Specs, and the files that they become: both are to be read. `npm run test:update` writes the expected ones anew. */
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { typeCheck } from "../equivalence/compiled.ts";

const CASES = join(import.meta.dirname, "cases");
const FOLDER = join(import.meta.dirname, `../../out/emit-${process.pid}`);
const names = await readdir(CASES);

beforeAll(() => mkdir(FOLDER, { recursive: true }));
afterAll(() => rm(FOLDER, { recursive: true, force: true }));

async function emitted(name: string): Promise<string> {
  const path = `${name}.fsm`;
  const text = await readFile(join(CASES, name, path), "utf8");
  const { files, diagnostics } = await compile([{ path, text }], {
    checks: false,
  });
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual(
    [],
  );
  return files[0]?.text ?? "";
}

describe.each(names)("%s", (name) => {
  test("becomes what is expected of it", async () => {
    const expected = join(CASES, name, "expected", `${name}.ts`);
    await expect(await emitted(name)).toMatchFileSnapshot(expected);
  });

  test("is left alone by prettier", async () => {
    const text = await emitted(name);
    expect(await format(text, { parser: "typescript" })).toBe(text);
  });
});

test("strict tsc takes them all", { timeout: 120_000 }, async () => {
  for (const name of names)
    await writeFile(join(FOLDER, `${name}.ts`), await emitted(name));
  expect(await typeCheck(FOLDER)).toBe("");
});
