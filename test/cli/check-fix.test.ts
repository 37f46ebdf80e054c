import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Folder, soundSpec, wrongSpec } from "./fsmc.ts";

test("--fix writes what it mends, says so, and ends as a check of what is left", () => {
  using folder = new Folder();
  const unused = soundSpec("A").replace("{", "{\n  guard idle = 1 > 2\n");
  folder.write("a.fsm", unused);
  folder.write("b.fsm", wrongSpec("B"));
  const { status, stdout, stderr } = folder.fsmc([
    "check",
    "--fix",
    "a.fsm",
    "b.fsm",
  ]);
  expect(stderr).toContain("a.fsm: 1 fix: remove `idle`\n");
  expect(status).toBe(1);
  expect(stdout).toContain("error[FSM202]");
  expect(stdout).not.toContain("FSM213");
  expect(folder.read("a.fsm")).not.toContain("idle");
  expect(folder.read("b.fsm")).toBe(wrongSpec("B"));
});

test("--fix does not touch a file that it has nothing to do to", () => {
  using folder = new Folder();
  folder.write("a.fsm", soundSpec("A"));
  const before = statSync(join(folder.path, "a.fsm")).ino;
  expect(folder.fsmc(["check", "--fix", "a.fsm"]).status).toBe(0);
  expect(statSync(join(folder.path, "a.fsm")).ino).toBe(before);
});

test("--fix refuses standard input", () => {
  using folder = new Folder();
  const { status, stderr } = folder.fsmc(["check", "-", "--fix"], {
    input: soundSpec("A"),
  });
  expect(status).toBe(2);
  expect(stderr).toContain("name files instead of -");
});
