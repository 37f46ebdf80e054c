/** The value of a text in double quotes, with the escapes of JSON; `reportEscape` hears of those that are none. */
export function readString(
  image: string,
  reportEscape: (start: number, end: number) => void,
): string {
  const inner = image.slice(1, -1);
  return inner.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|([^]))/g,
    (escape, code: string | undefined, letter: string | undefined, index) => {
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      const value = letter === undefined ? undefined : ESCAPES.get(letter);
      if (value !== undefined) return value;
      const start = Number(index) + 1;
      reportEscape(start, start + escape.length);
      return escape;
    },
  );
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
