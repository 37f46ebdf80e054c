import type { Diagnostic } from "../../diagnostics/index.ts";
import { wrongSignature as finding } from "../../diagnostics/messages/code.ts";
import type { Code } from "../code/code.ts";
import { ts } from "../code/code.ts";
import { functionAt, returnsOf } from "../code/functions.ts";
import type { Member } from "../code/objects.ts";
import { found } from "./finding.ts";
import type { Wanted } from "../machine/machine.ts";

interface Mismatch {
  readonly at: ts.Node;
  readonly problem: string;
  readonly remedy: string;
}

/**
 * FSM703. Stricter than TypeScript, which lets a method take less than it may be given, and lets a patch hold fields that there are not. What
 * is `any` is not judged.
 */
export function wrongSignature(
  member: Member,
  wanted: Wanted,
  code: Code,
): readonly Diagnostic[] {
  const mismatch = mismatchOf(member, wanted, code);
  if (mismatch === null) return [];
  const { at, problem, remedy } = mismatch;
  const text = finding(wanted.kind, wanted.name, problem, remedy);
  return [found(at, wanted, text, code)];
}

function mismatchOf(
  { type, place, value }: Member,
  wanted: Wanted,
  code: Code,
): Mismatch | null {
  const { checker } = code;
  if (type.flags & ts.TypeFlags.Any) return null;
  const [signature, ...more] = type.getCallSignatures();
  const [expected] = wanted.type.getCallSignatures();
  if (expected === undefined) return null;
  const remedy = `write it as the generated file has it: \`${wanted.name}${textOf(expected, code)}\``;
  if (signature === undefined)
    return {
      at: place,
      problem: `is no function, but \`${checker.typeToString(type)}\``,
      remedy,
    };
  // FSM705 says it.
  if (wanted.kind === "guard" && isPromise(signature, code)) return null;
  const body = value === null ? null : functionAt(value, code);
  if (more.length === 0) {
    const mismatch =
      ofParameters(signature, expected, place, code) ??
      ofResult(signature, expected, wanted, body, place, code);
    if (mismatch !== null) return { ...mismatch, remedy };
  }
  return checker.isTypeAssignableTo(type, wanted.type)
    ? null
    : { at: place, problem: "is of another type than the spec says", remedy };
}

type Difference = Omit<Mismatch, "remedy">;

function ofParameters(
  signature: ts.Signature,
  expected: ts.Signature,
  place: ts.Node,
  code: Code,
): Difference | null {
  const { checker } = code;
  const given = expected.getParameters();
  for (const [index, parameter] of signature.getParameters().entries()) {
    const node = parameter.valueDeclaration;
    const at = node !== undefined && code.isOwn(node) ? node : place;
    const isDeclared = node !== undefined && ts.isParameter(node);
    if (isDeclared && node.dotDotDotToken !== undefined) return null;
    const gets = given[index];
    if (gets === undefined) {
      const isNeeded =
        isDeclared &&
        node.questionToken === undefined &&
        node.initializer === undefined;
      if (!isNeeded) continue;
      return {
        at,
        problem: `takes ${signature.getParameters().length} arguments, and gets ${given.length}`,
      };
    }
    const takes = checker.getTypeOfSymbol(parameter);
    const told = checker.getTypeOfSymbol(gets);
    if (!checker.isTypeAssignableTo(told, takes))
      return {
        at,
        problem: `takes \`${checker.typeToString(takes)}\` for \`${parameter.name}\`, and gets \`${checker.typeToString(told)}\``,
      };
  }
  return null;
}

function ofResult(
  signature: ts.Signature,
  expected: ts.Signature,
  wanted: Wanted,
  body: ReturnType<typeof functionAt>,
  place: ts.Node,
  code: Code,
): Difference | null {
  const { checker } = code;
  const gives = signature.getReturnType();
  const due = expected.getReturnType();
  if (wanted.kind === "action" && isPromise(signature, code))
    return {
      at: body?.type ?? place,
      problem:
        "returns a promise: actions are synchronous, and what it resolves to would be lost",
    };
  const returned = body === null ? [] : returnsOf(body);
  if (!checker.isTypeAssignableTo(gives, due)) {
    const settled = checker.getAwaitedType(due) ?? due;
    const wrong = returned.find((each) => {
      const type = checker.getTypeAtLocation(each);
      const awaited = checker.getAwaitedType(type) ?? type;
      return !checker.isTypeAssignableTo(awaited, settled);
    });
    return {
      at: body?.type ?? wrong ?? place,
      problem: `returns \`${checker.typeToString(gives)}\`, and \`${checker.typeToString(due)}\` is wanted`,
    };
  }
  return wanted.kind === "action" ? ofPatch(gives, wanted, code) : null;
}

/** A field that the machine has not, or that the action does not say it writes: the runtime refuses the patch. */
function ofPatch(
  gives: ts.Type,
  { writes }: Wanted & { readonly kind: "action" },
  code: Code,
): Difference | null {
  const patches = gives.isUnion() ? gives.types : [gives];
  for (const patch of patches)
    for (const field of patch.getProperties()) {
      const node = field.valueDeclaration;
      const isWritten =
        node !== undefined &&
        code.isOwn(node) &&
        (ts.isPropertyAssignment(node) ||
          ts.isShorthandPropertyAssignment(node));
      if (isWritten && !writes.includes(field.name))
        return {
          at: node.name,
          problem: `returns the field \`${field.name}\`, which is not among those that it may write`,
        };
    }
  return null;
}

function isPromise(signature: ts.Signature, { checker }: Code): boolean {
  const gives = signature.getReturnType();
  return checker.getPropertyOfType(gives, "then") !== undefined;
}

function textOf(signature: ts.Signature, { checker }: Code): string {
  return checker.signatureToString(
    signature,
    undefined,
    ts.TypeFormatFlags.NoTruncation,
  );
}
