import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OutsideFolder, QUIETLY, installNode } from "./outside.ts";

const root = dirname(dirname(import.meta.dirname));
const project = new OutsideFolder();

/** What `npm pack --json` says of a tarball. */
interface Tarball {
  readonly name: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

let tarballs: readonly Tarball[] = [];

beforeAll(() => {
  tarballs = JSON.parse(
    project.must(
      "npm",
      [
        "pack",
        "--json",
        "--prefix",
        root,
        "--workspaces",
        "--include-workspace-root",
        "--pack-destination",
        project.path,
      ],
      process.execPath,
    ),
  );
  project.write("package.json", { private: true, type: "module" });
  project.must(
    "npm",
    ["install", ...tarballs.map((each) => `./${each.filename}`), ...QUIETLY],
    process.execPath,
  );
  cpSync(join(import.meta.dirname, "project"), project.path, {
    recursive: true,
  });
}, 180_000);

afterAll(() => {
  project[Symbol.dispose]();
});

describe("the tarballs", () => {
  test("hold what users need and nothing else", () => {
    const wanted =
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/.+\.(?:js|cjs|d\.ts)|dist\/THIRD-PARTY-NOTICES\.txt|grammar\/(?:REFERENCE\.md|fsm\.(?:schema|tmLanguage)\.json))$/;
    for (const { name, files } of tarballs) {
      const paths = files.map((file) => file.path);
      expect(
        paths.filter((path) => !wanted.test(path)),
        name,
      ).toEqual([]);
      expect(paths, name).toEqual(
        expect.arrayContaining(["LICENSE", "dist/index.js", "dist/index.d.ts"]),
      );
    }
  });

  test("bring no development dependency", () => {
    const { devDependencies }: { devDependencies: Record<string, string> } =
      JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const installed = Object.keys(devDependencies).filter((name) =>
      existsSync(join(project.path, "node_modules", name)),
    );
    expect(installed).toEqual([]);
  });

  test("of the runtime depend on nothing", () => {
    const manifest: unknown = JSON.parse(
      project.read("node_modules/@fsmc/runtime/package.json"),
    );
    expect(manifest).not.toHaveProperty("dependencies");
    // Who imports these subpaths has them, and nobody else needs them.
    expect(manifest).toMatchObject({
      peerDependenciesMeta: {
        "@opentelemetry/api": { optional: true },
        ccxt: { optional: true },
      },
    });
  });
});

describe("in an empty project", () => {
  test("a spec is checked, built, type-checked and run", () => {
    const node = process.execPath;
    project.must("npx", ["fsmc", "check"], node);
    project.must("npx", ["fsmc", "build"], node);
    typeCheck(".");
    expect(runMain(node)).toEqual(RAN);
  }, 60_000);

  test("what `init` makes is checked, built, type-checked and run", () => {
    expectInitWorks("made", process.execPath);
    typeCheck("made");
  }, 60_000);

  test("a spec is drawn, with the fonts and the thread that come along", () => {
    const draw = ["fsmc", "export", "strategies/dip-buyer.fsm", "--to"];
    const svg = project.must("npx", [...draw, "svg"], process.execPath);
    expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
    const png = [...draw, "png", "-o", "dip-buyer.png"];
    project.must("npx", png, process.execPath);
    expect(project.read("dip-buyer.png")).toContain("PNG");
  }, 60_000);

  // The least, and one that is newer than what this was developed on.
  test.each(["22.18.0", "26.10.0"])(
    "all of it runs on Node %s",
    (version) => {
      using folder = new OutsideFolder();
      const node = installNode(version, folder);
      expect(project.must("node", ["--version"], node)).toBe(`v${version}\n`);
      project.must("npx", ["fsmc", "check"], node);
      project.must("npx", ["fsmc", "build"], node);
      expect(runMain(node)).toEqual(RAN);
      expectInitWorks(`made-by-${version}`, node);
    },
    120_000,
  );

  test("bytecode that is damaged is made anew", () => {
    const kept = join(
      project.path,
      "node_modules/.cache/fsmc/start/check/compile.cjs",
    );
    project.must("npx", ["fsmc", "check"], process.execPath);
    const damaged = readFileSync(kept).fill(0x5a, 200_000, 200_400);
    writeFileSync(kept, damaged);
    project.must("npx", ["fsmc", "check"], process.execPath);
    expect(readFileSync(kept)).not.toEqual(damaged);
  });

  test("`check` loads nothing that is slow to load", () => {
    expect(packagesLoadedBy("check")).toEqual(["fsmc"]);
    expect(packagesLoadedBy("build", "-o", "elsewhere")).toContain("ts-morph");
  }, 60_000);
});

const RAN = {
  dear: "blocked",
  cheap: "taken",
  heard: ["WATCHING to BUYING"],
  state: "DONE",
  paid: 180,
  errors: [],
  files: [expect.stringMatching(/dip-buyer\.ts$/)],
};

function runMain(node: string): unknown {
  return JSON.parse(project.must("node", ["main.ts"], node));
}

/** The story of README, but for the editing. */
function expectInitWorks(folder: string, node: string): void {
  project.must("npx", ["fsmc", "init", folder, "--yes"], node);
  const manifest: unknown = JSON.parse(project.read(`${folder}/package.json`));
  expect(manifest).toMatchObject({
    dependencies: { "@fsmc/runtime": expect.stringMatching(/^\^\d/) },
    devDependencies: { fsmc: expect.stringMatching(/^\^\d/) },
  });
  project.must("npx", ["fsmc", "check", "--max-warnings", "0"], node, folder);
  project.must("npx", ["fsmc", "build", "--check"], node, folder);
  const run = ["fsmc", "run", "dip-buyer", "--json"];
  const { stdout, stderr } = project.run("npx", run, node, folder);
  expect(stderr).not.toMatch(/Warning/);
  expect(JSON.parse(stdout)).toMatchObject({
    strategy: "DipBuyer",
    data: { source: "simulated" },
    errors: 0,
  });
}

/** By the compiler that users have, the declaration files of both packages too. */
function typeCheck(folder: string): void {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const types = join(root, "node_modules/@types");
  project.must(
    process.execPath,
    [compiler, "-p", ".", "--skipLibCheck", "false", "--typeRoots", types],
    process.execPath,
    folder,
  );
}

/** The packages, one of them fsmc itself, of which a command loads a module. */
function packagesLoadedBy(...args: readonly string[]): readonly string[] {
  project.must(
    process.execPath,
    ["--import", "./loaded.js", "node_modules/fsmc/dist/cli/main.js", ...args],
    process.execPath,
  );
  const urls: readonly string[] = JSON.parse(project.read("loaded.json"));
  const names = urls.flatMap(
    (url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [],
  );
  return [...new Set(names)].toSorted();
}
