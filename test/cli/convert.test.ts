import { describe, expect, test } from "vitest";
import { Folder, soundSpec } from "./fsmc.ts";

const COMMENTED = `// Top.

import { Base } from "./base.fsm"

strategy A extends Base { // head
  trigger GO
  // first
  initial state IDLE { on GO -> IDLE } // stays
}
`;

const YAML = `# Top.

import:
  - names: [Base]
    from: ./base.fsm

strategy: A # head
extends: Base
triggers:
  GO:
states:
  # first
  IDLE: # stays
    initial: true
    on:
      GO: -> IDLE
`;

describe("fsmc convert", () => {
  test("prints the other spelling, comments included; paths of imports stay", () => {
    using folder = new Folder();
    folder.write("a.fsm", COMMENTED);
    const { status, stdout, stderr } = folder.fsmc([
      "convert",
      "a.fsm",
      "--to",
      "yaml",
    ]);
    expect(stderr).toBe("");
    expect(stdout).toBe(YAML);
    expect(status).toBe(0);
  });

  test("reads standard input, and writes a file with -o", () => {
    using folder = new Folder();
    const args = ["convert", "-", "--to", "fsm", "-o", "specs/a.fsm"];
    const { status, stdout, stderr } = folder.fsmc(args, { input: YAML });
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: "",
      stderr: "wrote specs/a.fsm\n",
    });
    expect(folder.read("specs/a.fsm")).toContain(
      "strategy A extends Base { // head",
    );
    expect(folder.files).toEqual(["specs/a.fsm"]);
  });

  test("writes nothing of a text that does not parse", () => {
    using folder = new Folder();
    folder.write("a.fsm", "strategy A {\n  state IDLE { on -> B }\n}\n");
    const args = ["convert", "a.fsm", "--to", "yaml", "-o", "a.yaml"];
    const { status, stdout, stderr } = folder.fsmc(args);
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^error\[FSM101\].*\n --> a\.fsm:2:/);
    expect(folder.files).toEqual(["a.fsm"]);
  });

  test("refuses what YAML has no words for, with its place", () => {
    using folder = new Folder();
    folder.write("a.fsm", "strategy A {\n  version 1\n  version 2\n}\n");
    const args = ["convert", "a.fsm", "--to", "yaml", "-o", "a.yaml"];
    const { status, stderr } = folder.fsmc(args);
    expect(status).toBe(1);
    expect(stderr).toBe(`error: \`version\` stands twice
 --> a.fsm:3:3
  |
3 |   version 2
  |   ^^^^^^^
  |
why:  a mapping of YAML has each key once

`);
    expect(folder.files).toEqual(["a.fsm"]);
  });

  test("says that aliases are written out", () => {
    using folder = new Folder();
    folder.write(
      "a.yaml",
      "strategy: A\nstates:\n  IDLE: &idle { initial: true }\n  REST: *idle\n",
    );
    const { stdout, stderr } = folder.fsmc([
      "convert",
      "a.yaml",
      "--to",
      "fsm",
    ]);
    expect(stdout).toBe(
      "strategy A {\n  initial state IDLE\n  initial state REST\n}\n",
    );
    expect(stderr).toBe(
      "note: what stands behind an alias (`*name`) is written out where it is used\n",
    );
  });

  test("wrong usage", () => {
    using folder = new Folder();
    folder.write("a.fsm", soundSpec("A"));
    for (const [args, message] of [
      [["a.fsm", "--to", "json"], '--to takes fsm or yaml, not "json"'],
      [
        ["a.fsm", "--to", "yaml", "-o", "b.fsm"],
        "b.fsm would be read as .fsm: give it the ending .yaml",
      ],
      [
        ["a.fsm", "--to", "fsm", "-o", "b.yml"],
        "b.yml would be read as YAML: give it the ending .fsm",
      ],
      [["b.fsm", "--to", "yaml"], "cannot read b.fsm: there is no such file"],
    ] as const) {
      const { status, stdout, stderr } = folder.fsmc(["convert", ...args]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toContain(message);
    }
    expect(folder.files).toEqual(["a.fsm"]);
  });
});
