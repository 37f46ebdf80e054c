import { join, parse } from "node:path";
import { UsageError } from "../exit.ts";

/** A spec, and the file that it is compiled to. */
export interface Output {
  /** As in messages: relative to the project. */
  readonly spec: string;
  /** Absolute. */
  readonly path: string;
  /** As in messages. */
  readonly shown: string;
}

/** Where generated files go. */
export interface OutputFolder {
  /** Absolute. */
  readonly path: string;
  readonly shown: string;
}

/**
 * Where each spec's file goes: `<folder>/<base name>.ts`.
 *
 * @throws UsageError if two would go to the same place, or a name can be none
 */
export function outputsOf(
  specs: readonly string[],
  folder: OutputFolder,
): readonly Output[] {
  const taken = new Map<string, string>();
  const path = within(folder.path);
  const shown = within(folder.shown);
  return specs.map((spec) => {
    const name = `${baseName(spec)}.ts`;
    // Some file systems do not tell upper from lower case.
    const key = name.toLowerCase();
    const other = taken.get(key);
    if (other !== undefined)
      throw new UsageError(
        `${other} and ${spec} would both be written to ${shown + name}: rename one, or build them to different folders with -o`,
      );
    taken.set(key, spec);
    return { spec, path: path + name, shown: shown + name };
  });
}

/** What stands in front of a name in a folder: joined once, not for each of a thousand names. */
function within(folder: string): string {
  return join(folder, "x").slice(0, -1);
}

/** No separators, no control characters, no leading dot or dash. */
const USABLE = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_ .+@=,()-]*$/u;

function baseName(spec: string): string {
  const { name } = parse(spec);
  if (!USABLE.test(name) || name.endsWith(".") || name.endsWith(".d"))
    throw new UsageError(
      `${JSON.stringify(spec)} cannot name a TypeScript file: call it by letters, digits, - and _`,
    );
  return name;
}
