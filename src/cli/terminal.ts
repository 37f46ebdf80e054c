import { fstatSync, writeSync } from "node:fs";
import { styleText } from "node:util";
import { codeOf } from "./exit.ts";

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
  write(text: string | Uint8Array): void;
  style(style: Style, text: string): string;
}

/** The output cannot be written: its reader has gone, or the disk is full. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

const STANDARD = {
  1: () => process.stdout,
  2: () => process.stderr,
} as const;

export const terminal: Terminal = { out: outputTo(1), err: outputTo(2) };

/** Node's streams take 3 ms to load: a file or a pipe is written to without. */
function outputTo(descriptor: keyof typeof STANDARD): Output {
  if (!isDevice(descriptor))
    return {
      colour: false,
      isTerminal: false,
      width: 80,
      write: (text) => writeAll(descriptor, text),
      style: (_style, text) => text,
    };
  const stream = STANDARD[descriptor]();
  stream.on("error", (cause) => {
    throw new OutputError("output", { cause });
  });
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

/** A terminal is one; what cannot be asked is left to Node. */
function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}

/** @throws OutputError */
function writeAll(descriptor: number, text: string | Uint8Array): void {
  let rest = Buffer.from(text);
  while (rest.length > 0)
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (cause) {
      if (codeOf(cause) !== "EAGAIN")
        throw new OutputError("output", { cause });
      pause();
    }
}

/** Whoever reads a pipe that does not block gets some time to do so. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
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

/** `812 ms`, `3.4 s`: what lies between two times of `Date.now()`, because `performance` takes 1.5 ms to load. */
export function took(milliseconds: number): string {
  return milliseconds < 1_000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1_000).toFixed(1)} s`;
}
