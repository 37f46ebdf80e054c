import { UsageError } from "./exit.ts";

/**
 * A number from the command line.
 *
 * @throws UsageError if it is none, or does not fit
 */
export function numberIn(
  text: string,
  flag: string,
  fits: (value: number) => boolean,
  wanted: string,
): number {
  const value = text.trim() === "" ? NaN : Number(text);
  if (Number.isFinite(value) && fits(value)) return value;
  throw new UsageError(`${flag} takes ${wanted}, not ${JSON.stringify(text)}`);
}
