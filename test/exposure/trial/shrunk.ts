/** The fewest of these that still do what all did: delta debugging, Zeller and Hildebrandt 2002, in short. */
export async function shrunk<T>(
  all: readonly T[],
  isStill: (some: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  let left = all;
  for (let size = Math.ceil(left.length / 2); size >= 1;) {
    let isSmaller = false;
    for (let start = 0; start < left.length;) {
      const without = left.filter(
        (_, index) => index < start || index >= start + size,
      );
      if (await isStill(without)) {
        left = without;
        isSmaller = true;
      } else start += size;
    }
    if (size === 1 && !isSmaller) break;
    size = size === 1 ? 1 : Math.ceil(size / 2);
  }
  return left;
}
