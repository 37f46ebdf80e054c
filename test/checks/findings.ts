import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { allowsIn, check, CHECKED } from "../../src/checks/index.ts";
import {
  RULE_NAMES,
  groupOf,
  settle,
  type RuleName,
  type Settled,
} from "../../src/diagnostics/index.ts";
import { build, type Host, type LoadedSpec } from "../../src/model/build.ts";
import { SourceFile, spellingOf } from "../../src/source/index.ts";
import {
  parseFsm,
  parseYaml,
  type ParsedFile,
} from "../../src/syntax/index.ts";

const JUDGED: ReadonlySet<RuleName> = new Set([
  ...RULE_NAMES.filter((rule) => groupOf(rule) === 1),
  ...CHECKED,
]);

/** All that is found in one text; what it imports comes from `files`, by path. Without `judging`: that of group 1 alone. */
export function findingsIn(
  path: string,
  text: string,
  files: (path: string) => string | null = () => null,
  judging = true,
): Settled {
  const parsed = parse(path, text);
  const host: Host = {
    load(path): LoadedSpec | null {
      const text = files(path);
      if (text === null) return null;
      const imported = parse(path, text);
      return { file: imported.file, ...wholenessOf(imported) };
    },
    exists: () => true,
  };
  const built = build(parsed.file, host, wholenessOf(parsed));
  const errors = [...parsed.diagnostics, ...built.diagnostics];
  if (!judging) return settle(errors);
  return settle([...errors, ...check(built.model, errors)], {
    allows: allowsIn(built.model, errors),
    judged: JUDGED,
  });
}

/** The same of a file; what it imports lies beside it. Paths in findings are the file's name alone. */
export function findingsInFile(path: string): Settled {
  return findingsIn(basename(path), readFileSync(path, "utf8"), (imported) => {
    try {
      return readFileSync(join(dirname(path), imported), "utf8");
    } catch {
      return null;
    }
  });
}

/** As `compile` tells it: names in what was not understood are no second finding. */
function wholenessOf({ diagnostics, unread, misread }: ParsedFile) {
  return { complete: diagnostics.length === 0, unread, misread };
}

function parse(path: string, text: string): ParsedFile {
  const source = new SourceFile(path, text, spellingOf(path));
  return source.spelling === "fsm" ? parseFsm(source) : parseYaml(source);
}
