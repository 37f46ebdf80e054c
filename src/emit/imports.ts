import type { ImportedType, Strategy } from "../model/index.ts";
import {
  group,
  ifBreak,
  indent,
  join,
  line,
  lines,
  type Doc,
} from "./layout/doc.ts";
import { stringLiteral } from "./layout/literal.ts";
import { safe, type Names } from "./names.ts";
import type { RuntimeUse } from "./unit.ts";

const RUNTIME = "@fsmc/runtime";

/** Names of the runtime and of the language that a user's type must not take away from the generated code. */
const GLOBAL = [
  "Array",
  "Boolean",
  "Date",
  "Error",
  "JSON",
  "Map",
  "Math",
  "Number",
  "Object",
  "Partial",
  "Pick",
  "Promise",
  "Readonly",
  "Record",
  "Required",
  "Set",
  "String",
  "Symbol",
  "Trigger",
];

/** What imported types are called in the file: as in the spec, unless somebody else has that name. */
export function importedNamesOf(
  strategies: readonly Strategy[],
  taken: Names,
): ReadonlyMap<ImportedType, string> {
  for (const name of GLOBAL) taken.take(name);
  const byKey = new Map<string, string>();
  const names = new Map<ImportedType, string>();
  for (const { imported } of strategies)
    for (const each of imported) {
      const key = JSON.stringify([each.from, each.exported, each.name]);
      const name = byKey.get(key) ?? taken.take(safe(each.name));
      byKey.set(key, name);
      names.set(each, name);
    }
  return names;
}

export function importLines(
  runtime: RuntimeUse,
  imported: ReadonlySet<ImportedType>,
  names: ReadonlyMap<ImportedType, string>,
  specPath: string,
  outputPath: string,
): Doc {
  const fromFiles = new Map<string, Map<string, string>>();
  for (const each of imported) {
    const from = relativePath(specPath, each.from, outputPath);
    const members = fromFiles.get(from) ?? new Map<string, string>();
    const name = names.get(each) ?? each.name;
    fromFiles.set(from, members.set(name, safe(each.exported)));
  }
  const types = [...runtime.types].toSorted();
  const values = [...runtime.values].toSorted();
  return lines([
    ...[...fromFiles].map(([from, members]) =>
      importLine(
        "import type",
        [...members].map(([name, exported]) =>
          name === exported ? name : `${exported} as ${name}`,
        ),
        from,
      ),
    ),
    importLine("import type", types, RUNTIME),
    importLine("import", values, RUNTIME),
  ]);
}

function importLine(
  head: string,
  members: readonly string[],
  from: string,
): Doc {
  return group([
    `${head} {`,
    indent([line, join([",", line], members)]),
    ifBreak(","),
    line,
    `} from ${stringLiteral(from)};`,
  ]);
}

/** A path as the spec has it, as the generated file must have it. Packages stay as they are. */
function relativePath(spec: string, from: string, output: string): string {
  if (!from.startsWith(".")) return from;
  const target = resolved([...folderOf(spec), ...from.split("/")]);
  const start = resolved(folderOf(output));
  let shared = 0;
  while (shared < start.length && start[shared] === target[shared]) shared += 1;
  const up = start.slice(shared).map(() => "..");
  const way = [...up, ...target.slice(shared)].join("/");
  return way.startsWith(".") ? way : `./${way}`;
}

function folderOf(path: string): readonly string[] {
  return path.split("/").slice(0, -1);
}

function resolved(parts: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (const part of parts)
    if (part === ".." && out.length > 0 && out.at(-1) !== "..") out.pop();
    else if (part !== "." && part !== "") out.push(part);
  return out;
}
