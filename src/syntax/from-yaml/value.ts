import type { Span } from "../../source/index.ts";

/** YAML as the loader reads it: aliases and merges resolved, types left alone, every piece with its place in the text. */
export type YamlValue = YamlScalar | YamlList | YamlMapping;

export interface YamlScalar {
  readonly kind: "scalar";
  /** What YAML makes of it: folded, without quotes and escapes. */
  readonly text: string;
  readonly quoted: boolean;
  /** Without the quotes, and without the header of a block. */
  readonly span: Span;
  /** From an offset in `text` to the one in the source. */
  readonly offsetAt: (index: number) => number;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlValue[];
  readonly span: Span;
}

export interface YamlMapping {
  readonly kind: "mapping";
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}

export interface YamlEntry {
  readonly key: YamlScalar;
  readonly value: YamlValue;
}

const NULLS: readonly string[] = ["", "~", "null", "Null", "NULL"];
const TRUES: readonly string[] = ["true", "True", "TRUE"];
const FALSES: readonly string[] = ["false", "False", "FALSE"];

/** No value: nothing behind the colon, or YAML's null. */
export function isNull(value: YamlValue): boolean {
  return value.kind === "scalar" && !value.quoted && NULLS.includes(value.text);
}

/** Nothing behind the colon. */
export function isEmpty(value: YamlValue): boolean {
  return value.kind === "scalar" && !value.quoted && value.text === "";
}

/** YAML 1.2's core schema: `on`, `off`, `yes` and `no` are strings. */
export function booleanOf(value: YamlValue): boolean | null {
  if (value.kind !== "scalar" || value.quoted) return null;
  if (TRUES.includes(value.text)) return true;
  return FALSES.includes(value.text) ? false : null;
}

/** The entry of a key, or null. */
export function entryOf(mapping: YamlMapping, key: string): YamlEntry | null {
  return mapping.entries.find((entry) => entry.key.text === key) ?? null;
}
