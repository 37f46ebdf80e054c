import { describe, expect, test } from "vitest";
import { Folder, soundSpec } from "./fsmc.ts";

const SOUND = `stateDiagram-v2
  [*] --> Idle
  Idle --> Busy : START [ready] / note
  Busy --> [*] : after 5s
`;

const UNCLEAR = `stateDiagram-v2
  [*] --> Idle
  Idle --> A
  Idle --> B
  A --> [*] : STOP
`;

describe("fsmc import --from mermaid", () => {
  test("prints a spec, or writes it in the spelling of the name", () => {
    using folder = new Folder();
    folder.write("a.mmd", SOUND);
    const printed = folder.fsmc(["import", "a.mmd", "--from", "mermaid"]);
    expect(printed).toMatchObject({ status: 0, stderr: "" });
    expect(printed.stdout).toMatch(/^strategy A \{$/m);
    const args = ["import", "a.mmd", "--from", "mermaid", "-o", "out/a.yaml"];
    expect(folder.fsmc(args)).toMatchObject({ status: 0, stdout: "" });
    expect(folder.read("out/a.yaml")).toMatch(/^strategy: A$/m);
  });

  test("proposes --lossy only where it helps", () => {
    using folder = new Folder();
    folder.write("a.scxml", "<scxml><state></scxml>");
    const { stderr } = folder.fsmc(["import", "a.scxml", "--from", "scxml"]);
    expect(stderr).toMatch(
      /\n1 thing cannot be imported, so nothing was written\n$/,
    );
  });

  test("writes nothing where something would be lost, but with --lossy the rest", () => {
    using folder = new Folder();
    folder.write("a.mmd", UNCLEAR);
    const args = ["import", "a.mmd", "--from", "mermaid", "-o", "a.fsm"];
    const refused = folder.fsmc(args);
    expect(refused).toMatchObject({ status: 1, stdout: "" });
    expect(refused.stderr).toContain(
      "lost: another arrow without a label leaves `Idle` before this one\n --> a.mmd:4:3\n",
    );
    expect(refused.stderr).toContain(
      "1 thing cannot be imported, so nothing was written; --lossy leaves out what is lost and imports the rest\n",
    );
    expect(folder.files).toEqual(["a.mmd"]);
    const lossy = folder.fsmc([...args, "--lossy"]);
    expect(lossy.status).toBe(0);
    expect(lossy.stderr).toMatch(/^lost: another arrow/);
    expect(folder.read("a.fsm")).toContain("always -> A");
    expect(folder.read("a.fsm")).not.toContain("always -> B");
  });

  test("refuses what is wrong, with --lossy too", () => {
    using folder = new Folder();
    folder.write("a.mmd", "stateDiagram-v2\n  state A {\n  A -> B\n");
    const args = ["import", "a.mmd", "--from", "mermaid", "-o", "a.fsm"];
    const { status, stderr } = folder.fsmc([...args, "--lossy"]);
    expect(status).toBe(1);
    expect(stderr).toContain(" --> a.mmd:2:11\n");
    expect(stderr).toContain(" --> a.mmd:3:5\n");
    expect(folder.files).toEqual(["a.mmd"]);
  });
});

describe("fsmc export", () => {
  test.each([
    ["plantuml", /^@startuml$/m],
    ["scxml", /^<scxml xmlns="http:\/\/www.w3.org\/2005\/07\/scxml"/m],
  ])("--to %s", (format, begin) => {
    using folder = new Folder();
    folder.write("a.fsm", soundSpec("A"));
    const args = ["export", "a.fsm", "--to", format];
    const { status, stdout } = folder.fsmc(args);
    expect(status).toBe(0);
    expect(stdout).toMatch(begin);
  });

  test("names on stderr what the format cannot say, where the spec has it", () => {
    using folder = new Folder();
    folder.write(
      "a.fsm",
      soundSpec("A").replace("trigger GO", "trigger GO(n: number)"),
    );
    const args = ["export", "a.fsm", "--to", "dot"];
    const { status, stdout, stderr } = folder.fsmc(args);
    expect(status).toBe(0);
    expect(stderr).toBe(
      "lost: a.fsm:2:11: a drawing has no place for `trigger GO(n: number)`\n",
    );
    expect(stdout).not.toContain("lost");
  });

  test("what is exported to mermaid is imported again", () => {
    using folder = new Folder();
    folder.write("a.fsm", soundSpec("A"));
    folder.fsmc(["export", "a.fsm", "--to", "mermaid", "-o", "a.mmd"]);
    const args = ["import", "a.mmd", "--from", "mermaid", "-o", "b.fsm"];
    expect(folder.fsmc(args).status).toBe(0);
    expect(folder.fsmc(["check", "b.fsm"]).status).toBe(0);
    const twice = folder.fsmc(["export", "b.fsm", "--to", "mermaid"]);
    expect(twice.stdout).toBe(folder.read("a.mmd"));
  });
});
