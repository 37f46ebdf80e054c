import { describe, expect, test } from "vitest";
import { Folder, soundSpec, wrongSpec } from "./fsmc.ts";

describe("fsmc export", () => {
  test("prints a diagram, or writes it with -o", () => {
    using folder = new Folder();
    folder.write("a.fsm", soundSpec("A"));
    const mermaid = folder.fsmc(["export", "a.fsm", "--to", "mermaid"]);
    expect(mermaid).toMatchObject({ status: 0, stderr: "" });
    expect(mermaid.stdout).toMatch(/^stateDiagram-v2$/m);
    const dot = ["export", "a.fsm", "--to", "dot", "-o", "pictures/a.dot"];
    expect(folder.fsmc(dot)).toMatchObject({ status: 0, stdout: "" });
    expect(folder.read("pictures/a.dot")).toMatch(/^digraph "A" \{/);
  });

  test("draws nothing of a spec with errors", () => {
    using folder = new Folder();
    folder.write("a.fsm", wrongSpec("A"));
    const args = ["export", "a.fsm", "--to", "dot", "-o", "a.dot"];
    const { status, stderr } = folder.fsmc(args);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error\[FSM202\]/);
    expect(folder.files).toEqual(["a.fsm"]);
  });

  test("asks which of several strategies is meant", () => {
    using folder = new Folder();
    folder.write("a.fsm", soundSpec("A") + soundSpec("B"));
    const asked = folder.fsmc(["export", "a.fsm", "--to", "dot"]);
    expect(asked.status).toBe(2);
    expect(asked.stderr).toContain("say which with --strategy (A, B)");
    const told = ["export", "a.fsm", "--to", "dot", "--strategy", "B"];
    expect(folder.fsmc(told).stdout).toMatch(/^digraph "B"/);
  });
});
