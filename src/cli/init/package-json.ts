import type { PackagePieces } from "./project-files.ts";

/** A package.json with what was missing in it, or why it was left alone. */
export type Completed =
  | { readonly text: string; readonly added: readonly string[] }
  | { readonly problem: string };

/** @param folder its name is the package's */
export function newPackage(pieces: PackagePieces, folder: string): string {
  const name = folder.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, "-");
  const usable = /^[a-z0-9]/.test(name) ? name : "strategies";
  return `${JSON.stringify({ name: usable, private: true, ...pieces }, null, 2)}\n`;
}

/** Adds what an existing package.json lacks, and changes nothing that it has. */
export function completed(text: string, pieces: PackagePieces): Completed {
  const manifest = objectIn(text);
  if (manifest === null) return { problem: "it is not a JSON object" };
  if (manifest["name"] === "fsmc") return { text, added: [] }; // its own repository
  const added: string[] = [];
  if (manifest["type"] === undefined) {
    manifest["type"] = pieces.type;
    added.push("type");
  } else if (manifest["type"] !== "module")
    return {
      problem: `its "type" is ${JSON.stringify(manifest["type"])}, and generated files are modules: set it to "module"`,
    };
  for (const section of [
    "scripts",
    "dependencies",
    "devDependencies",
  ] as const) {
    const present = manifest[section] ?? {};
    if (!isObject(present)) return { problem: `its "${section}" is no object` };
    for (const [name, value] of Object.entries(pieces[section])) {
      if (isNamed(manifest, section, name)) continue;
      present[name] = value;
      manifest[section] = present;
      added.push(`${section}.${name}`);
    }
  }
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  return { text: `${JSON.stringify(manifest, null, indent)}\n`, added };
}

type JsonObject = Record<string, unknown>;

/** A package that is needed may stand in any of the sections. */
function isNamed(
  manifest: JsonObject,
  section: keyof PackagePieces,
  name: string,
): boolean {
  const sections =
    section === "scripts"
      ? ["scripts"]
      : ["dependencies", "devDependencies", "peerDependencies"];
  return sections.some((each) => {
    const present = manifest[each];
    return isObject(present) && Object.hasOwn(present, name);
  });
}

function objectIn(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
