import { safeName } from "../../names.ts";

/** The name of a record's or payload's field for a key of an object. */
export function fieldName(key: string): string {
  return safeName(key);
}

/** The name of a context field for an `id`, beside what is taken already. */
export function dataName(
  id: string,
  isTaken: (name: string) => boolean,
): string {
  let name = safeName(id, "expression");
  while (isTaken(name)) name = safeName(`${name}_`, "expression");
  return name;
}

/** The name of a type: `my array` is `MyArray`. */
export function typeName(
  words: string,
  isTaken: (name: string) => boolean,
): string {
  const joined = words
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  let name = safeName(joined, "type");
  while (isTaken(name)) name = safeName(`${name}_`, "type");
  return name;
}
