import { generateCstDts } from "chevrotain";
import type { FsmParser } from "../parser.ts";

const HEADER = `// Generated from parser.ts by \`node grammar/generate.ts\`; do not edit.
// Every child may be missing: in a text with mistakes a node holds what was understood of it.
`;

/** The types of the syntax tree, as a TypeScript module. */
export function cstTypes(parser: FsmParser): string {
  const types = generateCstDts(parser.getGAstProductions(), {
    includeVisitorInterface: false,
  });
  return (
    HEADER + types.replaceAll(/^ {2}(\w+)\??: (.+)\[\];$/gm, "  $1?: $2[];")
  );
}
