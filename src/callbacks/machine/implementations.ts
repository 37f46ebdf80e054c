import type { Code } from "../code/code.ts";
import { ts } from "../code/code.ts";
import { hasBody, returnsOf } from "../code/functions.ts";
import {
  membersOf,
  sourcesOf,
  type Members,
  type ObjectSource,
} from "../code/objects.ts";
import type { Machine } from "./machine.ts";

/** An object that a machine gets, or may get, its callbacks from. */
export interface Implementation {
  readonly source: ObjectSource;
  readonly members: Members;
}

/**
 * All that is meant to be the callbacks of a machine: what its constructor is given, and what is declared to be of its type
 * (`const c: XCallbacks`, `satisfies XCallbacks`, a function that returns one). Each once, in the order of the text.
 */
export function implementationsOf(
  { machine, callbacks }: Machine,
  files: readonly ts.SourceFile[],
  code: Code,
): readonly Implementation[] {
  const sources = new Set<ObjectSource>();
  const add = (expression: ts.Expression): void => {
    for (const each of sourcesOf(expression, code)) sources.add(each);
  };
  const isTyped = (node: ts.TypeNode | undefined): boolean =>
    node !== undefined &&
    callbacks !== null &&
    code.checker.getTypeFromTypeNode(node).symbol === callbacks;
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && code.symbolAt(node.expression) === machine)
      for (const each of handedTo(node, code)) add(each);
    else if (ts.isSatisfiesExpression(node) && isTyped(node.type))
      add(node.expression);
    else if (
      (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) &&
      isTyped(node.type) &&
      node.initializer !== undefined
    )
      add(node.initializer);
    else if (hasBody(node) && isTyped(node.type))
      for (const each of returnsOf(node)) add(each);
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(file);
  return [...sources]
    .map((source) => ({ source, members: membersOf(source, code) }))
    .filter(({ source }) => code.isOwn(source));
}

/** What stands at `callbacks` of the options that a machine is created with. */
function handedTo(
  { arguments: given }: ts.NewExpression,
  code: Code,
): readonly ts.Expression[] {
  const [options] = given ?? [];
  if (options === undefined) return [];
  return sourcesOf(options, code).flatMap((source) => {
    const member = membersOf(source, code).byName.get("callbacks");
    const value = member?.value ?? null;
    if (value === null) return [];
    if (ts.isPropertyAssignment(value)) return [value.initializer];
    return ts.isShorthandPropertyAssignment(value) ? [value.name] : [];
  });
}
