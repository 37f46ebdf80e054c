import { ambiguous } from "../../diagnostics/messages/syntax.ts";
import { join, type Span } from "../../source/index.ts";
import type { BinaryOperator, Expression, UnaryOperator } from "../ast.ts";
import {
  COMPARISON,
  levelOf,
  needParentheses,
  PREFIX_LEVELS,
} from "../precedence.ts";
import type { Reading } from "./reading.ts";

export interface PrefixMark {
  readonly operator: UnaryOperator;
  readonly span: Span;
}

export interface Operand {
  readonly prefixes: readonly PrefixMark[];
  readonly expression: Expression;
}

export interface OperatorMark {
  readonly operator: BinaryOperator;
  readonly span: Span;
}

type Pending =
  | {
      readonly kind: "unary";
      readonly mark: PrefixMark;
      readonly level: number;
    }
  | {
      readonly kind: "binary";
      readonly mark: OperatorMark;
      readonly level: number;
    };

/** What an operand was made of, when no parentheses stand around it. */
interface Operated {
  readonly expression: Expression;
  readonly bare: BinaryOperator | null;
}

function isComparison(operator: BinaryOperator | null): boolean {
  return operator !== null && levelOf(operator) === COMPARISON;
}

/** The right side of a comparison, or of the last one in a chain. */
function lastOf(expression: Expression): Expression | null {
  if (expression.kind !== "binary") return null;
  return expression.operator === "and"
    ? lastOf(expression.right)
    : expression.right;
}

function binary(
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
): Expression {
  const span = join(left.span, right.span);
  return { kind: "binary", operator, left, right, span };
}

/** Groups operands and operators in a row by how tightly they bind (Dijkstra's shunting yard: two stacks, no recursion). */
export function groupOperators(
  reading: Reading,
  operands: readonly Operand[],
  operators: readonly OperatorMark[],
): Expression | null {
  const done: Operated[] = [];
  const pending: Pending[] = [];

  operands.forEach(({ prefixes, expression }, index) => {
    for (const mark of prefixes) {
      const level = PREFIX_LEVELS[mark.operator];
      const above = pending.at(-1);
      if (above !== undefined && above.level > level) reportLooseNot(mark);
      pending.push({ kind: "unary", mark, level });
    }
    done.push({ expression, bare: null });
    const mark = operators[index];
    if (mark === undefined) return;
    const level = levelOf(mark.operator);
    while ((pending.at(-1)?.level ?? -1) >= level) {
      const above = pending.at(-1);
      if (above?.level === COMPARISON && level === COMPARISON)
        reportChain(mark);
      reduce();
    }
    pending.push({ kind: "binary", mark, level });
  });
  while (pending.length > 0) reduce();
  return done[0]?.expression ?? null;

  function reduce(): void {
    const top = pending.pop();
    const right = done.pop();
    if (top === undefined || right === undefined) return;
    if (top.kind === "unary") {
      const { operator, span } = top.mark;
      const operand = right.expression;
      done.push({
        expression: {
          kind: "unary",
          operator,
          operand,
          span: join(span, operand.span),
        },
        bare: null,
      });
      return;
    }
    const left = done.pop();
    if (left === undefined) return;
    const { operator } = top.mark;
    for (const side of [left, right])
      if (side.bare !== null && needParentheses(operator, side.bare))
        reportMix(operator, side.bare, top.mark.span);
    const middle = isComparison(left.bare) ? lastOf(left.expression) : null;
    // `a < b < c` was reported; that it means something else is no second mistake.
    const expression =
      middle !== null && isComparison(operator)
        ? binary(
            "and",
            left.expression,
            binary(operator, middle, right.expression),
          )
        : binary(operator, left.expression, right.expression);
    done.push({ expression, bare: operator });
  }

  function reportChain({ operator, span }: OperatorMark): void {
    reading.report(
      span,
      ambiguous(
        "comparisons do not chain",
        `write both: \`a ${operator} b and b ${operator} c\``,
      ),
    );
  }

  function reportLooseNot({ span }: PrefixMark): void {
    reading.report(
      span,
      ambiguous(
        "`not` binds more loosely than the operator before it",
        "put it in parentheses: `(not …)`",
      ),
    );
  }

  function reportMix(
    operator: BinaryOperator,
    other: BinaryOperator,
    span: Span,
  ): void {
    reading.report(
      span,
      ambiguous(
        `\`${operator}\` and \`${other}\` are mixed without parentheses`,
        `say which comes first: \`(a ${other} b) ${operator} c\` or \`a ${other} (b ${operator} c)\``,
      ),
    );
  }
}
