import type { Code } from "./code.ts";
import { ts } from "./code.ts";
import { bare, declarationOf, hasBody, returnsOf } from "./functions.ts";

/** Where an object comes from in the end: the text that lists its members, or what only its type tells of. */
export type ObjectSource = ts.ObjectLiteralExpression | ts.Expression;

/** A member of an object, where it is written. */
export interface Member {
  readonly name: string;
  /** The name where it stands, or what brings it. */
  readonly place: ts.Node;
  /** What is written there: a method, a property, a shorthand. Null where only its type is known. */
  readonly value: ts.Node | null;
  readonly type: ts.Type;
  /** The list of members that it stands in; null where it is not in one. */
  readonly literal: ts.ObjectLiteralExpression | null;
}

export interface Members {
  readonly byName: ReadonlyMap<string, Member>;
  /** Something of it cannot be seen (`any`, computed names): what seems to be missing may be there. */
  readonly partly: boolean;
}

/** Follows an expression to the objects that it may be: through names, calls, `satisfies`, choices. */
export function sourcesOf(
  expression: ts.Expression,
  code: Code,
  seen: Set<ts.Node> = new Set(),
): readonly ObjectSource[] {
  const node = bare(expression);
  if (seen.has(node)) return [];
  seen.add(node);
  if (ts.isObjectLiteralExpression(node)) return [node];
  const next = onward(node, code).filter((each) => !seen.has(bare(each)));
  if (next.length === 0) return [node];
  return next.flatMap((each) => sourcesOf(each, code, seen));
}

function onward(node: ts.Expression, code: Code): readonly ts.Expression[] {
  if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse];
  if (ts.isBinaryExpression(node)) {
    const { operatorToken, left, right } = node;
    const isChoice = [
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.BarBarToken,
    ].some((kind) => kind === operatorToken.kind);
    return isChoice ? [left, right] : [];
  }
  if (ts.isCallExpression(node)) return returnedBy(node, code);
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) {
    const symbol = code.symbolAt(node);
    const declared = symbol === null ? null : declarationOf(symbol);
    return declared === null || !code.isOwn(declared)
      ? []
      : valueOf(declared, code);
  }
  return [];
}

function valueOf(declared: ts.Node, code: Code): readonly ts.Expression[] {
  if (
    (ts.isVariableDeclaration(declared) ||
      ts.isPropertyDeclaration(declared) ||
      ts.isPropertyAssignment(declared)) &&
    declared.initializer !== undefined
  )
    return [declared.initializer];
  if (ts.isExportAssignment(declared)) return [declared.expression];
  if (ts.isGetAccessor(declared) && hasBody(declared))
    return returnsOf(declared);
  if (ts.isShorthandPropertyAssignment(declared)) {
    const symbol = code.checker.getShorthandAssignmentValueSymbol(declared);
    const meant = symbol === undefined ? null : code.meant(symbol);
    const next = meant === null ? null : declarationOf(meant);
    return next === null || next === declared ? [] : valueOf(next, code);
  }
  return [];
}

function returnedBy(
  node: ts.CallExpression,
  code: Code,
): readonly ts.Expression[] {
  const declared = code.checker.getResolvedSignature(node)?.declaration;
  if (declared === undefined) return [];
  const handedOn = argumentHandedOn(node, declared);
  if (handedOn !== null) return [handedOn];
  return hasBody(declared) && code.isOwn(declared) ? returnsOf(declared) : [];
}

/** The argument whose type a generic function gives back, as `wrap<T>(callbacks: T): T` does. */
function argumentHandedOn(
  { arguments: given }: ts.CallExpression,
  declared: ts.SignatureDeclaration | ts.JSDocSignature,
): ts.Expression | null {
  if (ts.isJSDocSignature(declared)) return null;
  const { type, typeParameters = [], parameters } = declared;
  if (type === undefined || !ts.isTypeReferenceNode(type)) return null;
  const name = type.typeName.getText();
  if (!typeParameters.some((each) => each.name.text === name)) return null;
  const index = parameters
    .filter((each) => each.name.getText() !== "this")
    .findIndex((each) => each.type?.getText() === name);
  return given[index] ?? null;
}

/** The members of one of the objects that `sourcesOf` found. */
export function membersOf(
  source: ObjectSource,
  code: Code,
  seen: Set<ts.Node> = new Set(),
): Members {
  seen.add(source);
  if (!ts.isObjectLiteralExpression(source)) return membersOfType(source, code);
  const byName = new Map<string, Member>();
  let partly = false;
  for (const part of source.properties) {
    if (ts.isSpreadAssignment(part)) {
      for (const each of sourcesOf(part.expression, code)) {
        if (seen.has(each)) continue;
        const spread = membersOf(each, code, seen);
        for (const [name, member] of spread.byName) byName.set(name, member);
        partly ||= spread.partly;
      }
      continue;
    }
    const name = nameOf(part.name);
    if (name === null) {
      partly = true;
      continue;
    }
    const type = code.checker.getTypeAtLocation(part);
    const place = part.name;
    byName.set(name, { name, place, value: part, type, literal: source });
  }
  return { byName, partly };
}

function membersOfType(source: ts.Expression, code: Code): Members {
  const { checker } = code;
  const type = checker.getTypeAtLocation(source);
  const isUnknown =
    (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
  const byName = new Map<string, Member>();
  for (const symbol of checker.getPropertiesOfType(type)) {
    const value = symbol.valueDeclaration ?? null;
    const isOwn = value !== null && code.isOwn(value);
    const named = isOwn ? ts.getNameOfDeclaration(value) : undefined;
    byName.set(symbol.name, {
      name: symbol.name,
      place: named ?? source,
      value: isOwn ? value : null,
      type: checker.getTypeOfSymbol(symbol),
      literal: null,
    });
  }
  return { byName, partly: isUnknown };
}

function nameOf(name: ts.PropertyName): string | null {
  if (
    ts.isIdentifier(name) ||
    ts.isStringLiteral(name) ||
    ts.isNumericLiteral(name)
  )
    return name.text;
  if (ts.isComputedPropertyName(name))
    return ts.isStringLiteralLike(name.expression)
      ? name.expression.text
      : null;
  return null;
}
