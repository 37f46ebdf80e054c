import type { Span } from "../../source/index.ts";

/**
 * What is so wherever one text stands: `from` and `extends` write it into many states, and it is at fault only where each of
 * these says so. Keeps what was said of it first.
 */
export class Unanimous<Said> {
  private readonly said = new Map<string, Said | null>();

  /** @param said null: nothing is wrong with it there */
  add(span: Span, said: Said | null): void {
    const key = `${span.file.path}\u0000${span.start}\u0000${span.end}`;
    const before = this.said.get(key);
    if (before === undefined || said === null) this.said.set(key, said);
  }

  all(): readonly Said[] {
    return [...this.said.values()].filter((each) => each !== null);
  }
}
