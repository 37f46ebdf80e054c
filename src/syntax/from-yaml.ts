import type { Diagnostic } from "../diagnostics/index.ts";
import type { SourceFile } from "../source/index.ts";
import type {
  EnumDeclaration,
  Import,
  SpecFile,
  Strategy,
  TypeDeclaration,
} from "./ast.ts";
import { readYaml } from "./from-yaml/read.ts";
import { documentOf } from "./from-yaml/strategy.ts";

/**
 * Reads the YAML spelling into the tree that the `.fsm` spelling is read into, places included. Whatever the text, it gives
 * what it understood and says the rest; it never throws.
 */
export function parseYaml(source: SourceFile): {
  readonly file: SpecFile;
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const imports: Import[] = [];
  const declarations: (EnumDeclaration | TypeDeclaration)[] = [];
  const strategies: Strategy[] = [];
  const report = (diagnostic: Diagnostic): void => {
    diagnostics.push(diagnostic);
  };
  for (const { root, broken } of readYaml(source, report)) {
    // What YAML itself could not read would be reported again as missing here and misshapen there.
    const context = { source, report: broken ? () => {} : report };
    const parts = documentOf(context, root);
    imports.push(...parts.imports);
    declarations.push(...parts.declarations);
    if (parts.strategy !== null) strategies.push(parts.strategy);
  }
  return {
    file: { source, imports, declarations, strategies },
    diagnostics,
  };
}
