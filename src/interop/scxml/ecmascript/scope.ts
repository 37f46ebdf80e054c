import type { Expression as Node } from "acorn";
import type { Span } from "../../../source/index.ts";
import type { Expression } from "../../../syntax/index.ts";
import type { DataDocument } from "./document.ts";
import type { Flow } from "./knowledge/flow.ts";
import type { Knowledge } from "./knowledge/knowledge.ts";
import type { Text } from "./text.ts";
import type { Value } from "./values/value.ts";

/** What an expression sees where it stands. */
export interface Scope {
  readonly document: DataDocument;
  readonly knowledge: Knowledge;
  readonly flow: Flow;
  readonly event: CurrentEvent;
  /** What it is written in. */
  readonly text: Text;
  /** Parameters of the function it stands in. */
  readonly locals: ReadonlyMap<string, Value>;
  /** How many functions deep. */
  readonly depth: number;
  /** What must hold for ECMAScript to come to a value at all: filled by what is evaluated. */
  readonly requires: Expression[];
  /** Whether it runs once, when the machine starts, before anything else. */
  readonly isStart: boolean;
  /** Handed down, so that no file imports the one above it. */
  readonly evaluate: (node: Node, scope: Scope) => Value;
}

/** What `_event` is: of several that may be, each is looked at on its own. */
export type CurrentEvent =
  | { readonly kind: "unbound" }
  | { readonly kind: "unknown" }
  | {
      readonly kind: "bound";
      readonly name: string;
      /** All that it may be, this one included. */
      readonly names: readonly string[];
      readonly readable: boolean;
      readonly kept: boolean;
    };

export function spanOf(
  { start, end }: { readonly start: number; readonly end: number },
  { text }: Scope,
): Span {
  return text.at(start, end);
}

/** The characters themselves, for remarks. */
export function quoted(
  { start, end }: { readonly start: number; readonly end: number },
  { text }: Scope,
): string {
  const written = text.value.slice(start, end).replace(/\s+/g, " ");
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}
