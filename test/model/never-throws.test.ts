import { assert, property } from "fast-check";
import { expect, test } from "vitest";
import { build, type Host } from "../../src/model/build.ts";
import { arbitrarySpecFile } from "../support/arbitrary-ast.ts";

const nobody: Host = { load: () => null, exists: () => false };

test("whatever the syntax tree says, it is built or reported", () => {
  assert(
    property(arbitrarySpecFile, (file) => {
      const { model, diagnostics } = build(file, nobody);
      const names = file.strategies.map(({ name }) => name.text);
      for (const strategy of model.strategies)
        expect(names).toContain(strategy.name);
      for (const { message, why, help } of diagnostics)
        for (const text of [message, why, help]) expect(text).not.toBe("");
    }),
    { numRuns: 1000 },
  );
});
