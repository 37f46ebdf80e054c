import { endOf, type CstNode, type Token } from "../../../grammar/tokens.ts";
import {
  at,
  type Diagnostic,
  type Edit,
  type Finding,
  type Related,
} from "../../diagnostics/index.ts";
import type { Span } from "../../source/index.ts";
import type { Name } from "../ast.ts";
import type { FragmentPlace } from "../fragment-kinds.ts";

/** Of one file: after so many mistakes it is no text of this language. */
const MOST_REPORTED = 500;

interface Details {
  readonly fix?: readonly Edit[];
  readonly related?: readonly Related[];
}

/** One text on its way to the AST: where its characters stand, what was found wrong, which comments document what. */
export class Reading {
  readonly text: string;
  readonly diagnostics: Diagnostic[] = [];
  private readonly place: FragmentPlace;
  /** By the offset of the token that follows. */
  private readonly docs = new Map<number, string>();

  constructor(text: string, place: FragmentPlace) {
    this.text = text;
    this.place = place;
  }

  span(start: number, end: number): Span {
    const { source, offsetAt } = this.place;
    const from = Math.min(offsetAt(start), source.text.length);
    const to = Math.min(offsetAt(end), source.text.length);
    return { file: source, start: from, end: Math.max(from, to) };
  }

  spanOf(part: Token | CstNode): Span {
    if ("image" in part) return this.span(part.startOffset, endOf(part));
    const { startOffset, endOffset } = part.location ?? {};
    return this.span(startOffset ?? 0, (endOffset ?? 0) + 1);
  }

  /** The word that a part begins with, where the whole is written otherwise in YAML. */
  firstWordOf(part: CstNode): Span {
    const start = part.location?.startOffset ?? 0;
    const [word = ""] = /^\w*/.exec(this.text.slice(start, start + 8)) ?? [];
    return this.span(start, start + word.length);
  }

  name(token: Token): Name {
    return { text: token.image, span: this.spanOf(token) };
  }

  /** `fix`: the edits that do what the help says. */
  report(
    span: Span,
    finding: Finding,
    { fix = [], related = [] }: Details = {},
  ): void {
    if (this.diagnostics.length >= MOST_REPORTED) return;
    const fixes = fix.length === 0 ? [] : [{ title: finding.help, edits: fix }];
    this.diagnostics.push(at({ span, fixes, related }, finding));
  }

  /** Has each `///` comment document what begins with the token after it. */
  readDocs(docs: readonly Token[], tokens: readonly Token[]): void {
    let index = 0;
    for (const doc of docs) {
      while ((tokens[index]?.startOffset ?? Infinity) < doc.startOffset)
        index += 1;
      const key = tokens[index]?.startOffset;
      if (key === undefined) return;
      const line = doc.image.replace(/^\/\/\/ ?/, "").trimEnd();
      const before = this.docs.get(key);
      this.docs.set(key, before === undefined ? line : `${before}\n${line}`);
    }
  }

  /** The comment before the first of the parts that has one. */
  docOf(...parts: readonly CstNode[]): string | null {
    for (const { location } of parts) {
      const doc =
        location === undefined
          ? undefined
          : this.docs.get(location.startOffset);
      if (doc !== undefined) return doc;
    }
    return null;
  }
}

/** What was understood of a list, in its order. */
export function readAll<Node, Result>(
  nodes: readonly Node[] | undefined,
  read: (node: Node) => Result | null,
): Result[] {
  const results: Result[] = [];
  for (const node of nodes ?? []) {
    const result = read(node);
    if (result !== null) results.push(result);
  }
  return results;
}
