/**
 * A run on params without sense says so before it begins.
 *
 * @throws RangeError naming the first of these that was given and is not above 0
 */
export function requireAboveZero<Params extends object>(
  params: Params,
  names: readonly (keyof Params & string)[],
): void {
  for (const name of names) {
    const value: unknown = params[name];
    if (typeof value === "number" && !(value > 0))
      throw new RangeError(`${name} must be above 0, and is ${value}`);
  }
}
