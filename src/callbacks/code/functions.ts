import type { Code } from "./code.ts";
import { ts } from "./code.ts";

export type FunctionWithBody = ts.FunctionLikeDeclaration & {
  readonly body: ts.Block | ts.Expression;
};

export function hasBody(node: ts.Node): node is FunctionWithBody {
  return (
    ts.isFunctionLike(node) &&
    "body" in node &&
    node.body !== undefined &&
    node.body !== null
  );
}

/** What a function returns, expression by expression. */
export function returnsOf(node: FunctionWithBody): readonly ts.Expression[] {
  if (!ts.isBlock(node.body)) return [node.body];
  const found: ts.Expression[] = [];
  const visit = (part: ts.Node): void => {
    if (ts.isFunctionLike(part) || ts.isClassLike(part)) return;
    if (ts.isReturnStatement(part) && part.expression !== undefined)
      found.push(part.expression);
    ts.forEachChild(part, visit);
  };
  ts.forEachChild(node.body, visit);
  return found;
}

/** Without parentheses and words that say only what type it has. */
export function bare(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isAwaitExpression(node)
    ? bare(node.expression)
    : node;
}

/** The function that a member is, however it was put there: a method, an arrow, a name of one. Null where its text is not to be had. */
export function functionAt(node: ts.Node, code: Code): FunctionWithBody | null {
  const seen = new Set<ts.Node>();
  let next: ts.Node | null = node;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    if (hasBody(next) && !ts.isAccessor(next)) return next;
    next = behind(next, code);
  }
  return null;
}

function behind(node: ts.Node, code: Code): ts.Node | null {
  if (ts.isPropertyAssignment(node)) return bare(node.initializer);
  if (ts.isShorthandPropertyAssignment(node)) {
    const symbol = code.checker.getShorthandAssignmentValueSymbol(node);
    return symbol === undefined ? null : declarationOf(code.meant(symbol));
  }
  if (
    (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) &&
    node.initializer !== undefined
  )
    return bare(node.initializer);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) {
    const symbol = code.symbolAt(node);
    return symbol === null ? null : declarationOf(symbol);
  }
  return null;
}

export function declarationOf(symbol: ts.Symbol): ts.Node | null {
  return (
    symbol.valueDeclaration ??
    symbol.declarations?.find((each) => ts.isExportAssignment(each)) ??
    null
  );
}
