/**
 * Tells one text of a spec from another: FNV-1a over UTF-16 units, twice with different offsets, as 16 hexadecimal
 * digits. http://www.isthe.com/chongo/tech/comp/fnv
 */
export function textHash(text: string): string {
  return [0x811c9dc5, 0x01000193]
    .map((offset) => fnv1a(text, offset).toString(16).padStart(8, "0"))
    .join("");
}

function fnv1a(text: string, offset: number): number {
  let hash = offset;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
