import { RowProblem } from "../row/row-problem.ts";

/** A value of a message that is JSON: an object's members, by name. */
export type Members = Readonly<Record<string, unknown>>;

/** @throws RowProblem if the text is no JSON object */
export function membersIn(text: string, column: number): Members {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RowProblem(
      `expected a message in JSON (${error instanceof Error ? error.message : String(error)})`,
      column,
    );
  }
  if (!isMembers(value))
    throw new RowProblem(`expected a JSON object, found ${text}`, column);
  return value;
}

export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number that is written as a text, as Binance has prices and quantities. */
export function amountOf(members: Members, name: string): number {
  const value = members[name];
  const number =
    typeof value === "string" && value !== "" ? Number(value) : NaN;
  if (number >= 0 && number !== Infinity) return number;
  throw new RowProblem(
    `expected a number ≥ 0 in quotes as "${name}", found ${JSON.stringify(value) ?? "nothing"}`,
  );
}

/** Above 0. */
export function priceOf(members: Members, name: string): number {
  const price = amountOf(members, name);
  if (price > 0) return price;
  throw new RowProblem(`expected a price above 0 as "${name}", found 0`);
}
