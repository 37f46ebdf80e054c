import { textOf, type Span } from "../../source/index.ts";
import type {
  PlainComment,
  SpecFile,
  Surroundings,
} from "../../syntax/index.ts";
import { textOfComment, type Comment } from "./comment.ts";
import { Attached, type Commentary } from "./commentary.ts";
import { outlineOf, type Part } from "./outline.ts";

/** What a parsed text that is free of mistakes has: its tree, its comments, and how far its parts reach. */
export interface ParsedText extends Surroundings {
  readonly file: SpecFile;
}

/**
 * Finds for each comment the part to which it belongs. One behind something on its line belongs to what begins or ends there; one
 * on lines of its own to what follows in the same body, or else to the end of the body. Inside of a part that has no body it moves
 * before the part.
 */
export function attachComments(parsed: ParsedText): Commentary {
  const attaching = new Attaching(parsed);
  for (const comment of parsed.comments) attaching.attach(comment);
  return attaching.finish();
}

class Attaching {
  readonly #source: SpecFile["source"];
  readonly #comments: readonly PlainComment[];
  readonly #parts: readonly Part[];
  readonly #root: Part;
  readonly #bracketed: ReadonlySet<object>;
  readonly #attached = new Attached();
  #before: { readonly end: number; readonly trails: boolean } | null = null;

  constructor({ file, comments, extents, bracketed }: ParsedText) {
    this.#bracketed = bracketed;
    this.#source = file.source;
    this.#comments = comments;
    ({ parts: this.#parts, root: this.#root } = outlineOf(file, extents));
  }

  attach({ image, span }: PlainComment): void {
    const { start } = span;
    const gaps = this.#gapsAround(span);
    const comment = { ...textOfComment(image), start, ...gaps };
    const trails = this.#trails(span.start);
    this.#before = { end: span.end, trails };
    const next = this.#parts.findIndex(({ start }) => start >= span.start);
    const index = next < 0 ? this.#parts.length : next;
    const last = this.#parts[index - 1] ?? null;
    const following = this.#parts[index] ?? null;
    const beside = trails && last !== null ? this.#beside(last, span) : null;
    if (beside !== null && "behind" in beside)
      this.#attached.addBehind(beside.behind, comment);
    else if (beside !== null) this.#attached.add("end", beside.end, comment);
    else this.#attachOwnLine(comment, span, last, following);
  }

  finish(): Commentary {
    this.#findApart();
    const [first] = this.#parts;
    if (first !== undefined)
      this.#attached.takeHead(first.node, this.#firstWord());
    return this.#attached;
  }

  #findApart(): void {
    const ends = new Map<Part | null, number>();
    for (const { node, start, end, parent } of this.#parts) {
      const last = ends.get(parent) ?? start;
      const own = this.#attached.before(node).map((each) => each.start);
      const others = this.#comments.filter(
        ({ span }) =>
          span.start >= last && span.start < start && !own.includes(span.start),
      );
      const from = others.at(-1)?.span.end ?? last;
      const between = this.#source.text.slice(from, start);
      if (/^[^\r\n]*(?:\r\n|[\r\n])[ \t]*(?:\r\n|[\r\n])/.test(between))
        this.#attached.apart.add(node);
      ends.set(parent, end);
      if (parent?.body === "context") ends.set(parent.parent, end);
    }
  }

  /** The part on whose line a comment stands. */
  #beside(
    last: Part,
    { start }: Span,
  ): { readonly behind: object } | { readonly end: object } | null {
    const line = this.#line(start);
    if (last.end > start)
      return this.#line(last.start) === line ? { behind: last.node } : null;
    const closed = enclosing(last).filter(
      ({ end, body }) => end <= start && body !== "context" && body !== "file",
    );
    const whole = closed.findLast((part) => this.#line(part.start) === line);
    if (whole !== undefined) return { behind: whole.node };
    const endsHere = ({ end }: Part): boolean => this.#line(end - 1) === line;
    if (this.#isYaml)
      return last.body === "none" && endsHere(last)
        ? { behind: last.node }
        : null;
    const outer = closed.findLast(endsHere);
    if (outer === undefined) return null;
    return outer.body === "braces"
      ? { end: outer.node }
      : { behind: outer.node };
  }

  #attachOwnLine(
    comment: Comment,
    { start }: Span,
    last: Part | null,
    next: Part | null,
  ): void {
    if (last !== null && last.body === "none" && start < last.end)
      return this.#attached.add("before", last.node, comment);
    const around = next === null ? [] : enclosing(next);
    const left = (last === null ? [this.#root] : enclosing(last)).find(
      (part) =>
        part.body !== "none" &&
        !around.includes(part) &&
        this.#isInside(part, start),
    );
    if (left !== undefined) {
      const place = left.body === "context" ? "after" : "end";
      this.#attached.add(place, left.node, comment);
    } else this.#attached.add("before", next?.node ?? this.#root.node, comment);
  }

  /** Whether the body of a part goes on at a place where nothing of it follows. */
  #isInside({ node, body, start, end }: Part, at: number): boolean {
    if (body === "file") return true;
    if (!this.#isYaml)
      return body === "context" ? !this.#bare(end, at).includes("}") : at < end;
    if (at < end) return true;
    if (this.#bare(end, at).trim() !== "") return false;
    if (body !== "context" && this.#bracketed.has(node)) return false;
    const least = this.#indentation(start);
    const column = this.#column(at);
    return body === "context"
      ? column >= least && this.#column(start) === least
      : column > least;
  }

  /** Whether something else stands before it on its line. */
  #trails(start: number): boolean {
    const lineStart = start - this.#column(start);
    const from = Math.max(lineStart, this.#before?.end ?? 0);
    const text = this.#source.text.slice(from, start);
    const blank = this.#isYaml ? /^[\s-]*$/ : /^\s*$/;
    if (!blank.test(text.replace(/^\uFEFF/, ""))) return true;
    return from > lineStart && (this.#before?.trails ?? false);
  }

  #gapsAround({ start, end }: Span) {
    const { text } = this.#source;
    return {
      gapBefore: /(?:\r\n|[\r\n])[ \t]*(?:\r\n|[\r\n])[ \t]*$/.test(
        text.slice(Math.max(0, start - 500), start),
      ),
      gapAfter: /^[ \t]*(?:\r\n|[\r\n])[ \t]*(?:\r\n|[\r\n])/.test(
        text.slice(end, end + 500),
      ),
    };
  }

  /** Where the text begins, its comments and YAML's directives apart. */
  #firstWord(): number {
    const { text } = this.#source;
    const blank = /(?:^%.*|^---|[\s\uFEFF])*/my;
    for (const { span } of this.#comments) {
      blank.exec(text);
      if (blank.lastIndex < span.start) break;
      blank.lastIndex = span.end;
    }
    return blank.lastIndex;
  }

  /** The text between two places, without its comments. */
  #bare(start: number, end: number): string {
    let text = "";
    let from = start;
    for (const { span } of this.#comments) {
      if (span.end <= from) continue;
      if (span.start >= end) break;
      text += textOf({ ...span, start: from, end: Math.max(from, span.start) });
      from = span.end;
    }
    return text + this.#source.text.slice(from, Math.max(from, end));
  }

  #line(offset: number): number {
    return this.#source.position(offset).line;
  }

  /** From 0. */
  #column(offset: number): number {
    return this.#source.position(offset).column - 1;
  }

  /** The white space at the beginning of the line. */
  #indentation(offset: number): number {
    return this.#source.line(this.#line(offset)).search(/\S|$/);
  }

  get #isYaml(): boolean {
    return this.#source.spelling === "yaml";
  }
}

/** A part and all that it is in, the innermost first. */
function enclosing(part: Part): readonly Part[] {
  const parts: Part[] = [];
  for (let each: Part | null = part; each !== null; each = each.parent)
    parts.push(each);
  return parts;
}
