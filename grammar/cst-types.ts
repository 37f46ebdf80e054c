import { generateCstDts } from "chevrotain";
import type { FsmParser } from "./parser.ts";

const HEADER = `// Generated from parser.ts by \`npm run generate\`; do not edit.
// Every child may be missing: in a text with mistakes a node holds what was understood of it.
`;

/** The types of the syntax tree, and a guard that tells them apart by name, as a TypeScript module. */
export function cstTypes(parser: FsmParser): string {
  const productions = parser.getGAstProductions();
  const types = generateCstDts(productions, { includeVisitorInterface: false })
    .replace("CstNode, ICstVisitor, IToken", "CstNode, IToken")
    .replaceAll(/^ {2}(\w+)\??: (.+)\[\];$/gm, "  $1?: $2[];");
  const nodes = Object.keys(productions)
    .map(
      (rule) =>
        `${rule}: ${rule.charAt(0).toUpperCase()}${rule.slice(1)}CstNode;`,
    )
    .join("\n");
  return `${HEADER}${types}
/** By the name of the rule. */
export interface CstNodes {
  ${nodes}
}

export function isCst<Rule extends keyof CstNodes>(node: CstNode, rule: Rule): node is CstNodes[Rule] {
  return node.name === rule;
}
`;
}
