import { cpSync, existsSync, readFileSync } from "node:fs";
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
      /^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/.+\.(?:js|d\.ts)|dist\/THIRD-PARTY-NOTICES\.txt|grammar\/fsm\.(?:schema|tmLanguage)\.json)$/;
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
});

describe("in an empty project", () => {
  test("check, build, type-check and run", () => {
    checkAndBuild(process.execPath);
    project.must(
      process.execPath,
      [
        join(root, "node_modules/typescript/bin/tsc"),
        "-p",
        ".",
        "--typeRoots",
        join(root, "node_modules/@types"),
      ],
      process.execPath,
    );
    expect(runMain(process.execPath)).toEqual(RAN);
  }, 60_000);

  test.each(["22.18.0", "26.10.0"])(
    "the same with Node %s",
    (version) => {
      using folder = new OutsideFolder();
      const node = installNode(version, folder);
      expect(project.must("node", ["--version"], node)).toBe(`v${version}\n`);
      checkAndBuild(node);
      expect(runMain(node)).toEqual(RAN);
    },
    120_000,
  );
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

function checkAndBuild(node: string): void {
  project.must("npx", ["fsmc", "check"], node);
  project.must("npx", ["fsmc", "build"], node);
}

function runMain(node: string): unknown {
  return JSON.parse(project.must("node", ["main.ts"], node));
}
