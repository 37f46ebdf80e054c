import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { Folder } from "./fsmc.ts";

const root = dirname(dirname(import.meta.dirname));

test("the README's spec has no findings", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const [, spec] = /^```fsm\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  expect(spec?.split("\n").length).toBeLessThanOrEqual(13);
  using folder = new Folder();
  const ended = folder.fsmc(["check", "-", "--max-warnings", "0"], {
    input: spec ?? "",
  });
  expect(ended).toMatchObject({ status: 0, stdout: "" });
});
