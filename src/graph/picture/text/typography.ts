/** Sizes of text and the room around it, in pixels. */
export const TYPE = {
  title: { size: 18, line: 24 },
  summary: { size: 11, line: 15 },
  name: { size: 13, line: 18 },
  words: { size: 8.5, line: 12 },
  body: { size: 10.5, line: 14.5 },
  label: { size: 10.5, line: 14.5 },
} as const;

/** Where a line's baseline lies below its top, in shares of its height. */
export const BASELINE = 0.75;
