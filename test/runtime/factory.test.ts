import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { strategies, StrategyFactory } from "../../runtime/factory.ts";

const root = dirname(dirname(import.meta.dirname));

/** As generated files have it: a class, its entry in the registry, its registration. */
const generated = (name: string, params: string) => `
import { strategies } from "@fsmc/runtime";
export interface ${name}Options {
  readonly id: string;
  readonly params: { ${params} };
}
export class ${name}Machine {
  readonly params: ${name}Options["params"];
  constructor(options: ${name}Options) {
    this.params = options.params;
  }
}
declare module "@fsmc/runtime" {
  interface StrategyRegistry {
    readonly "${name}.ts": { readonly ${name}: typeof ${name}Machine };
  }
}
strategies.register("${name}", ${name}Machine);
`;

const FILES = {
  "package.json": `{ "type": "module" }`,
  "arbitrage.ts": generated(
    "Arbitrage",
    "readonly symbol: string; readonly quantity?: number",
  ),
  "hedging.ts": generated("Hedging", "readonly ratio: number"),
  "use.ts": `
import "./arbitrage.ts";
import "./hedging.ts";
import { strategies } from "@fsmc/runtime";

const arbitrage = strategies.create("Arbitrage", { id: "a", params: { symbol: "BTC" } });
export const symbol: string = arbitrage.params.symbol;
const hedging = strategies.create("Hedging", { id: "h", params: { ratio: 2 } });
export const ratio: number = hedging.params.ratio;
`,
  "misuse.ts": `
import { HedgingMachine } from "./hedging.ts";
import "./arbitrage.ts";
import { strategies } from "@fsmc/runtime";

strategies.create("Arbitrages", { id: "a", params: { symbol: "BTC" } });
strategies.create("Arbitrage", { id: "a", params: { symbol: 5 } });
strategies.create("Arbitrage", { id: "a", params: { ratio: 2 } });
strategies.create("Arbitrage", { id: "a" });
strategies.create("Hedging", { id: "h", params: { ratio: 2 } }).params.symbol;
strategies.register("Arbitrage", HedgingMachine);
`,
};

let project = "";

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "fsmc-factory-"));
  for (const [name, text] of Object.entries(FILES))
    writeFileSync(join(project, name), text);
  mkdirSync(join(project, "source/node_modules/@fsmc"), { recursive: true });
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

/** Where TypeScript finds errors in the project's own files. */
function errorsIn(file: string, runtime: "source" | "declarations"): string[] {
  const modules = join(project, "node_modules");
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(join(modules, "@fsmc"), { recursive: true });
  if (runtime === "source")
    symlinkSync(join(root, "runtime"), join(modules, "@fsmc/runtime"));
  else emitDeclarations(join(modules, "@fsmc/runtime"));
  const config = join(project, "tsconfig.json");
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, "tsconfig.json"),
      compilerOptions: {
        customConditions: runtime === "source" ? ["fsmc-source"] : [],
        typeRoots: [join(root, "node_modules/@types")],
      },
      files: [file],
      include: [],
    }),
  );
  return tsc(["-p", config])
    .split("\n")
    .filter((line) => line.startsWith(file))
    .map((line) => line.replace(/\((\d+),.*$/, ":$1"));
}

/** The package as it is published, as far as types go. */
function emitDeclarations(directory: string): void {
  const config = join(project, "tsconfig.declarations.json");
  writeFileSync(
    config,
    JSON.stringify({
      extends: join(root, "tsconfig.build.json"),
      compilerOptions: {
        outDir: join(directory, "dist"),
        rootDir: join(root, "runtime"),
        typeRoots: [join(root, "node_modules/@types")],
      },
      files: [join(root, "runtime/index.ts")],
      include: [],
    }),
  );
  expect(tsc(["-p", config])).toBe("");
  const types = "./dist/index.d.ts";
  writeFileSync(
    join(directory, "package.json"),
    JSON.stringify({ type: "module", exports: { ".": { types } } }),
  );
}

function tsc(options: readonly string[]): string {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const done = spawnSync(process.execPath, [compiler, ...options], {
    cwd: project,
    encoding: "utf8",
  });
  return done.stdout;
}

describe.each(["source", "declarations"] as const)(
  "types of the factory, against the runtime's %s",
  (runtime) => {
    test("each name takes its own options, and makes its own machine", () => {
      expect(errorsIn("use.ts", runtime)).toEqual([]);
    });

    test("wrong names, params and classes do not compile", () => {
      expect(errorsIn("misuse.ts", runtime)).toEqual([
        "misuse.ts:6",
        "misuse.ts:7",
        "misuse.ts:8",
        "misuse.ts:9",
        "misuse.ts:10",
        "misuse.ts:11",
      ]);
    });
  },
);

class First {
  readonly id: string;
  constructor({ id }: { readonly id: string }) {
    this.id = id;
  }
}

class Second extends First {}

declare module "@fsmc/runtime" {
  interface StrategyRegistry {
    readonly "test/runtime/factory.test.ts": {
      readonly FactoryTest: typeof First;
      readonly FactoryTestMissing: typeof First;
    };
  }
}

test("creates by name what was registered last under it, and lists the names", () => {
  const factory = new StrategyFactory();
  factory.register("FactoryTest", First);
  expect(factory.create("FactoryTest", { id: "f" })).toEqual(
    new First({ id: "f" }),
  );
  factory.register("FactoryTest", Second);
  expect(factory.create("FactoryTest", { id: "f" })).toBeInstanceOf(Second);
  expect(factory.list()).toEqual(["FactoryTest"]);
  expect(() => factory.create("FactoryTestMissing", { id: "f" })).toThrow(
    'no strategy "FactoryTestMissing" is registered; there are FactoryTest. Importing its generated file registers it',
  );
  expect(strategies).toBeInstanceOf(StrategyFactory);
});
