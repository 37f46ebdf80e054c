import { at } from "../../diagnostics/index.ts";
import type { Diagnostic, Finding, Place } from "../../diagnostics/index.ts";
import type { Span } from "../../source/index.ts";

/** Collects findings, each once: text that several strategies inherit is read once for each of them. */
export class Report {
  readonly #found: Diagnostic[] = [];
  readonly #known = new Set<string>();
  #failures = 0;
  readonly #spoilt = new WeakSet<object>();
  readonly #unread = new Map<string, ReadonlySet<string>>();
  readonly #lost = new Map<string, Set<string>>();

  add(place: Place, finding: Finding): void {
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
    this.#found.push(at(place, finding));
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
  notWhole(path: string, unread: ReadonlySet<string>): void {
    this.#unread.set(path, unread);
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
    return this.#found;
  }
}
