/** Attempts at making one text smaller. */
const MOST = 400;

/**
 * A shorter text for which the same is true, by leaving out lines, then pieces of lines: halves first, smaller and smaller
 * (delta debugging, Zeller and Hildebrandt 2002).
 */
export async function shrunk(
  text: string,
  holds: (text: string) => Promise<boolean>,
): Promise<string> {
  let left = MOST;
  let smallest = text;
  for (const split of [/(?<=\n)/, /(?<=\s)/, /(?=.)/su]) {
    let parts = smallest.split(split);
    let size = Math.ceil(parts.length / 2);
    while (size >= 1 && left > 0) {
      let removed = false;
      for (let at = 0; at < parts.length && left > 0;) {
        const fewer = parts.toSpliced(at, size);
        left -= 1;
        if (fewer.length < parts.length && (await holds(fewer.join("")))) {
          parts = fewer;
          removed = true;
        } else at += size;
      }
      if (!removed || size > parts.length) size = Math.floor(size / 2);
    }
    smallest = parts.join("");
  }
  return smallest;
}
