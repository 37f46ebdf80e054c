import {
  isDescendant,
  partsOf,
  type Expression,
  type State,
} from "../../../model/index.ts";
import { formulaOf, negate } from "../formula.ts";
import { provedOf } from "../guards.ts";
import { satisfiable } from "../satisfiable.ts";

/** What is known of a guard: it holds, it does not, or the market decides. */
export type Truth = boolean | "either";

/** What `in(…)` and `halted` say in one scene. */
export interface Facts {
  readonly leaves: readonly State[];
  readonly halted: boolean;
  /** States of which nobody knows whether they are active. */
  readonly unseen: ReadonlySet<State>;
}

/** Decides what constants, enums, `halted` and `in(…)` decide; all that data decides may be either. */
export function truthOf(guard: Expression | null, facts: Facts): Truth {
  if (guard === null) return true;
  let known = KNOWN.get(guard);
  if (known === undefined) {
    known = { states: statesAsked(guard), answers: new Map() };
    KNOWN.set(guard, known);
  }
  const key = `${facts.halted} ${known.states.map((state) => isActive(state, facts)).join(",")}`;
  let truth = known.answers.get(key);
  if (truth === undefined) {
    truth = provedAlready(guard) ?? of(guard, facts) ?? proven(guard, facts);
    known.answers.set(key, truth);
  }
  return truth;
}

/** The same in every state, and not by what halts: null unless the search for what is reachable has asked before. */
function provedAlready(guard: Expression): Truth | null {
  const verdict = provedOf(guard);
  if (verdict === null || asksHalted(guard)) return null;
  return verdict === "maybe" ? "either" : verdict === "always";
}

function asksHalted(guard: Expression): boolean {
  return (
    guard.kind === "halted" ||
    (guard.kind === "guard" &&
      guard.guard.expression !== null &&
      asksHalted(guard.guard.expression)) ||
    partsOf(guard).some(asksHalted)
  );
}

/** What was found out of a guard, by what is active of the states that it asks about. */
const KNOWN = new WeakMap<
  Expression,
  { readonly states: readonly State[]; readonly answers: Map<string, Truth> }
>();

function statesAsked(expression: Expression): readonly State[] {
  if (expression.kind === "in") return [expression.state];
  const inner =
    expression.kind === "guard" && expression.guard.expression !== null
      ? statesAsked(expression.guard.expression)
      : [];
  return [...new Set([...inner, ...partsOf(expression).flatMap(statesAsked)])];
}

/** Whether a guard may answer differently though nothing of the machine has changed: it asks the clock, or TypeScript. */
export function mayChange(guard: Expression | null): boolean {
  if (guard === null) return false;
  if (guard.kind === "now" || guard.kind === "elapsed") return true;
  if (guard.kind === "guard")
    return (
      guard.guard.expression === null ||
      mayChange(guard.guard.expression) ||
      guard.args.some(mayChange)
    );
  return partsOf(guard).some(mayChange);
}

/** Whether a guard asks TypeScript, which may throw. */
export function asksTypeScript(guard: Expression | null): boolean {
  if (guard === null) return false;
  if (guard.kind === "guard")
    return (
      guard.guard.expression === null ||
      asksTypeScript(guard.guard.expression) ||
      guard.args.some(asksTypeScript)
    );
  return partsOf(guard).some(asksTypeScript);
}

/** Null: not decided by its own words. */
function of(expression: Expression, facts: Facts): Truth | null {
  switch (expression.kind) {
    case "boolean":
      return expression.value;
    case "halted":
      return facts.halted;
    case "in":
      return isActive(expression.state, facts);
    case "present":
      return of(expression.operand, facts);
    case "unary": {
      if (expression.operator !== "not") return null;
      const inner = truthOf(expression.operand, facts);
      return inner === "either" ? null : !inner;
    }
    case "binary":
      return connective(expression.operator, expression, facts);
    case "conditional": {
      const condition = truthOf(expression.condition, facts);
      if (condition === "either") return null;
      return truthOf(condition ? expression.then : expression.otherwise, facts);
    }
    case "guard":
      return expression.guard.expression === null || expression.args.length > 0
        ? null
        : of(expression.guard.expression, facts);
    default:
      return null;
  }
}

function connective(
  operator: string,
  { left, right }: Extract<Expression, { kind: "binary" }>,
  facts: Facts,
): Truth | null {
  if (operator !== "and" && operator !== "or") return null;
  const first = truthOf(left, facts);
  const second = truthOf(right, facts);
  const decides = operator === "or";
  if (first === decides || second === decides) return decides;
  if (first === !decides) return second;
  if (second === !decides) return first;
  return null;
}

function proven(guard: Expression, facts: Facts): Truth {
  const formula = formulaOf(guard, {
    isActive: (state) => isActive(state, facts),
  });
  if (!satisfiable(formula)) return false;
  return satisfiable(negate(formula)) ? "either" : true;
}

/** Null: not known. */
function isActive(state: State, { leaves, unseen }: Facts): boolean | null {
  if (unseen.has(state)) return null;
  return leaves.some((leaf) => leaf === state || isDescendant(leaf, state));
}
