/** Whether two values are the same as plain JSON, members in whatever order. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object") return false;
  if (one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const members = Object.entries(one);
  const others: Readonly<Record<string, unknown>> = { ...other };
  return (
    members.length === Object.keys(other).length &&
    members.every(
      ([name, value]) => name in others && isSame(value, others[name]),
    )
  );
}

/** The value as it was, if that is the same: what has not changed is known by its identity. */
export function kept<Value>(before: Value | null, now: Value): Value {
  return before !== null && isSame(before, now) ? before : now;
}

/** Likewise of lists that are empty mostly. */
export function keptList<Item>(
  before: readonly Item[] | null,
  now: readonly Item[],
): readonly Item[] {
  if (before === null) return now;
  if (before.length !== now.length) return now;
  return now.length === 0 ? before : kept(before, now);
}
