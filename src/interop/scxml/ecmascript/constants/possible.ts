import { alike, type Constant } from "./constant.ts";

/** All values that there may be; null: too many to tell. */
export type Possible = readonly Constant[] | null;

const MOST = 8;

/** Either. */
export function unite(a: Possible, b: Possible): Possible {
  if (a === null || b === null) return null;
  const united = [...a];
  for (const constant of b) {
    const index = united.findIndex((each) => alike(each, constant));
    const same = united[index];
    if (same === undefined) united.push(constant);
    else if (
      same.kind !== "primitive" &&
      constant.kind !== "primitive" &&
      same.identity !== constant.identity
    )
      united[index] = { ...same, identity: null };
  }
  return united.length > MOST ? null : united;
}

/** Applied to each; null where it has no value for one. */
export function mapped(
  possible: Possible,
  apply: (constant: Constant) => Constant | null,
): Possible {
  if (possible === null) return null;
  let result: Possible = [];
  for (const constant of possible) {
    const applied = apply(constant);
    if (applied === null) return null;
    result = unite(result, [applied]);
  }
  return result;
}

/** Applied to each pair; null where it has no value for one. */
export function combined(
  left: Possible,
  right: Possible,
  apply: (left: Constant, right: Constant) => Constant | null,
): Possible {
  if (left === null || right === null) return null;
  let result: Possible = [];
  for (const one of left) {
    const applied = mapped(right, (other) => apply(one, other));
    if (applied === null) return null;
    result = unite(result, applied);
  }
  return result;
}
