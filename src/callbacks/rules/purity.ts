import type { Code } from "../code/code.ts";
import { ts } from "../code/code.ts";
import {
  declarationOf,
  functionAt,
  hasBody,
  type FunctionWithBody,
} from "../code/functions.ts";

/** What makes a function answer differently to the same question. */
export interface Impurity {
  /** In the function that was asked about: what does it, or calls what does. */
  readonly at: ts.Node;
  readonly does: string;
  /** In another function, that it calls: what does it. */
  readonly behind: ts.Node | null;
}

const CLOCK = "reads the clock";
const CHANCE = "draws a random number";

/** Of JavaScript and of Node. */
const IMPURE: Readonly<Record<string, string>> = {
  "Date.now": CLOCK,
  Date: CLOCK,
  "performance.now": CLOCK,
  "process.hrtime": CLOCK,
  "process.hrtime.bigint": CLOCK,
  "process.uptime": CLOCK,
  "Temporal.Now.instant": CLOCK,
  "Temporal.Now.plainDateTimeISO": CLOCK,
  "Math.random": CHANCE,
  "crypto.randomUUID": CHANCE,
  "crypto.getRandomValues": CHANCE,
  "crypto.randomInt": CHANCE,
  "crypto.randomBytes": CHANCE,
  randomUUID: CHANCE,
  randomInt: CHANCE,
  randomBytes: CHANCE,
  hrtime: CLOCK,
};

/** Looks into what it calls too, as far as the user wrote it. Null where nothing is found. */
export function impurityOf(
  body: FunctionWithBody,
  code: Code,
  seen: Set<ts.Node> = new Set(),
): Impurity | null {
  seen.add(body);
  const asynchronous = (
    ts.canHaveModifiers(body) ? (ts.getModifiers(body) ?? []) : []
  ).find(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
  let impurity: Impurity | null = null;
  const visit = (node: ts.Node): void => {
    // A function in it is looked at where it is called.
    if (impurity !== null || ts.isFunctionDeclaration(node)) return;
    const does = doneBy(node, code);
    if (does !== null) impurity = { at: node, does, behind: null };
    else {
      const inner = calledBy(node, code).find((each) => !seen.has(each));
      const found = inner === undefined ? null : impurityOf(inner, code, seen);
      if (found !== null)
        impurity = {
          at: node,
          does: found.does,
          behind: found.behind ?? found.at,
        };
    }
    if (impurity === null) ts.forEachChild(node, visit);
  };
  visit(body.body);
  if (impurity !== null || asynchronous === undefined) return impurity;
  return { at: asynchronous, does: "is asynchronous", behind: null };
}

function doneBy(node: ts.Node, code: Code): string | null {
  if (ts.isAwaitExpression(node)) return "awaits";
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined)
    return "awaits";
  if (ts.isNewExpression(node)) {
    const isNow = (node.arguments ?? []).length === 0;
    return isNow && ambientName(node.expression, code) === "Date"
      ? CLOCK
      : null;
  }
  if (!ts.isCallExpression(node)) return null;
  const name = ambientName(node.expression, code);
  const does = name === null ? undefined : IMPURE[name];
  return does ?? (isClock(node.expression, code) ? CLOCK : null);
}

/** `Math.random`, if that is JavaScript's or Node's own; null for what the user declares. */
function ambientName(node: ts.Expression, code: Code): string | null {
  const symbol = code.symbolAt(node);
  const declared = symbol?.declarations ?? [];
  if (declared.length === 0) return null;
  const isAmbient = declared.every(
    (each) => each.getSourceFile().isDeclarationFile,
  );
  return isAmbient
    ? node
        .getText()
        .replace(/^(?:globalThis|window)\./, "")
        .replaceAll("?.", ".")
    : null;
}

/** `clock.now()` of the runtime: a guard is told the time of its event. */
function isClock(node: ts.Expression, { checker }: Code): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === "now" &&
    (checker.getTypeAtLocation(node.expression).symbol?.name ?? "").endsWith(
      "Clock",
    )
  );
}

/** The user's own functions that something calls: by name, as a getter, or handed over to be called. */
function calledBy(node: ts.Node, code: Code): readonly FunctionWithBody[] {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const declared = code.checker.getResolvedSignature(node)?.declaration;
    const handed = (node.arguments ?? []).filter(
      (each) => ts.isIdentifier(each) || ts.isPropertyAccessExpression(each),
    );
    return [
      ...(declared === undefined ? [] : ownFunction(declared, code)),
      ...handed.flatMap((each) => {
        const isFunction =
          code.checker.getTypeAtLocation(each).getCallSignatures().length > 0;
        return isFunction ? ownFunction(each, code) : [];
      }),
    ];
  }
  if (ts.isPropertyAccessExpression(node)) {
    const symbol = code.symbolAt(node);
    const declared = symbol === null ? null : declarationOf(symbol);
    return declared !== null && ts.isGetAccessor(declared)
      ? ownFunction(declared, code)
      : [];
  }
  return [];
}

function ownFunction(node: ts.Node, code: Code): readonly FunctionWithBody[] {
  const called =
    ts.isAccessor(node) && hasBody(node) ? node : functionAt(node, code);
  return called !== null && code.isOwn(called) ? [called] : [];
}
