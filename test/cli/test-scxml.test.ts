import { describe, expect, test } from "vitest";
import { Folder } from "./fsmc.ts";

describe("fsmc test-scxml", () => {
  test("says of each document what came of it", () => {
    using folder = new Folder();
    folder.write("a/right.scxml", machine("a", "b"));
    folder.write("a/right.json", script(["a"], ["b"]));
    folder.write("a/wrong.scxml", machine("a", "b"));
    folder.write("a/wrong.json", script(["a"], ["c"]));
    folder.write("b/itself.scxml", machine("a", "pass", ""));
    folder.write("b/never.scxml", machine("a", "pass"));
    folder.write("c/invokes.scxml", machine("a", "b", "go", "<invoke/>"));
    folder.write("c/invokes.json", script(["a"], ["b"]));
    folder.write("c/part.scxml", machine("a", "b"));
    const { status, stdout, stderr } = folder.fsmc(["test-scxml", "."]);
    expect(stderr).toBe("");
    expect(stdout).toBe(
      `pass     a/right.scxml
fail     a/wrong.scxml: after event 1, go: expected [c], got [b]
pass     b/itself.scxml
fail     b/never.scxml: expected pass, got [a]
refused  c/invokes.scxml: line 2: <invoke> starts another session (a spec is one machine: what it waits for outside is an activity, which a spec declares with its types)
untested c/part.scxml
6 tests: 2 pass, 2 fail, 1 refused, 1 untested
`,
    );
    expect(status).toBe(1);
  });

  test("passes where all do, and prints JSON", () => {
    using folder = new Folder();
    folder.write("one.scxml", machine("a", "b"));
    folder.write("one.json", script(["a"], ["b"]));
    const { status, stdout } = folder.fsmc(["test-scxml", ".", "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      tests: [{ file: "one.scxml", outcome: "pass", reason: null }],
      summary: { pass: 1, fail: 0, refused: 0, untested: 0 },
    });
    expect(status).toBe(0);
  });

  test("does not take what is no script for one", () => {
    using folder = new Folder();
    folder.write("one.scxml", machine("a", "b"));
    folder.write("one.json", `{ "initialConfiguration": "a" }`);
    expect(folder.fsmc(["test-scxml", "."]).stdout).toContain(
      "refused  one.scxml: the script beside it is none: initialConfiguration: expected a list of ids\n",
    );
  });

  test("wants a folder with documents", () => {
    using folder = new Folder();
    folder.write("one.txt", "");
    const wrong = (args: readonly string[]) => {
      const { status, stderr } = folder.fsmc(["test-scxml", ...args]);
      return `${status} ${stderr}`;
    };
    expect(wrong(["."])).toBe("2 error: there is no .scxml file in .\n");
    expect(wrong(["one.txt"])).toBe(
      "2 error: one.txt is a file: test-scxml takes a folder\n",
    );
    expect(wrong(["none"])).toBe(
      "2 error: cannot read the folder none: there is no such file (ENOENT)\n",
    );
  });
});

/** From one state to another. */
function machine(from: string, to: string, event = "go", inside = ""): string {
  const heard = event === "" ? "" : ` event="${event}"`;
  return `<scxml xmlns="http://www.w3.org/2005/07/scxml">
  <state id="${from}">${inside}<transition${heard} target="${to}"/></state>
  <state id="${to}"/>
</scxml>
`;
}

function script(initial: readonly string[], next: readonly string[]): string {
  return JSON.stringify({
    initialConfiguration: initial,
    events: [{ event: { name: "go" }, nextConfiguration: next }],
  });
}
