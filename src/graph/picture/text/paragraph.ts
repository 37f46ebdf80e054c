/** How loud a piece of text is: names of events, conditions, what is done. */
export type Tone = "strong" | "plain" | "quiet";

/** A small drawing in front of a line: time will tell, or work goes on. */
export type Mark = "clock" | "run";

export interface Piece {
  readonly text: string;
  readonly tone: Tone;
}

/** Text of several tones. Before it is broken, one statement of a spec; afterwards one line of it. */
export interface Paragraph {
  readonly mark: Mark | null;
  readonly pieces: readonly Piece[];
}

export function paragraph(...pieces: readonly Piece[]): Paragraph {
  return { mark: null, pieces };
}

export function plainText({ pieces }: Paragraph): string {
  return pieces.map(({ text }) => text).join("");
}
