import { describe, expect, test } from "vitest";
import { Folder, soundSpec, wrongSpec } from "./fsmc.ts";

test("findings go to standard output, the rest to standard error, and end with status 1", () => {
  using folder = new Folder();
  folder.write("strategies/a.fsm", wrongSpec("A"));
  const { status, stdout, stderr } = folder.fsmc(["check"]);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^error\[FSM202\]: /);
  expect(stdout).toContain("--> strategies/a.fsm:4:9");
  expect(stderr).toMatch(/^1 spec checked in /);
});

test("JSON has the contract's shape, and names every file", () => {
  using folder = new Folder();
  folder.write("strategies/a.fsm", wrongSpec("A"));
  folder.write("strategies/b.fsm", soundSpec("B"));
  const { status, stdout } = folder.fsmc(["check", "--format", "json"]);
  expect(status).toBe(1);
  const report: unknown = JSON.parse(stdout);
  expect(report).toMatchObject({
    version: 1,
    files: ["strategies/a.fsm", "strategies/b.fsm"],
    diagnostics: [
      {
        code: "FSM202",
        rule: "dead-end-state",
        severity: "error",
        file: "strategies/a.fsm",
        range: { start: { line: 4, column: 9 }, end: { line: 4, column: 16 } },
      },
    ],
    summary: { errors: 1, warnings: 0, infos: 0 },
  });
});

describe("warnings", () => {
  const withWarning = soundSpec("A").replace("{", "{ param p: number");

  test.each([
    [[], 0],
    [["--max-warnings", "1"], 0],
    [["--max-warnings", "0"], 1],
    [["--rule", "unused=error"], 1],
    [["--rule", "unused=off", "--max-warnings", "0"], 0],
  ])("with %j the status is %i", (args, status) => {
    using folder = new Folder();
    folder.write("a.fsm", withWarning);
    expect(folder.fsmc(["check", "a.fsm", ...args]).status).toBe(status);
  });
});

describe("standard input", () => {
  test("is read in either spelling", () => {
    using folder = new Folder();
    const fsm = folder.fsmc(["check", "-"], { input: wrongSpec("A") });
    expect(fsm.status).toBe(1);
    expect(fsm.stdout).toContain("--> <stdin>.fsm:4:9");
    const yaml = folder.fsmc(["check", "-", "--format", "json"], {
      input: "strategy: A\nstates:\n  IDLE: { initial: true }\n",
    });
    expect(yaml.status).toBe(1);
    expect(yaml.stdout).toContain('"FSM202"');
  });

  test("is printed as TypeScript by build", () => {
    using folder = new Folder();
    const { status, stdout } = folder.fsmc(["build", "-"], {
      input: soundSpec("A"),
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(/class AMachine/);
    expect(folder.files).toEqual([]);
  });
});

test("colour only on a terminal, and never under NO_COLOR", () => {
  using folder = new Folder();
  folder.write("a.fsm", wrongSpec("A"));
  const escape = "\u001B[";
  expect(folder.fsmc(["check", "a.fsm"]).stdout).not.toContain(escape);
  const onTerminal = (env: Readonly<Record<string, string>>): string =>
    folder.fsmc(["check", "a.fsm"], {
      env: { TERM: "xterm", ...env },
      under: TERMINAL,
    }).stdout;
  expect(onTerminal({})).toContain(escape);
  expect(onTerminal({ NO_COLOR: "1" })).not.toContain(escape);
});

/** Runs a command on a pseudo-terminal and passes on what it prints. */
const TERMINAL = [
  "python3",
  "-c",
  "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)",
];

describe("what is no spec", () => {
  test.each([
    ["a folder", "x.fsm/y.txt", "x", /no spec matches|there is no spec|folder/],
    [
      "binary",
      "x.fsm",
      "\u0000\u0001\u0002",
      /x\.fsm is no UTF-8 text \(byte 0\)/,
    ],
  ])("%s", (_what, file, text, message) => {
    using folder = new Folder();
    folder.write(file, text);
    const { status, stdout, stderr } = folder.fsmc(["check", "x.fsm"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  test("too large", () => {
    using folder = new Folder();
    folder.write("x.fsm", "/".repeat(9 * 1024 * 1024));
    const { status, stderr } = folder.fsmc(["check", "x.fsm"]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/x\.fsm is too large for a spec: 9\.0 MiB/);
  });
});

test("a reader that goes away is no error", () => {
  using folder = new Folder();
  for (let index = 0; index < 60; index += 1)
    folder.write(`strategies/s${index}.fsm`, wrongSpec(`S${index}`));
  const { stdout, stderr } = folder.fsmc(["check"], {
    under: ["bash", "-c", '"$@" | head -1', "bash"],
  });
  expect(stdout).toMatch(/^error\[FSM202\].*\n$/);
  expect(stderr).not.toMatch(/fault|EPIPE/);
});

test("standard output on a full disk is a usage error", () => {
  using folder = new Folder();
  folder.write("a.fsm", wrongSpec("A"));
  const { status, stderr } = folder.fsmc(["check", "a.fsm"], {
    under: ["bash", "-c", '"$@" > /dev/full', "bash"],
  });
  expect(status).toBe(2);
  expect(stderr).toContain(
    "error: cannot write the output: the disk is full (ENOSPC)\n",
  );
});
