/**
 * Prices and quantities are multiples of a step (tick, lot), but 0.1 + 0.2 is
 * not 0.3 in binary. These put a number back on its grid, as the double that
 * is nearest to the decimal multiple.
 */

/** How far off a multiple, in steps, a number may be and still be taken for it. */
const TOLERANCE = 1e-6;

/** The multiple of the step that is nearest. */
export function toGrid(value: number, step: number): number {
  return multiple(Math.round(value / step), step);
}

/** The largest multiple of the step that is not above. */
export function floorToGrid(value: number, step: number): number {
  return multiple(Math.floor(value / step + TOLERANCE), step);
}

/** The smallest multiple of the step that is not below. */
export function ceilToGrid(value: number, step: number): number {
  return multiple(Math.ceil(value / step - TOLERANCE), step);
}

export function isOnGrid(value: number, step: number): boolean {
  const count = value / step;
  return Math.abs(count - Math.round(count)) <= TOLERANCE;
}

function multiple(count: number, step: number): number {
  const perUnit = Math.round(1 / step);
  const isReciprocal = Math.abs(perUnit * step - 1) < 1e-9;
  const result = isReciprocal ? count / perUnit : count * step;
  return result === 0 ? 0 : result;
}
