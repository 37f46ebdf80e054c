import { mkdirSync, rmSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Folder, soundSpec, wrongSpec } from "./fsmc.ts";

describe("what is written", () => {
  test("a file for each spec, once: unchanged inputs write nothing", () => {
    using folder = new Folder();
    folder.write("strategies/a.fsm", soundSpec("A"));
    folder.write("strategies/deep/b.fsm", soundSpec("B"));
    const first = folder.fsmc(["build"]);
    expect(first).toMatchObject({ status: 0, stderr: "" });
    expect(first.stdout).toMatch(
      /^wrote generated\/a\.ts\nwrote generated\/b\.ts\n2 specs: 2 written, 0 unchanged, in [\d.]+ m?s\n$/,
    );
    expect(folder.fsmc(["build"]).stdout).toMatch(
      /^2 specs: 0 written, 2 unchanged, in [\d.]+ m?s\n$/,
    );
    folder.write("strategies/a.fsm", soundSpec("A").replaceAll("GO", "STEP"));
    expect(folder.fsmc(["build"]).stdout).toMatch(
      /^wrote generated\/a\.ts\n2 specs: 1 written, 1 unchanged/,
    );
  });

  test("exactly DIR/<base name>.ts with -o, wherever the spec lies", () => {
    using folder = new Folder();
    using elsewhere = new Folder();
    elsewhere.write("my spec.fsm", soundSpec("A"));
    const spec = join(elsewhere.path, "my spec.fsm");
    expect(folder.fsmc(["build", spec, "-o", "out"]).status).toBe(0);
    expect(folder.files).toEqual(["out/my spec.ts"]);
    expect(folder.read("out/my spec.ts")).not.toContain(elsewhere.path);
  });

  test("a spec that was only touched is not compiled again; an output that was edited is", () => {
    using folder = new Folder();
    folder.write("strategies/a.fsm", soundSpec("A"));
    folder.fsmc(["build"]);
    const text = folder.read("generated/a.ts");
    utimesSync(join(folder.path, "strategies/a.fsm"), 1, 1);
    expect(folder.fsmc(["build"]).stdout).toMatch(/0 written/);
    folder.write("generated/a.ts", text.replace("class", "class  "));
    expect(folder.fsmc(["build"]).stdout).toMatch(/^wrote generated\/a\.ts/);
    expect(folder.read("generated/a.ts")).toBe(text);
  });

  test("a spec whose import has changed is compiled again", () => {
    using folder = new Folder();
    folder.write("strategies/p.fsm", abstractSpec(3));
    folder.write(
      "strategies/a.fsm",
      'import { P } from "./p.fsm"\nstrategy A extends P { }\n',
    );
    expect(folder.fsmc(["build"])).toMatchObject({ status: 0, stderr: "" });
    expect(folder.has("generated/p.ts")).toBe(false);
    folder.write("strategies/p.fsm", abstractSpec(4));
    expect(folder.fsmc(["build"]).stdout).toMatch(/^wrote generated\/a\.ts\n/);
  });

  test("warnings are told again although nothing was compiled", () => {
    using folder = new Folder();
    const spec = soundSpec("A").replace("{", "{ param p: number");
    folder.write("strategies/a.fsm", spec);
    expect(folder.fsmc(["build"]).stderr).toContain("warning[FSM213]");
    expect(folder.fsmc(["build"]).stderr).toContain("warning[FSM213]");
  });
});

describe("nothing is written", () => {
  test("when there is an error anywhere", () => {
    using folder = new Folder();
    folder.write("strategies/a.fsm", soundSpec("A"));
    folder.write("strategies/b.fsm", wrongSpec("B"));
    const { status, stdout, stderr } = folder.fsmc(["build"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(/^error\[FSM202\]/);
    expect(folder.files).toEqual(["strategies/a.fsm", "strategies/b.fsm"]);
  });

  test.each([
    [
      ["a.fsm", "b/a.fsm"],
      /a\.fsm and b\/a\.fsm would both be written to out\/a\.ts/,
    ],
    [["a.fsm", "b/A.yaml"], /would both be written/],
    [["c.d.fsm"], /cannot name a TypeScript file/],
    [["-n.fsm"], /unknown option/],
    [["./-n.fsm"], /cannot name a TypeScript file/],
    [["x\ny.fsm"], /cannot name a TypeScript file/],
    [["..fsm"], /cannot name a TypeScript file/],
  ])("for specs named %j", (specs, message) => {
    using folder = new Folder();
    for (const spec of specs)
      folder.write(
        spec,
        spec.endsWith("yaml")
          ? "strategy: A\nstates: { X: { initial: true, final: true } }\n"
          : soundSpec("A"),
      );
    const before = folder.files;
    const ended = folder.fsmc(["build", ...specs, "-o", "out"]);
    expect(ended).toMatchObject({ status: 2, stdout: "" });
    expect(ended.stderr).toMatch(message);
    expect(folder.files).toEqual(before);
  });

  const inTheWay: readonly [string, (folder: Folder) => void, RegExp][] = [
    [
      "a symbolic link in place of the file",
      (folder) => {
        folder.write("victim", "precious");
        mkdirSync(join(folder.path, "generated"));
        symlinkSync("../victim", join(folder.path, "generated/b.ts"));
      },
      /generated\/b\.ts is a symbolic link/,
    ],
    [
      "a symbolic link in place of the folder",
      (folder) => {
        mkdirSync(join(folder.path, "elsewhere"));
        symlinkSync("elsewhere", join(folder.path, "generated"));
      },
      /the folder generated is a symbolic link/,
    ],
    [
      "a folder in place of the file",
      (folder) =>
        void mkdirSync(join(folder.path, "generated/b.ts"), {
          recursive: true,
        }),
      /generated\/b\.ts is a folder/,
    ],
    [
      "a file in place of the folder",
      (folder) => folder.write("generated", "mine"),
      /generated is a file, not a folder|generated\/a\.ts/,
    ],
    [
      "a file that somebody else wrote",
      (folder) => folder.write("generated/b.ts", "export const mine = 1;\n"),
      /generated\/b\.ts was not written by fsmc/,
    ],
  ];
  test.each(inTheWay)("over %s", (_what, put, message) => {
    using folder = new Folder();
    folder.write("strategies/a.fsm", soundSpec("A"));
    folder.write("strategies/b.fsm", soundSpec("B"));
    put(folder);
    const before = folder.files;
    const { status, stdout, stderr } = folder.fsmc(["build"]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(folder.files).toEqual(before);
  });

  test("to a disk that takes no more, and no temporary file is left", () => {
    using folder = new Folder();
    folder.write("strategies/a.fsm", soundSpec("A"));
    const { status, stderr } = folder.fsmc(["build"], {
      // A limit on the size of files stands for a full disk.
      under: ["bash", "-c", 'ulimit -f 0; exec "$@"', "bash"],
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: cannot write generated\/a\.ts: /);
    expect(folder.files).toEqual(["strategies/a.fsm"]);
  });

  // The folder of the kernel's objects takes no files, not even from root.
  test.each(["/sys/fsmc", "/dev/null", "/dev/null/x"])("to %s", (out) => {
    using folder = new Folder();
    folder.write("strategies/a.fsm", soundSpec("A"));
    const { status, stdout, stderr } = folder.fsmc(["build", "-o", out]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^error: .*\/(?:sys|dev)\/.*: .*choose another/);
  });
});

describe("--check", () => {
  test("fails on what is missing, different or left over, lists it, and writes nothing", () => {
    using folder = new Folder();
    for (const name of ["a", "b", "c"])
      folder.write(`strategies/${name}.fsm`, soundSpec(name.toUpperCase()));
    expect(folder.fsmc(["build", "--check"])).toMatchObject({
      status: 1,
      stdout:
        "generated/a.ts is missing\ngenerated/b.ts is missing\ngenerated/c.ts is missing\n",
    });
    folder.fsmc(["build"]);
    expect(folder.fsmc(["build", "--check"])).toMatchObject({
      status: 0,
      stdout: "3 specs: all files are current\n",
    });
    folder.write("strategies/a.fsm", soundSpec("A2"));
    folder.write(
      "strategies/c2.fsm",
      folder.read("strategies/c.fsm").replace("C", "C2"),
    );
    folder.write("generated/d.ts", folder.read("generated/b.ts"));
    const before = folder.read("generated/a.ts");
    expect(folder.fsmc(["build", "--check"])).toMatchObject({
      status: 1,
      stdout:
        "generated/a.ts is not what strategies/a.fsm gives\ngenerated/c2.ts is missing\ngenerated/d.ts is left over: its spec is gone\n",
    });
    expect(folder.read("generated/a.ts")).toBe(before);
  });

  test("does not send a user to build for what only they remove", () => {
    using folder = new Folder();
    folder.write("strategies/a.fsm", soundSpec("A"));
    folder.write("strategies/b.fsm", soundSpec("B"));
    folder.fsmc(["build"]);
    rmSync(join(folder.path, "strategies/b.fsm"));
    expect(folder.fsmc(["build", "--check"])).toMatchObject({
      status: 1,
      stdout: "generated/b.ts is left over: its spec is gone\n",
      stderr: "Remove what is left over\n",
    });
  });
});

test("a project's own prettier configuration forms what is written", () => {
  using folder = new Folder();
  folder.write("strategies/a.fsm", soundSpec("A"));
  folder.fsmc(["build"]);
  expect(folder.read("generated/a.ts")).toMatch(/;$/m);
  folder.write(".prettierrc", "semi: false\n");
  expect(folder.fsmc(["build"]).stdout).toMatch(/^wrote generated\/a\.ts/);
  expect(folder.read("generated/a.ts")).not.toMatch(/;$/m);
  expect(folder.fsmc(["build", "--check"]).status).toBe(0);
});

function abstractSpec(limit: number): string {
  return `abstract strategy P {
  trigger GO
  initial state IDLE { on GO -> DONE }
  final state DONE
  error state FAILED { after 1m -> IDLE }
  errors limit ${limit} -> FAILED
}
`;
}
