import { at } from "../../diagnostics/index.ts";
import type { Diagnostic, Finding, Place } from "../../diagnostics/index.ts";
import type { Span } from "../../source/index.ts";
import { oncePerCause, type Cause, type Reported } from "./causes.ts";

/** Collects findings, each once: text that several strategies inherit is read once for each of them. */
export class Report {
  readonly #found: Reported[] = [];
  readonly #known = new Set<string>();
  #failures = 0;
  readonly #spoilt = new WeakSet<object>();
  readonly #unread = new Map<string, ReadonlySet<string>>();
  readonly #lost = new Map<string, Set<string>>();
  readonly #misread = new Map<string, ReadonlySet<number>>();
  readonly #blocks = new Map<string, readonly Span[]>();

  add(place: Place, finding: Finding, cause: Cause | null = null): void {
    if (finding.rule !== "possibly-null") this.#failures += 1;
    const { file, start, end } = place.span;
    const key = JSON.stringify([
      finding.rule,
      file.path,
      start,
      end,
      finding.message,
    ]);
    if (this.#known.has(key)) return;
    this.#known.add(key);
    if (this.#isOfMisread(place)) return;
    this.#found.push({
      diagnostic: at(place, finding),
      block: this.#blockOf(place.span),
      cause,
    });
  }

  /** Notes where the strategies of a file are: what two of them lack are two causes. */
  divide(path: string, strategies: readonly Span[]): void {
    this.#blocks.set(path, strategies);
  }

  #blockOf({ file, start }: Span): string {
    const blocks = this.#blocks.get(file.path) ?? [];
    const index = blocks.findIndex(
      (block) => block.start <= start && start < block.end,
    );
    return `${file.path}\u0000${index}`;
  }

  /** Marks what lost something by an error that is reported, so that what misses it stays silent. */
  spoil(part: object): void {
    this.#spoilt.add(part);
  }

  isSpoilt(part: object): boolean {
    return this.#spoilt.has(part);
  }

  /**
   * Notes that the parser did not understand all of a file. Names in what it did not understand may be declared there, and
   * what is missing may stand there: neither is reported a second time.
   */
  notWhole(
    path: string,
    unread: ReadonlySet<string>,
    misread: readonly Span[],
  ): void {
    this.#unread.set(path, unread);
    this.#misread.set(path, new Set(misread.flatMap(linesOf)));
  }

  /** Whether it stands on a line that the parser did not understand, or rests on one. */
  #isOfMisread({ span, related = [] }: Place): boolean {
    return [span, ...related.map((each) => each.span)].some(
      ({ file, start }) =>
        this.#misread.get(file.path)?.has(file.position(start).line) === true,
    );
  }

  isWhole({ file }: Span): boolean {
    return !this.#unread.has(file.path);
  }

  /** Notes a name whose declaration came to nothing by an error that is reported: its uses in the file are no second finding. */
  lose({ text, span }: { readonly text: string; readonly span: Span }): void {
    const { path } = span.file;
    const lost = this.#lost.get(path) ?? new Set<string>();
    this.#lost.set(path, lost.add(text));
  }

  /** Whether a name that is not known may have been declared in what was not understood, or was lost. */
  mayBeUnread(name: string, { file }: Span): boolean {
    return (
      this.#unread.get(file.path)?.has(name) === true ||
      this.#lost.get(file.path)?.has(name) === true
    );
  }

  /** How often something was found to be wrong so far, but for what may be null: that is judged where nothing is. */
  get failures(): number {
    return this.#failures;
  }

  get diagnostics(): readonly Diagnostic[] {
    return oncePerCause(this.#found);
  }
}

function linesOf({ file, start, end }: Span): readonly number[] {
  const first = file.position(start).line;
  const last = file.position(end).line;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
