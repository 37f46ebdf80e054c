import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Supervisor } from "@fsmc/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const DESK = join(import.meta.dirname, "desk-process.ts");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fsmc-supervisor-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Line = Readonly<Record<string, unknown>> & { readonly what: string };

/** The process, and what it has said so far. */
function desk(...args: readonly string[]) {
  const options = [
    "--conditions=fsmc-source",
    "--disable-warning=ExperimentalWarning",
  ];
  const child = spawn(process.execPath, [...options, DESK, ...args]);
  const lines: Line[] = [];
  let rest = "";
  let complaints = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = `${rest}${text}`.split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const line: Line = JSON.parse(part);
      lines.push(line);
    }
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const exited = new Promise<number | null>((resolve) => {
    // Not `exit`: what it said last may still be on its way then.
    child.once("close", resolve);
  });
  const said = async (what: string): Promise<Line> => {
    for (;;) {
      const line = lines.find((each) => each.what === what);
      if (line !== undefined) return line;
      if (child.exitCode !== null)
        throw new Error(`it ended before it said ${what}: ${complaints}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { child, lines, said, exited, complaints: () => complaints };
}

test("a journal has one supervisor at a time", async () => {
  const journal = join(folder, "held.journal");
  const first = await Supervisor.open({ journal });
  await expect(Supervisor.open({ journal })).rejects.toMatchObject({
    name: "JournalError",
    reason: "held",
  });
  await first.stop();
  await using second = await Supervisor.open({ journal });
  expect(second.summary().total).toBe(0);
});

describe("a process", () => {
  test("told to end stops in order, and the next one goes on where it was", async () => {
    const journal = join(folder, "orderly.journal");
    const first = desk("trade", journal);
    await first.said("ready");
    const { key } = await first.said("buying");
    first.child.kill("SIGTERM");
    expect(await first.exited).toBe(143);
    expect(first.lines.map(({ what }) => what)).toEqual([
      "buying",
      "ready",
      "withdrawn",
      "stopped",
    ]);
    expect(first.lines.at(-1)).toMatchObject({
      signal: "SIGTERM",
      report: {
        reason: "SIGTERM",
        unfinished: 0,
        problems: [],
        interrupted: [{ machine: "b", activity: "buy", key }],
        handovers: [{ machine: "b", state: "BUYING" }],
      },
    });
    const second = desk("trade", journal);
    expect(await second.said("buying")).toMatchObject({ key, resumed: true });
    // It listens to signals before it says this, and not before.
    await second.said("ready");
    second.child.kill("SIGINT");
    expect(await second.exited).toBe(130);
  });

  test("told twice ends at once", async () => {
    const stubborn = desk("trade", join(folder, "stubborn.journal"), "yes");
    await stubborn.said("ready");
    stubborn.child.kill("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 50));
    stubborn.child.kill("SIGTERM");
    expect(await stubborn.exited).toBe(143);
    expect(stubborn.lines.map(({ what }) => what)).not.toContain("stopped");
  });

  test("killed at any moment applies each routed event once", async () => {
    const journal = join(folder, "killed.journal");
    const kills = [0, 15, 50, 5];
    for (const delay of kills) {
      const doomed = desk("count", journal);
      await doomed.said("counting");
      await new Promise((resolve) => setTimeout(resolve, delay));
      doomed.child.kill("SIGKILL");
      await doomed.exited;
    }
    const last = desk("count", journal);
    expect(await last.said("counted")).toEqual({
      what: "counted",
      counts: [300, 300],
      outgoing: 0,
    });
    expect(await last.exited).toBe(0);
  });

  test("gives a machine the promises that its own code forgot, and ends by others as ever", async () => {
    const { said, exited, lines, complaints } = desk(
      "forget",
      join(folder, "forgetful.journal"),
    );
    expect(await said("survived")).toMatchObject({
      state: ["HOLDING", "HOLDING"],
      errors: [2, 0],
      last: "Error: forgotten in an activity",
    });
    expect(await exited).toBe(1);
    expect(complaints()).toContain("nobody's");
    expect(lines.at(-1)?.what).toBe("survived");
  });
});
