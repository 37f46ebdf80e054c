/** All but what is certainly plain text becomes a character entity, in mermaid's spelling. */
export function escaped(text: string): string {
  const safe = text.replaceAll(
    /[^\p{L}\p{N} _.,=+*/()?!'«»|-]|--+|^ +| +$/gu,
    entities,
  );
  // Mermaid takes these for its own anywhere in a line.
  return safe.replaceAll(
    /\b(?:end(?=\s+note)|direction(?=\s+(?:tb|bt|rl|lr|td)\b))/gi,
    (word) => entities(word.charAt(0)) + word.slice(1),
  );
}

function entities(characters: string): string {
  return Array.from(
    characters,
    (each) => `#${each.codePointAt(0) ?? 32};`,
  ).join("");
}
