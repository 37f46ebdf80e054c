import { expect, test } from "vitest";
import { Folder, soundSpec, wrongSpec } from "./fsmc.ts";

test.each([
  ["sarif", /^\{\n {2}"\$schema"[^]*"FSM202"[^]*\n\}\n$/],
  ["github", /^::error file=b\.fsm,line=4,[^\n]*\n$/],
  ["junit", /^<\?xml[^]*<testsuite name="a\.fsm"[^]*<\/testsuites>\n$/],
])("--format %s is all that standard output has", (format, shape) => {
  using folder = new Folder();
  folder.write("a.fsm", soundSpec("A"));
  folder.write("b.fsm", wrongSpec("B"));
  const { status, stdout, stderr } = folder.fsmc([
    "check",
    "*.fsm",
    "--format",
    format,
  ]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(stdout).toMatch(shape);
});

test("a matrix is printed of the strategy that is meant, and the same each time", () => {
  using folder = new Folder();
  folder.write("a.fsm", `${soundSpec("A")}\n${soundSpec("B")}`);
  const args = ["check", "--matrix", "a.fsm", "--strategy", "B"];
  const first = folder.fsmc(args);
  expect(first).toMatchObject({ status: 0, stderr: "" });
  expect(first.stdout).toMatch(
    /^B, version 1: [^]* {2}GO {2,}taken: always -> DONE/,
  );
  expect(folder.fsmc(args).stdout).toBe(first.stdout);
});

test("a spec with errors has no matrix; they are told on standard error", () => {
  using folder = new Folder();
  folder.write("b.fsm", wrongSpec("B"));
  const { status, stdout, stderr } = folder.fsmc([
    "check",
    "--matrix",
    "b.fsm",
    "--format",
    "csv",
  ]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("FSM202");
});
