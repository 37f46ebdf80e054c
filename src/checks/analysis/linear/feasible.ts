/**
 * Whether numbers exist that satisfy linear inequalities, and some of them: Fourier-Motzkin elimination (G. Dantzig, "Linear
 * Programming and Extensions", 1963, section 4-4), exact, for the few variables that a guard has.
 */
import {
  dividedBy,
  minus,
  negated,
  order,
  plus,
  signOf,
  times,
  toNumber,
  ZERO,
  type Rational,
} from "../rational.ts";
import { simplestWithin, type Bounds } from "./simplest.ts";

/** Sum of coefficient × variable < (or ≤) bound. */
export interface Inequality {
  readonly coefficients: ReadonlyMap<string, Rational>;
  readonly strict: boolean;
  readonly bound: Rational;
}

/** The sum is not this value. */
export interface Disequality {
  readonly coefficients: ReadonlyMap<string, Rational>;
  readonly value: Rational;
}

/** More inequalities than this are not looked at. */
const MOST = 400;

/** "unknown": it gave up. */
export type Feasibility = "yes" | "no" | "unknown";

/**
 * A convex set lies in a union of hyperplanes only if it lies in one of them: each disequality is held against the whole by
 * itself.
 */
export function feasibility(
  inequalities: readonly Inequality[],
  disequalities: readonly Disequality[],
): Feasibility {
  const verdict = eliminate(inequalities);
  if (verdict.kind !== "stages") return verdict.kind;
  for (const { coefficients, value } of disequalities) {
    const sides = [below(coefficients, value), above(coefficients, value)];
    if (sides.every((side) => eliminate([...inequalities, side]).kind === "no"))
      return "no";
  }
  return "yes";
}

/** Numbers that satisfy all, simple ones where there is a choice; null where it finds none. */
export function pointIn(
  inequalities: readonly Inequality[],
  disequalities: readonly Disequality[],
): ReadonlyMap<string, number> | null {
  const verdict = eliminate(inequalities);
  if (verdict.kind !== "stages") return null;
  const values = new Map<string, Rational>();
  for (const { variable, inequalities: with_ } of verdict.stages.toReversed()) {
    const bounds = boundsOf(variable, with_, values);
    const forbidden = disequalities.flatMap((each) =>
      forbiddenBy(each, variable, values),
    );
    const value = simplestWithin(bounds, forbidden);
    if (value === null) return null;
    values.set(variable, value);
  }
  return new Map([...values].map(([key, value]) => [key, toNumber(value)]));
}

export function below(
  coefficients: ReadonlyMap<string, Rational>,
  bound: Rational,
): Inequality {
  return { coefficients, strict: true, bound };
}

export function above(
  coefficients: ReadonlyMap<string, Rational>,
  bound: Rational,
): Inequality {
  return {
    coefficients: new Map(
      [...coefficients].map(([key, value]) => [key, negated(value)]),
    ),
    strict: true,
    bound: negated(bound),
  };
}

/** A variable with what bounded it when it was eliminated. */
interface Stage {
  readonly variable: string;
  readonly inequalities: readonly Inequality[];
}

type Elimination =
  | { readonly kind: "no" | "unknown" }
  | { readonly kind: "stages"; readonly stages: readonly Stage[] };

function eliminate(inequalities: readonly Inequality[]): Elimination {
  const stages: Stage[] = [];
  let left: readonly Inequality[] = inequalities.filter(
    ({ coefficients }) => coefficients.size > 0,
  );
  if (inequalities.some(contradicts)) return { kind: "no" };
  for (
    let variable = cheapest(left);
    variable !== null;
    variable = cheapest(left)
  ) {
    const name = variable;
    const [with_, without] = parted(left, name);
    stages.push({ variable: name, inequalities: with_ });
    const next = [...without];
    for (const low of with_.filter((each) => signIn(each, name) < 0))
      for (const high of with_.filter((each) => signIn(each, name) > 0)) {
        const both = combined(low, high, name);
        if (contradicts(both)) return { kind: "no" };
        if (both.coefficients.size > 0) next.push(both);
        if (next.length > MOST) return { kind: "unknown" };
      }
    left = withoutTwins(next);
  }
  return { kind: "stages", stages };
}

function contradicts({ coefficients, strict, bound }: Inequality): boolean {
  return coefficients.size === 0 && (strict ? 0 : -1) >= signOf(bound);
}

/** The variable whose elimination makes the fewest inequalities. */
function cheapest(inequalities: readonly Inequality[]): string | null {
  const counts = new Map<string, { low: number; high: number }>();
  for (const each of inequalities)
    for (const [key, coefficient] of each.coefficients) {
      const count = counts.get(key) ?? { low: 0, high: 0 };
      if (signOf(coefficient) < 0) count.low += 1;
      else count.high += 1;
      counts.set(key, count);
    }
  const [first] = [...counts].toSorted(
    ([, a], [, b]) => a.low * a.high - b.low * b.high,
  );
  return first?.[0] ?? null;
}

function parted(
  inequalities: readonly Inequality[],
  variable: string,
): readonly [readonly Inequality[], readonly Inequality[]] {
  const has = (each: Inequality) => each.coefficients.has(variable);
  return [inequalities.filter(has), inequalities.filter((each) => !has(each))];
}

function coefficientOf(each: Inequality, variable: string): Rational {
  return each.coefficients.get(variable) ?? ZERO;
}

function signIn(each: Inequality, variable: string): number {
  return signOf(coefficientOf(each, variable));
}

/** Their sum, in which the variable is gone. */
function combined(
  low: Inequality,
  high: Inequality,
  variable: string,
): Inequality {
  const byLow = coefficientOf(high, variable);
  const byHigh = negated(coefficientOf(low, variable));
  const coefficients = new Map<string, Rational>();
  for (const key of [...low.coefficients.keys(), ...high.coefficients.keys()]) {
    const value = plus(
      times(coefficientOf(low, key), byLow),
      times(coefficientOf(high, key), byHigh),
    );
    if (signOf(value) !== 0) coefficients.set(key, value);
  }
  return {
    coefficients,
    strict: low.strict || high.strict,
    bound: plus(times(low.bound, byLow), times(high.bound, byHigh)),
  };
}

function withoutTwins(
  inequalities: readonly Inequality[],
): readonly Inequality[] {
  const found = new Map<string, Inequality>();
  for (const each of inequalities) {
    const [first] = each.coefficients.values();
    const scale = first === undefined ? null : absolute(first);
    const part = (value: Rational): string => {
      const { over, under } = scale ? dividedBy(value, scale) : value;
      return `${over}/${under}`;
    };
    const key = [
      ...[...each.coefficients]
        .map(([name, value]) => `${name}:${part(value)}`)
        .toSorted(),
      each.strict,
      part(each.bound),
    ].join(" ");
    found.set(key, each);
  }
  return [...found.values()];
}

function absolute(value: Rational): Rational {
  return signOf(value) < 0 ? negated(value) : value;
}

function boundsOf(
  variable: string,
  inequalities: readonly Inequality[],
  values: ReadonlyMap<string, Rational>,
): Bounds {
  let bounds: Bounds = { low: null, high: null };
  for (const each of inequalities) {
    const own = coefficientOf(each, variable);
    const rest = minus(each.bound, restOf(each.coefficients, variable, values));
    const edge = { value: dividedBy(rest, own), open: each.strict };
    bounds =
      signOf(own) > 0
        ? { ...bounds, high: tighter(bounds.high, edge, -1) }
        : { ...bounds, low: tighter(bounds.low, edge, 1) };
  }
  return bounds;
}

type Edge = NonNullable<Bounds["low"]>;

function tighter(known: Edge | null, edge: Edge, direction: 1 | -1): Edge {
  if (known === null) return edge;
  const side = order(edge.value, known.value) * direction;
  if (side === 0) return { ...known, open: known.open || edge.open };
  return side > 0 ? edge : known;
}

function restOf(
  coefficients: ReadonlyMap<string, Rational>,
  variable: string,
  values: ReadonlyMap<string, Rational>,
): Rational {
  let rest = ZERO;
  for (const [key, coefficient] of coefficients)
    if (key !== variable)
      rest = plus(rest, times(coefficient, values.get(key) ?? ZERO));
  return rest;
}

/** The value that a disequality takes away, where all its other variables have theirs. */
function forbiddenBy(
  { coefficients, value }: Disequality,
  variable: string,
  values: ReadonlyMap<string, Rational>,
): readonly Rational[] {
  const own = coefficients.get(variable);
  const others = [...coefficients.keys()].filter((key) => key !== variable);
  if (own === undefined || !others.every((key) => values.has(key))) return [];
  return [dividedBy(minus(value, restOf(coefficients, variable, values)), own)];
}
