import { describe, expect, test } from "vitest";
import { Folder, soundSpec } from "./fsmc.ts";

describe("usage errors end with status 2, on standard error, and write nothing", () => {
  test.each([
    [["frobnicate"], /unknown command 'frobnicate'/],
    [["chekc"], /Did you mean check\?/],
    [["check", "--nope"], /unknown option '--nope'/],
    [["check", "nowhere.fsm"], /there is no spec nowhere\.fsm/],
    [["check", "*.spec"], /no spec matches \*\.spec/],
    [
      ["check", "--format", "xml"],
      /--format takes text, json, sarif, github or junit, not "xml"/,
    ],
    [["check", "-", "--fix"], /name files instead of -/],
    [
      ["check", "--callbacks", "x"],
      /--callbacks takes a file of TypeScript, a folder or a glob/,
    ],
    [
      ["check", "--matrix", "--format", "sarif"],
      /--matrix takes --format text, markdown, csv or html, not "sarif"/,
    ],
    [
      ["check", "--matrix", "*.fsm", "strategies/*.fsm"],
      /several strategies: say which with --strategy \(A, B\)/,
    ],
    [
      ["check", "--matrix", "a.fsm", "--strategy", "C"],
      /a\.fsm has no strategy C, but A/,
    ],
    [["check", "a.fsm", "--strategy", "A"], /--strategy .* --matrix/],
    [["check", "--max-warnings", "-1"], /--max-warnings takes a whole number/],
    [
      ["check", "--max-warnings", "many"],
      /--max-warnings takes a whole number/,
    ],
    [["check", "--rule", "unused"], /--rule unused/],
    [["check", "--rule", "unusd=off"], /did you mean `unused`\?/],
    [["check", "--rule", "unused=loud"], /off, info, warning or error/],
    [
      ["check", "--rule", "syntax-error=off"],
      /FSM101 \(syntax-error\) stays an error/,
    ],
    [
      ["build", "--rule", "one-leg=warning"],
      /FSM411 \(one-leg\) stays an error/,
    ],
    [["build", "--check", "--watch"], /--watch has nothing to do/],
    [["build", "-", "-o", "x"], /does not go with --out/],
    [["check", "-", "a.fsm"], /takes no files/],
    [["explain", "FSM999"], /there is no rule `FSM999`/],
    [
      ["export", "a.fsm", "--to", "quint"],
      /export --to quint comes with a later version/,
    ],
    [
      ["export", "a.fsm", "--to", "gif"],
      /--to takes mermaid, dot, plantuml, scxml, xstate, svg, png, not "gif"/,
    ],
    [["export", "a.fsm"], /required option '--to <format>'/],
    [["run", "nothing"], /there is no strategy "nothing"/],
    [["inspect", "x"], /there is no journal x/],
    [["inspect"], /missing required argument 'journal'/],
    [["replay", "x"], /there is no journal x/],
    [["run", "a", "--seed", "x"], /--seed takes a whole number/],
    [["run", "a", "--speed", "0"], /--speed takes a number above 0/],
    [["convert", "a.fsm"], /required option .*--to/],
    [["lsp"], /fsmc lsp comes with a later version/],
    [["diff", "a.fsm", "b.fsm"], /fsmc diff comes with a later version/],
  ])("fsmc %j", (args, message) => {
    using folder = new Folder();
    folder.write("a.fsm", soundSpec("A"));
    folder.write("strategies/b.fsm", soundSpec("B"));
    const { status, stdout, stderr } = folder.fsmc(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(folder.files).toEqual(["a.fsm", "strategies/b.fsm"]);
  });
});

test("what a later version brings is not among the commands", () => {
  using folder = new Folder();
  const { status, stdout } = folder.fsmc(["--help"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^ {2}build /m);
  expect(stdout).not.toMatch(/^ {2}(?:lsp|diff|simulate) /m);
});

test("explain prints a page by code and by name", () => {
  using folder = new Folder();
  const byCode = folder.fsmc(["explain", "FSM201"]);
  expect(byCode.status).toBe(0);
  expect(byCode.stdout).toMatch(/^# FSM201 unreachable-state/);
  expect(folder.fsmc(["explain", "unreachable-state"])).toEqual(byCode);
});
