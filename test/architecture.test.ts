import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { circlesAmong } from "./architecture/circles.ts";
import {
  fileOf,
  importsIn,
  importsOf,
  sourcesIn,
} from "./architecture/imports.ts";
import type { Import } from "./architecture/imports.ts";
import { LOADED_LATE, objectionTo } from "./architecture/rooms.ts";

const root = dirname(import.meta.dirname);
const files = sourcesIn(root, [
  "grammar",
  "src",
  "runtime",
  "strategies",
  "generated",
]);
const imports = importsOf(root, files);

/** Longer than 400 lines, each with the reason why it is one thing. */
const LONG_FILES: Readonly<Record<string, string>> = {
  "grammar/cst.ts": "generated from the parser",
  "src/model/model.ts":
    "declarations and expressions name each other; apart they are a circle",
  "src/syntax/ast.ts": "one node type after the other, with their docs",
};

describe("who may import whom", () => {
  test("every import is one that the architecture allows", () => {
    expect(imports.flatMap((each) => objectionTo(each) ?? [])).toEqual([]);
  });

  test("files and folders import each other in no circle", () => {
    expect(circlesAmong(imports)).toEqual([]);
  });

  test.each(["src/cli/main.ts", "src/index.ts"])(
    "%s loads nothing slow at once",
    (entry) => {
      expect(files).toContain(entry);
      expect(slowPackagesLoadedBy(entry)).toEqual([]);
    },
  );

  test("the runtime depends on nothing", () => {
    const manifest: Readonly<Record<string, object | undefined>> = JSON.parse(
      read("runtime/package.json"),
    );
    const optional = Object.keys(manifest["peerDependenciesMeta"] ?? {});
    const required = Object.keys({
      ...manifest["dependencies"],
      ...manifest["optionalDependencies"],
      ...manifest["peerDependencies"],
    }).filter((name) => !optional.includes(name));
    expect(required).toEqual([]);
  });
});

describe("files", () => {
  test("have one purpose: at most 400 lines, or a reason", () => {
    const long = files
      .filter((file) => !file.startsWith("generated/"))
      .filter((file) => read(file).split("\n").length > 401);
    expect(long).toEqual(Object.keys(LONG_FILES));
  });

  test("silence neither compiler nor linter", () => {
    const silencer =
      /@ts-(?:ignore|expect-error|nocheck)|(?:ox|es)lint-disable/;
    expect(files.filter((file) => silencer.test(read(file)))).toEqual([]);
  });
});

describe("the rules themselves", () => {
  test.each([
    [
      "src/checks/guards.ts",
      'import type { State } from "../syntax/ast.ts";',
      "src/checks/guards.ts:1 imports ../syntax/ast.ts: checks may import model, not syntax",
    ],
    [
      "src/checks/guards.ts",
      'export * from "../emit/names.ts";',
      "src/checks/guards.ts:1 imports ../emit/names.ts: checks may import model, not emit",
    ],
    [
      "src/model/types.ts",
      '\nimport { readFileSync } from "node:fs";',
      "src/model/types.ts:2 imports node:fs: model is pure: text in, files and diagnostics out; of Node it may import node:util, node:path, node:path/posix",
    ],
    [
      "src/emit/classes.ts",
      'import { Project } from "ts-morph";',
      "src/emit/classes.ts:1 imports ts-morph: only src/emit/print.ts and src/callbacks/code/code.ts touch ts-morph",
    ],
    [
      "src/cli/run.ts",
      'import { Machine } from "@fsmc/runtime";',
      "src/cli/run.ts:1 imports @fsmc/runtime: the compiler knows @fsmc/runtime by name only; just the commands run, inspect, replay and test-scxml load it, by import()",
    ],
    [
      "runtime/clock.ts",
      'import { Span } from "../src/source/span.ts";',
      "runtime/clock.ts:1 imports ../src/source/span.ts: runtime may import nothing, not source",
    ],
    [
      "runtime/clock.ts",
      'type A = import("yaml").Document;',
      "runtime/clock.ts:1 imports yaml: of packages, runtime may import nothing",
    ],
  ])("object: %s with %s", (file, text, message) => {
    expect(importsIn(file, text).map(objectionTo)).toEqual([message]);
  });

  test("allow what the architecture draws", () => {
    const allowed = [
      ...importsIn("src/cli/run.ts", 'await import("@fsmc/runtime");'),
      ...importsIn("src/checks/a.ts", 'import "../model/model.ts";'),
      ...importsIn("src/model/build/a.ts", 'import "../../syntax/ast.ts";'),
      ...importsIn("strategies/a.ts", 'import "../generated/a.ts";'),
    ];
    expect(allowed.map(objectionTo)).toEqual([null, null, null, null]);
  });

  test("see a circle of folders where no two files make one", () => {
    const circle = [
      ...importsIn("src/a/one.ts", 'import "../b/two.ts";'),
      ...importsIn("src/b/three.ts", 'import type { A } from "../a/four.ts";'),
      ...importsIn("src/a/index.ts", 'import "./one.ts";'),
    ];
    expect(circlesAmong(circle)).toEqual([
      "circle through src/a: src/a/one.ts:1 imports ../b/two.ts, src/b/three.ts:1 imports ../a/four.ts",
    ]);
  });
});

/** Packages that a file and all that it imports load before they do anything. */
function slowPackagesLoadedBy(entry: string): string[] {
  const byFile = Map.groupBy(imports, ({ from }) => from);
  const waiting = [entry];
  const reached = new Set<string>();
  const slow: Import[] = [];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    for (const imported of byFile.get(file) ?? []) {
      if (imported.when !== "at once") continue;
      const target = fileOf(imported);
      if (target !== null) waiting.push(target);
      else if (LOADED_LATE.includes(imported.specifier)) slow.push(imported);
    }
  }
  return slow.map((each) => `${each.from}:${each.line} ${each.specifier}`);
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
