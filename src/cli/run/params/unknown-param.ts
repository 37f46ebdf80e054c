import type { Strategy } from "../../../compile.ts";
import { nearest } from "../../../source/index.ts";

/** That there is no such param, and which was meant. */
export function unknownParam(
  name: string,
  { name: strategy, params }: Strategy,
): string {
  const names = params.map((param) => param.name);
  const meant = nearest(name, names);
  if (meant !== null)
    return `${strategy} has no param ${name}; did you mean ${meant}?`;
  return names.length === 0
    ? `${strategy} has no params`
    : `${strategy} has no param ${name}; it has ${names.join(", ")}`;
}
