/** Whether what a caller asked of a simulation makes sense. Each returns the value, or throws a RangeError that names it. */

export function requirePositive(name: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw new RangeError(`${name} must be a positive number, and is ${value}`);
}

export function requireNotNegative(name: string, value: number): number {
  if (Number.isFinite(value) && value >= 0) return value;
  throw new RangeError(`${name} must be 0 or more, and is ${value}`);
}

export function requireFinite(name: string, value: number): number {
  if (Number.isFinite(value)) return value;
  throw new RangeError(`${name} must be a number, and is ${value}`);
}

/** From 0 to 1. */
export function requireShare(name: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new RangeError(`${name} must be from 0 to 1, and is ${value}`);
}
