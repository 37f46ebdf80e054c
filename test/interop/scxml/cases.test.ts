import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Folder } from "../../cli/fsmc.ts";

const ROOT = join(import.meta.dirname, "../../..");
const EXAMPLES = join(
  process.env["FSMC_EXAMPLES"] ?? join(ROOT, "../shared/examples"),
  "scxml",
);
const MINUTES = 120_000;

interface Report {
  readonly tests: readonly {
    readonly file: string;
    readonly outcome: string;
    readonly reason: string | null;
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

describe("documents take the configurations that SCXML gives them", () => {
  test(
    "our own, an area a folder",
    () => expect(notPassed(join(import.meta.dirname, "cases"))).toEqual([]),
    MINUTES,
  );

  const there = existsSync(EXAMPLES);
  if (!there) console.warn(`skipped: there is no ${EXAMPLES} (FSMC_EXAMPLES)`);
  test.skipIf(!there)(
    "those of others",
    () => expect(notPassed(EXAMPLES)).toEqual([]),
    MINUTES,
  );
});

/** Through import, build and the generated class. */
function notPassed(folder: string): Report["tests"] {
  using place = new Folder();
  const { stdout } = place.fsmc(["test-scxml", folder, "--json"]);
  const { tests, summary }: Report = JSON.parse(stdout);
  expect(summary["pass"]).toBeGreaterThan(0);
  return tests.filter(({ outcome }) => outcome !== "pass");
}
