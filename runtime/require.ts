/** Whether what a caller asked for makes sense. Each returns the value, or throws a RangeError that names it. */

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

/** Whole, and 1 or more. */
export function requireCount(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(
    `${name} must be a whole number above 0, and is ${value}`,
  );
}

/** That nothing in a list is there twice. */
export function requireUnique(name: string, keys: readonly string[]): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key))
      throw new RangeError(`${name} must differ, and ${key} is there twice`);
    seen.add(key);
  }
}
