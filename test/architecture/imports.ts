import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { ts } from "ts-morph";

/** One import or re-export, as it is written. */
export interface Import {
  /** The file that imports, relative to the repository's root. */
  readonly from: string;
  readonly line: number;
  readonly specifier: string;
  /** `types` are erased; `later` is `import()`, which runs when it is reached. */
  readonly when: "at once" | "later" | "types";
}

/** TypeScript sources below `folders`, relative to `root`, sorted. */
export function sourcesIn(root: string, folders: readonly string[]): string[] {
  return globSync(
    folders.map((folder) => `${folder}/**/*.ts`),
    { cwd: root, exclude: ["**/node_modules/**", "**/dist/**"] },
  )
    .map((path) => path.replaceAll("\\", "/"))
    .toSorted();
}

/** All imports of these files, in order. */
export function importsOf(root: string, files: readonly string[]): Import[] {
  return files.flatMap((file) =>
    importsIn(file, readFileSync(posix.join(root, file), "utf8")),
  );
}

/** The imports in one file's text. */
export function importsIn(from: string, text: string): Import[] {
  const source = ts.createSourceFile(from, text, ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const add = (literal: ts.Node, when: Import["when"]) => {
    if (!ts.isStringLiteralLike(literal)) return;
    const { line } = source.getLineAndCharacterOfPosition(
      literal.getStart(source),
    );
    found.push({ from, line: line + 1, specifier: literal.text, when });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(
        node.moduleSpecifier,
        isErased(node.importClause) ? "types" : "at once",
      );
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node.moduleSpecifier, node.isTypeOnly ? "types" : "at once");
    } else if (
      ts.isImportTypeNode(node) &&
      ts.isLiteralTypeNode(node.argument)
    ) {
      add(node.argument.literal, "types");
    } else if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] !== undefined
    ) {
      add(node.arguments[0], "later");
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function isErased(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

/** The file that a relative import names; null for a package. */
export function fileOf({ from, specifier }: Import): string | null {
  return specifier.startsWith(".")
    ? posix.join(posix.dirname(from), specifier)
    : null;
}
