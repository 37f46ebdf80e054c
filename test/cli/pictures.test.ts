import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { toPng } from "../../src/cli/export/png.ts";
import { layOut } from "../../src/cli/export/layout.ts";
import { Folder, soundSpec } from "./fsmc.ts";

describe("fsmc export --to svg, png", () => {
  test("prints a picture, or writes it with -o", () => {
    using folder = new Folder();
    folder.write("a.fsm", soundSpec("A"));
    const svg = folder.fsmc(["export", "a.fsm", "--to", "svg"]);
    expect(svg).toMatchObject({ status: 0, stderr: "" });
    expect(svg.stdout).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(svg.stdout).toContain("@media (prefers-color-scheme:dark)");
    const read = ["export", "-", "--to", "svg"];
    const piped = folder.fsmc(read, { input: soundSpec("A") });
    expect(piped.stdout).toBe(svg.stdout);
    const png = ["export", "a.fsm", "--to", "png", "-o", "pictures/a.png"];
    expect(folder.fsmc(png)).toMatchObject({ status: 0, stdout: "" });
    const bytes = readFileSync(join(folder.path, "pictures/a.png"));
    expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
    const [, width] = /width="(\d+)"/.exec(svg.stdout) ?? [];
    expect(bytes.readUInt32BE(16)).toBe(2 * Number(width));
  });

  test("draws in the theme that is asked for", () => {
    using folder = new Folder();
    folder.write("a.fsm", soundSpec("A"));
    const svg = ["export", "a.fsm", "--to", "svg", "--theme"];
    const dark = folder.fsmc([...svg, "dark"]).stdout;
    expect(dark).not.toContain("@media");
    expect(folder.fsmc([...svg, "light"]).stdout).not.toBe(dark);
    expect(folder.fsmc([...svg, "blue"])).toMatchObject({
      status: 2,
      stderr: 'error: --theme takes light, dark, auto, not "blue"\n',
    });
    const png = ["export", "a.fsm", "--to", "png", "--theme", "auto"];
    expect(folder.fsmc([...png, "-o", "a.png"])).toMatchObject({ status: 2 });
    expect(folder.files).toEqual(["a.fsm"]);
  });

  test("says so where a machine is too large", () => {
    using folder = new Folder();
    const states = Array.from(
      { length: 1_001 },
      (_, index) => `state S${index} { on GO -> S${index + 1} }`,
    );
    folder.write(
      "huge.fsm",
      `strategy Huge { trigger GO initial ${states.join("\n")} final state S1001 error state FAILED { after 1m -> S0 } errors limit 3 -> FAILED }`,
    );
    const args = ["export", "huge.fsm", "--to", "svg", "-o", "huge.svg"];
    const { status, stderr } = folder.fsmc(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: Huge is too large .*1003 states.*--to dot/);
    expect(folder.files).toEqual(["huge.fsm"]);
  });
});

test("a layout that takes too long is stopped", async () => {
  const graph = {
    id: "graph",
    children: [{ id: "a", width: 10, height: 10 }],
    layoutOptions: { "elk.algorithm": "layered" },
  };
  expect(await layOut(graph, 0)).toEqual({ kind: "too slow" });
  expect(await layOut(graph, 60_000)).toMatchObject({ kind: "laid out" });
});

test("text has ink in a PNG, whatever fonts a system has", async () => {
  const svg = (text: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="DejaVu Sans"><text x="2" y="15">${text}</text></svg>`;
  const [none, one, other] = await Promise.all(
    ["", "I", "W"].map((text) => toPng(svg(text))),
  );
  expect(one).not.toEqual(none);
  expect(other).not.toEqual(one);
});
