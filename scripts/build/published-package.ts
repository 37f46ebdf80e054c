import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A package of this repository, as its package.json says it is published. */
export interface PublishedPackage {
  readonly name: string;
  /** Absolute path of the folder that holds package.json. */
  readonly directory: string;
  readonly entries: readonly Entry[];
  /** What users type, with the module it runs, as `bin` has them. */
  readonly commands: readonly (readonly [name: string, output: string])[];
  /** Packages that are installed beside it: what is not bundled. */
  readonly installedBeside: readonly string[];
}

/** One module that users reach, by import or by command. */
export interface Entry {
  readonly kind: "library" | "command";
  /** Both relative to the package's directory, without `./`. */
  readonly source: string;
  readonly output: string;
}

interface Manifest {
  readonly name: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | ExportConditions>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface ExportConditions {
  readonly "fsmc-source": string;
  readonly types: string;
  readonly default: string;
}

/**
 * Reads what is published from package.json alone: a new subpath under
 * `exports` is built without a change here. A command `dist/X.js` has its
 * source in `src/X.ts`.
 */
export function readPublishedPackage(directory: string): PublishedPackage {
  const text = readFileSync(join(directory, "package.json"), "utf8");
  const manifest: Manifest = JSON.parse(text);
  return {
    name: manifest.name,
    directory,
    entries: [...libraries(manifest), ...commands(manifest)],
    commands: Object.entries(manifest.bin ?? {}),
    installedBeside: [
      ...Object.keys(manifest.dependencies ?? {}),
      ...Object.keys(manifest.peerDependencies ?? {}),
    ],
  };
}

function libraries(manifest: Manifest): Entry[] {
  return Object.values(manifest.exports).flatMap((target) =>
    typeof target === "string"
      ? []
      : [
          {
            kind: "library" as const,
            source: target["fsmc-source"].replace(/^\.\//, ""),
            output: target.default.replace(/^\.\//, ""),
          },
        ],
  );
}

function commands(manifest: Manifest): Entry[] {
  return Object.values(manifest.bin ?? {}).map((output) => ({
    kind: "command" as const,
    source: output.replace(/^dist\//, "src/").replace(/\.js$/, ".ts"),
    output,
  }));
}
