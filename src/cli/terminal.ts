import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Where results go, and where everything else goes. */
export interface Terminal {
  readonly out: Output;
  readonly err: Output;
}

export interface Output {
  readonly colour: boolean;
  readonly isTerminal: boolean;
  /** In characters; 80 where it is not known. */
  readonly width: number;
  write(text: string): void;
  style(style: Style, text: string): string;
}

export const terminal: Terminal = {
  out: outputTo(process.stdout),
  err: outputTo(process.stderr),
};

function outputTo(stream: NodeJS.WriteStream): Output {
  const colour = stream.isTTY && mayColour();
  return {
    colour,
    isTerminal: stream.isTTY,
    width: stream.isTTY ? stream.columns : 80,
    write: (text) => void stream.write(text),
    style: (style, text) =>
      colour ? styleText(style, text, { validateStream: false }) : text,
  };
}

/** no-color.org: any value that is not empty forbids it. */
function mayColour(): boolean {
  const { NO_COLOR, TERM } = process.env;
  return (NO_COLOR ?? "") === "" && TERM !== "dumb";
}

/** `1 spec`, `10,000 specs`. */
export function counted(count: number, thing: string): string {
  return `${grouped(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** `10,000`. Without `toLocaleString`, whose first use takes 5 ms. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `812 ms`, `3.4 s`. */
export function took(milliseconds: number): string {
  return milliseconds < 1_000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}
