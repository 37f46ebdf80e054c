import { chmodSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Folder, soundSpec } from "./fsmc.ts";

const UGLY = "strategy A{initial state IDLE /* rest */ final state DONE}";
const FINE = `strategy A {
  initial state IDLE /* rest */
  final state DONE
}
`;

describe("fsmc fmt", () => {
  test("formats in place what is not formatted, and nothing else", () => {
    using folder = new Folder();
    folder.write("specs/a.fsm", UGLY);
    folder.write("specs/b.fsm", FINE);
    folder.write("specs/c.yaml", "strategy:   C\n");
    const { status, stdout, stderr } = folder.fsmc(["fmt", "specs"]);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(stderr).toBe("formatted specs/a.fsm\n1 spec already formatted\n");
    expect(folder.read("specs/a.fsm")).toBe(FINE);
    expect(folder.read("specs/c.yaml")).toBe("strategy:   C\n");
    expect(folder.fsmc(["fmt", "--check", "specs"]).status).toBe(0);
  });

  test("--check names the files that differ, and writes nothing", () => {
    using folder = new Folder();
    folder.write("a.fsm", UGLY);
    folder.write("b.fsm", FINE);
    const { status, stdout, stderr } = folder.fsmc(["fmt", "--check", "."]);
    expect(status).toBe(1);
    expect(stdout).toBe("a.fsm is not formatted\n");
    expect(stderr).toBe("fsmc fmt formats 1 spec\n");
    expect(folder.read("a.fsm")).toBe(UGLY);
  });

  test("writes nothing at all when one spec does not parse", () => {
    using folder = new Folder();
    folder.write("a.fsm", UGLY);
    folder.write("b.fsm", "strategy B { state }");
    const { status, stderr } = folder.fsmc(["fmt", "."]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error\[FSM101\].*\n --> b\.fsm:1:/);
    expect(folder.read("a.fsm")).toBe(UGLY);
    expect(folder.files).toEqual(["a.fsm", "b.fsm"]);
  });

  test("formats standard input to standard output", () => {
    using folder = new Folder();
    const { status, stdout, stderr } = folder.fsmc(["fmt", "-"], {
      input: UGLY,
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: FINE,
      stderr: "",
    });
    expect(folder.fsmc(["fmt", "-", "--check"], { input: UGLY }).status).toBe(
      1,
    );
  });

  test("YAML is for prettier", () => {
    using folder = new Folder();
    folder.write("a.yaml", "strategy: A\n");
    const { status, stderr } = folder.fsmc(["fmt", "a.yaml"]);
    expect(status).toBe(2);
    expect(stderr).toContain("fmt formats .fsm, and there is none");
  });

  test("follows a link, and leaves the file's mode", () => {
    using folder = new Folder();
    folder.write("real.fsm", UGLY);
    chmodSync(join(folder.path, "real.fsm"), 0o640);
    symlinkSync("real.fsm", join(folder.path, "link.fsm"));
    expect(folder.fsmc(["fmt", "link.fsm"]).status).toBe(0);
    expect(folder.read("real.fsm")).toBe(FINE);
    expect(statSync(join(folder.path, "real.fsm")).mode & 0o777).toBe(0o640);
  });

  test("formats the project's specs without arguments", () => {
    using folder = new Folder();
    folder.write("fsmc.config.yaml", "specs: [machines]\n");
    folder.write("machines/a.fsm", soundSpec("A").replaceAll("\n", " "));
    expect(folder.fsmc(["fmt"]).status).toBe(0);
    expect(folder.read("machines/a.fsm").split("\n").length).toBeGreaterThan(8);
  });
});
