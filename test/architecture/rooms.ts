import { fileOf } from "./imports.ts";
import type { Import } from "./imports.ts";

/** A part of the house: what is in it, and what it may reach. */
interface Room {
  readonly name: string;
  readonly files: RegExp;
  /** Other rooms; `source` and `diagnostics` are open to the whole compiler. */
  readonly rooms: readonly string[];
  readonly packages: readonly string[];
  /** Whether it may read disks, clocks and processes. */
  readonly shell: boolean;
}

const pure = (
  name: string,
  files: RegExp,
  rooms: readonly string[],
  packages: readonly string[] = [],
): Room => ({ name, files, rooms, packages, shell: false });

const shell = (
  name: string,
  files: RegExp,
  rooms: readonly string[],
  packages: readonly string[] = [],
): Room => ({ name, files, rooms, packages, shell: true });

/** "Who may import whom" of the architecture; the first that matches counts. */
const ROOMS: readonly Room[] = [
  pure("grammar", /^grammar\//, [], ["chevrotain"]),
  pure("source", /^src\/source\//, []),
  pure("diagnostics", /^src\/diagnostics\//, []),
  pure("syntax", /^src\/syntax\//, ["grammar"], ["yaml"]),
  pure("model/build", /^src\/model\/build(\.ts|\/)/, ["model", "syntax"]),
  pure("model", /^src\/model\//, []),
  pure("checks", /^src\/checks\//, ["model"]),
  pure("emit", /^src\/emit\//, ["model"], ["ts-morph"]),
  // The model as text of a spec: for drawings that carry it along, and for configurations that name things by it.
  pure("graph/spec", /^src\/graph\/spec\//, ["model"]),
  pure("graph", /^src\/graph\//, ["model", "graph/spec"]),
  pure("format", /^src\/format\//, ["grammar", "syntax"], ["yaml"]),
  pure("fixes", /^src\/fixes\//, ["syntax"], ["yaml"]),
  shell("callbacks", /^src\/callbacks\//, ["model", "emit"], ["ts-morph"]),
  pure(
    "interop",
    /^src\/interop\//,
    ["grammar", "syntax", "model", "graph/spec"],
    ["@rgrove/parse-xml", "acorn", "yaml"],
  ),
  pure("compile", /^src\/compile(\.ts|\/)/, [
    "syntax",
    "model",
    "model/build",
    "checks",
    "emit",
  ]),
  shell(
    "cli",
    /^src\/cli\//,
    ["compile", "format", "graph", "interop", "fixes", "callbacks", "lsp"],
    [
      "commander",
      "yaml",
      "prettier",
      "@clack/prompts",
      "elkjs",
      "@resvg/resvg-js",
    ],
  ),
  shell("lsp", /^src\/lsp\//, ["compile", "format", "graph", "interop"]),
  pure("index", /^src\/index\.ts$/, [
    "syntax",
    "model",
    "compile",
    "format",
    "graph",
    "interop",
  ]),
  // An adapter, with an entry of its own: only who brings the package imports it.
  shell(
    "runtime/otel",
    /^runtime\/watching\/otel\//,
    ["runtime"],
    ["@opentelemetry/api"],
  ),
  shell("runtime", /^runtime\//, []),
  shell("generated", /^generated\//, [], ["@fsmc/runtime"]),
  shell("strategies", /^strategies\//, ["generated"], ["@fsmc/runtime"]),
];

/** Of Node's own, what neither reads nor waits. */
const PURE_BUILTINS = ["node:util", "node:path", "node:path/posix"];

const OPEN_TO_ALL = ["source", "diagnostics"];

/** Commands that run a machine or read what one wrote. */
const RUNS_MACHINES =
  /^src\/cli\/(?:.*\/)?(?:run|inspect|replay|test-scxml)(?:\.ts$|\/)/;

/** Slow to import, so never on the way to a `check`. */
export const LOADED_LATE = [
  "ts-morph",
  "prettier",
  "@clack/prompts",
  "elkjs",
  "@resvg/resvg-js",
];

/** One writes TypeScript, the other reads it; both are imported late. */
const TOUCH_TS_MORPH = ["src/emit/print.ts", "src/callbacks/code/code.ts"];

/** What is wrong with an import, and the rule that says so; null when nothing is. */
export function objectionTo(imported: Import): string | null {
  const room = roomOf(imported.from);
  const rule =
    room === null
      ? "this file is in no room that the architecture knows"
      : ruleBroken(room, imported);
  if (rule === null) return null;
  return `${imported.from}:${imported.line} imports ${imported.specifier}: ${rule}`;
}

function ruleBroken(room: Room, imported: Import): string | null {
  const file = fileOf(imported);
  if (file !== null) return ruleOnFile(room, file);
  const { specifier } = imported;
  if (specifier.startsWith("node:")) return ruleOnBuiltin(room, specifier);
  return specifier === "@fsmc/runtime" && imported.from.startsWith("src/")
    ? ruleOnRuntime(imported)
    : ruleOnPackage(room, imported);
}

function ruleOnFile(room: Room, file: string): string | null {
  const target = roomOf(file);
  if (target === null) return `${file} is in no room`;
  if (target === room) return null;
  const open = room.name !== "runtime" && file.startsWith("src/");
  if (open && OPEN_TO_ALL.includes(target.name)) {
    const upward = room.name === "source" && target.name === "diagnostics";
    return upward ? "source is below diagnostics" : null;
  }
  if (room.rooms.includes(target.name)) return null;
  return `${room.name} may import ${listed(room.rooms)}, not ${target.name}`;
}

function ruleOnBuiltin(room: Room, specifier: string): string | null {
  if (room.shell || PURE_BUILTINS.includes(specifier)) return null;
  return `${room.name} is pure: text in, files and diagnostics out; of Node it may import ${listed(PURE_BUILTINS)}`;
}

function ruleOnRuntime({ from, when }: Import): string | null {
  if (RUNS_MACHINES.test(from) && when !== "at once") return null;
  return "the compiler knows @fsmc/runtime by name only; just the commands run, inspect, replay and test-scxml load it, by import()";
}

function ruleOnPackage(room: Room, imported: Import): string | null {
  const { from, specifier, when } = imported;
  const name = packageOf(specifier);
  if (!room.packages.includes(name)) {
    return `of packages, ${room.name} may import ${listed(room.packages)}`;
  }
  if (name === "ts-morph") {
    return TOUCH_TS_MORPH.includes(from)
      ? null
      : `only ${TOUCH_TS_MORPH.join(" and ")} touch ts-morph`;
  }
  if (LOADED_LATE.includes(name) && when === "at once") {
    return `${name} is slow to load: by import(), where it is needed`;
  }
  return null;
}

function packageOf(specifier: string): string {
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

function roomOf(file: string): Room | null {
  return ROOMS.find((room) => room.files.test(file)) ?? null;
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "nothing" : names.join(", ");
}
