import { describe, expect, test } from "vitest";
import { Folder, soundSpec } from "./fsmc.ts";

const FINDING = `error[FSM103]: a strategy \`A\` is declared in one/a.fsm too
 --> two/b.fsm:1:10
  |
1 | strategy A {
  |          ^
 ::: one/a.fsm:1:10
  |
1 | strategy A {
  |          - the other one
  |
why:  the factory creates machines by name: one of the two would be created in the place of the other, and read its journal
help: give one of the two a name of its own
more: fsmc explain FSM103
`;

describe("two files that declare one strategy", () => {
  test("are an error of check and build", () => {
    using folder = new Folder();
    folder.write("one/a.fsm", soundSpec("A"));
    folder.write("two/b.fsm", soundSpec("A"));
    const checked = folder.fsmc(["check", "."]);
    expect(checked.status).toBe(1);
    expect(checked.stdout).toContain(FINDING);
    const built = folder.fsmc(["build", ".", "-o", "out"]);
    expect(built.status).toBe(1);
    expect(built.stderr).toContain(FINDING);
    expect(folder.files).toEqual(["one/a.fsm", "two/b.fsm"]);
  });

  test("are one too where each was built alone before, or one of them has changed", () => {
    using folder = new Folder();
    folder.write("one/a.fsm", soundSpec("A"));
    folder.write("two/b.fsm", soundSpec("A"));
    for (const spec of ["one/a.fsm", "two/b.fsm"])
      expect(folder.fsmc(["build", spec, "-o", "out"]).status).toBe(0);
    const both = ["build", ".", "-o", "out"];
    expect(folder.fsmc(both).stderr).toContain(FINDING);
    folder.write("two/b.fsm", `// changed\n${soundSpec("A")}`);
    const { status, stderr } = folder.fsmc(both);
    expect(status).toBe(1);
    expect(stderr).toContain("--> two/b.fsm:2:10");
    folder.write("two/b.fsm", soundSpec("B"));
    expect(folder.fsmc(both).status).toBe(0);
  });

  test("an abstract one may be called as any other", () => {
    using folder = new Folder();
    folder.write("a.fsm", soundSpec("A"));
    folder.write("b.fsm", "abstract strategy A { state X }\n");
    expect(folder.fsmc(["check", "."]).status).toBe(0);
  });
});
