import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../src/compile.ts";

const FOLDER = "test/supervisor/strategies";
const ROOT = join(import.meta.dirname, "../..");

/** `npm run test:update` writes them anew. */
test.each(["buyer", "counter"])(
  "%s.ts is what its spec means",
  async (name) => {
    const path = `${FOLDER}/${name}.fsm`;
    const text = await readFile(join(ROOT, path), "utf8");
    const { files, diagnostics } = await compile([{ path, text }], {
      out: FOLDER,
    });
    expect(
      diagnostics.map(({ code, message }) => `${code} ${message}`),
    ).toEqual([]);
    const expected = join(ROOT, FOLDER, `${name}.ts`);
    await expect(files[0]?.text ?? "").toMatchFileSnapshot(expected);
  },
);
