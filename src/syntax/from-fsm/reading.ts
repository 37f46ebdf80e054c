import type { Lexed } from "../../../grammar/lexer.ts";
import { endOf, type CstNode, type Token } from "../../../grammar/tokens.ts";
import {
  at,
  type Diagnostic,
  type Edit,
  type Finding,
  type Related,
} from "../../diagnostics/index.ts";
import { join, type Span } from "../../source/index.ts";
import type { Name } from "../ast.ts";
import { inOrderOfText, type PlainComment } from "../surroundings.ts";
import type { FragmentPlace } from "../fragment-kinds.ts";

/** Of one file: after so many mistakes it is no text of this language. */
const MOST_REPORTED = 500;

interface Doc {
  readonly tokens: Token[];
}

interface Details {
  readonly fix?: readonly Edit[];
  readonly related?: readonly Related[];
}

/** One text on its way to the AST: where its characters stand, what was found wrong, which comments document what. */
export class Reading {
  readonly text: string;
  readonly diagnostics: Diagnostic[] = [];
  /** How far the parts of the tree reach. */
  readonly extents = new Map<object, Span>();
  private readonly place: FragmentPlace;
  /** By the offset of the token that follows. */
  private readonly docs = new Map<number, Doc>();
  private readonly told = new Set<Doc>();
  private readonly plain: Token[] = [];

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
  readComments(
    { docs, comments }: Pick<Lexed, "docs" | "comments">,
    tokens: readonly Token[],
  ): void {
    this.plain.push(...comments);
    let index = 0;
    for (const token of docs) {
      while ((tokens[index]?.startOffset ?? Infinity) < token.startOffset)
        index += 1;
      const key = tokens[index]?.startOffset ?? Infinity;
      const doc = this.docs.get(key);
      if (doc === undefined) this.docs.set(key, { tokens: [token] });
      else doc.tokens.push(token);
    }
  }

  /** Notes how far a part of the tree reaches; `begin`: what stands behind its `@allow`s. */
  placed<Part extends object>(
    part: Part,
    text: CstNode,
    begin: CstNode | Token = text,
  ): Part {
    const span = join(this.spanOf(begin), this.spanOf(text));
    this.extents.set(part, span);
    return part;
  }

  /** The comment before the first of the parts that has one. */
  docOf(...parts: readonly (CstNode | Token)[]): string | null {
    for (const part of parts) {
      const start = "image" in part ? part : part.location;
      const doc = this.docs.get(start?.startOffset ?? NaN);
      if (doc === undefined) continue;
      this.told.add(doc);
      return doc.tokens
        .map(({ image }) => image.replace(/^\/\/\/ ?/, "").trimEnd())
        .join("\n");
    }
    return null;
  }

  /** The comments that are in no part of the tree, once it is read: also a `///` before what cannot be documented. */
  get comments(): readonly PlainComment[] {
    const untold = [...this.docs.values()].filter((doc) => !this.told.has(doc));
    const tokens = [...this.plain, ...untold.flatMap((doc) => doc.tokens)];
    return inOrderOfText(
      tokens.map(({ image, startOffset }) => ({
        image,
        span: this.span(startOffset, startOffset + image.length),
      })),
    );
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
