import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { EXIT, UsageError, type ExitStatus } from "./exit.ts";
import { readBeside } from "./read-beside.ts";
import { readText } from "./read-text.ts";
import { counted, terminal } from "./terminal.ts";
import { findTests, type TestFiles } from "./test-scxml/find-tests.ts";
import { runTest, type Outcome } from "./test-scxml/run-test.ts";
import { parseScript, type Script } from "./test-scxml/script.ts";

export interface TestScxmlFlags {
  readonly json?: true;
}

const COLOURS = {
  pass: "green",
  fail: "red",
  refused: "yellow",
  untested: "dim",
} as const;

interface Tested {
  readonly file: string;
  readonly outcome: Outcome;
}

const OUTCOMES = ["pass", "fail", "refused", "untested"] as const;

/**
 * Imports, builds and runs every SCXML document of a folder, and says which came to the configurations that are expected. What is
 * refused has not passed.
 *
 * @throws UsageError if the folder cannot be read, or holds none
 */
export async function testScxml(
  shown: string,
  flags: TestScxmlFlags,
): Promise<ExitStatus> {
  const tests = findTests(resolve(shown), shown);
  if (tests.length === 0)
    throw new UsageError(`there is no .scxml file in ${shown}`);
  const folder = mkdtempSync(join(tmpdir(), "fsmc-scxml-"));
  const { out } = terminal;
  const tested: Tested[] = [];
  try {
    for (const [index, test] of tests.entries()) {
      const outcome = await outcomeOf(test, folder, `machine-${index}`);
      tested.push({ file: test.shown, outcome });
      if (!flags.json) out.write(`${line(test.shown, outcome)}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const count = (kind: Outcome["kind"]): number =>
    tested.filter(({ outcome }) => outcome.kind === kind).length;
  if (flags.json) out.write(`${json(tested, count)}\n`);
  else
    out.write(
      `${counted(tests.length, "test")}: ${OUTCOMES.map((kind) => `${count(kind)} ${kind}`).join(", ")}\n`,
    );
  return count("pass") + count("untested") === tests.length
    ? EXIT.clean
    : EXIT.findings;
}

async function outcomeOf(
  { document, script, shown }: TestFiles,
  folder: string,
  name: string,
): Promise<Outcome> {
  const said = readScript(script);
  if (typeof said === "string") return { kind: "refused", reason: said };
  try {
    const text = readText(document, shown);
    return await runTest(
      { path: shown, text, script: said, read: readBeside(document) },
      folder,
      name,
    );
  } catch (error) {
    if (error instanceof UsageError)
      return { kind: "refused", reason: error.message };
    const message = error instanceof Error ? error.message : String(error);
    return { kind: "fail", reason: `a fault of fsmc itself: ${message}` };
  }
}

/** A text: why it is none. */
function readScript(path: string | null): Script | null | string {
  if (path === null) return null;
  try {
    return parseScript(readText(path, path));
  } catch (error) {
    if (error instanceof SyntaxError)
      return `the script beside it is none: ${error.message}`;
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

function line(file: string, outcome: Outcome): string {
  const { out } = terminal;
  const word = out.style(COLOURS[outcome.kind], outcome.kind.padEnd(8));
  return "reason" in outcome
    ? `${word} ${file}: ${outcome.reason}`
    : `${word} ${file}`;
}

function json(
  tested: readonly Tested[],
  count: (kind: Outcome["kind"]) => number,
): string {
  return JSON.stringify(
    {
      version: 1,
      tests: tested.map(({ file, outcome }) => ({
        file,
        outcome: outcome.kind,
        reason: "reason" in outcome ? outcome.reason : null,
      })),
      summary: Object.fromEntries(OUTCOMES.map((kind) => [kind, count(kind)])),
    },
    null,
    2,
  );
}
