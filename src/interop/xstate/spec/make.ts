/** Parts of a spec's tree, each at the place of the foreign text from which it comes. */
import type { Span } from "../../../source/index.ts";
import type {
  Branch,
  Effect,
  Expression,
  Name,
  StatePath,
  Tail,
  Target,
} from "../../../syntax/index.ts";

export function nameOf(text: string, span: Span): Name {
  return { text, span };
}

export function statePath(names: readonly string[], span: Span): StatePath {
  return { names: names.map((text) => ({ text, span })), span };
}

export function targetTo(
  path: StatePath,
  history: Target["history"] = "none",
): Target {
  return { history, path, span: path.span };
}

export function duration(milliseconds: number, span: Span): Expression {
  return { kind: "duration", milliseconds, span };
}

export function reading(name: string, span: Span): Expression {
  return { kind: "name", name, span };
}

export function isIn(state: StatePath): Expression {
  return { kind: "in", state, span: state.span };
}

export function not(operand: Expression): Expression {
  return { kind: "unary", operator: "not", operand, span: operand.span };
}

/** Of several, one after the other; null of none. */
export function joined(
  operator: "and" | "or",
  parts: readonly Expression[],
): Expression | null {
  const [first, ...others] = parts;
  if (first === undefined) return null;
  return others.reduce<Expression>(
    (left, right) => ({
      kind: "binary",
      operator,
      left,
      right,
      span: left.span,
    }),
    first,
  );
}

export function doing(actions: readonly Name[], span: Span): Effect {
  return { kind: "do", actions, span };
}

/** One plain branch, or a choice of several; the last of several without a guard is `else`. */
export function tailOf(branches: readonly Branch[], span: Span): Tail {
  const [first, second] = branches;
  if (first === undefined || second === undefined)
    return { choice: false, branches, span };
  const last = branches.at(-1);
  return {
    choice: true,
    branches: branches.map((branch) =>
      branch === last && branch.guard === null
        ? { ...branch, otherwise: true }
        : branch,
    ),
    span,
  };
}

export const UNDOCUMENTED = { doc: null, allows: [] } as const;
