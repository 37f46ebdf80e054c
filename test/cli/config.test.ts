import { expect, test } from "vitest";
import { Folder, soundSpec } from "./fsmc.ts";

test("mistakes in the configuration are named with their places", () => {
  using folder = new Folder();
  folder.write(
    "fsmc.config.yaml",
    "spec: specs\nout: []\nrules:\n  unusd: off\n  unused: loud\n  one-leg: warning\n",
  );
  const { status, stdout, stderr } = folder.fsmc(["check"]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toBe(
    [
      'error: fsmc.config.yaml:1:1: there is no setting "spec"; did you mean specs?',
      "fsmc.config.yaml:2:6: expected a path for out",
      "fsmc.config.yaml:4:3: there is no rule `unusd`: did you mean `unused`?",
      "fsmc.config.yaml:5:11: a rule cannot be `loud`: it is off, info, warning or error",
      'fsmc.config.yaml:6:12: FSM411 (one-leg) stays an error: write `@allow(one-leg, "reason")` before what is meant',
      "",
    ].join("\n"),
  );
});

test("YAML that is none has its place too", () => {
  using folder = new Folder();
  folder.write("fsmc.config.yaml", "out: a\nout: b\n");
  const { status, stderr } = folder.fsmc(["check"]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/^error: fsmc\.config\.yaml:2:1: .*unique/);
});

test("specs, out and rules of the configuration hold, also from a folder below", () => {
  using folder = new Folder();
  folder.write(
    "fsmc.config.yaml",
    "specs: [machines]\nout: made\nrules: { unused: error }\n",
  );
  folder.write("machines/a.fsm", soundSpec("A"));
  folder.write("below/x.txt", "");
  expect(folder.fsmc(["build"]).status).toBe(0);
  expect(folder.has("made/a.ts")).toBe(true);
  folder.write(
    "machines/a.fsm",
    soundSpec("A").replace("{", "{ param p: number"),
  );
  expect(folder.fsmc(["check"]).status).toBe(1);
  expect(folder.fsmc(["check", "--rule", "unused=warning"]).status).toBe(0);
});
