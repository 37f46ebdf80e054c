import { Document, Scalar, YAMLSeq } from "yaml";
import type { Lines } from "../lines.ts";

type Plain = string | number | boolean | null;

/** What every reader of YAML takes for a text. */
const SAFE = /^[A-Za-z_][A-Za-z0-9_.]*$/;

/** What YAML is for some and not for others: `no` is false for readers of YAML 1.1, and so is `true` for all. */
const DOUBTFUL = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** In other styles white space at the ends of a text, empty lines and controls are easily lost. */
const FRAGILE = /^\s|\s$|\n\n\n|(?!\n)\p{Cc}/u;

/** A value behind its key: one line, or the header of a block and its lines. */
export function scalarLines(value: Plain): Lines {
  if (value === null) return [""];
  if (typeof value !== "string") return [String(value)];
  if (SAFE.test(value) && !DOUBTFUL.test(value)) return [value];
  const [first = "", ...rest] = printed(new Map([["k", scalarOf(value)]]));
  return [first.slice("k: ".length), ...rest.map((line) => line.slice(2))];
}

/** A key, with the colon behind it. `on` is one of the language. */
export function keyText(key: string): string {
  if (SAFE.test(key) && (key === "on" || !DOUBTFUL.test(key))) return `${key}:`;
  return printed(new Map([[scalarOf(key), null]])).join("\n");
}

/** Texts on one line, between brackets. */
export function flowList(values: readonly Plain[]): string {
  const list = new YAMLSeq();
  list.flow = true;
  list.items = values.map((value) =>
    typeof value === "string" ? scalarOf(value) : new Scalar(value),
  );
  return print(new Document(list)).trimEnd();
}

function scalarOf(value: string): Scalar {
  const scalar = new Scalar(value);
  if (DOUBTFUL.test(value) || FRAGILE.test(value))
    scalar.type = Scalar.QUOTE_DOUBLE;
  else if (value.includes("\n")) scalar.type = Scalar.BLOCK_LITERAL;
  return scalar;
}

function printed(value: unknown): string[] {
  return print(new Document(value)).replace(/\n$/, "").split("\n");
}

function print(document: Document): string {
  return document.toString({
    lineWidth: 0,
    nullStr: "",
    flowCollectionPadding: false,
  });
}
