/** The lines of a text, one after the other. */
export class Lines {
  /** White space before the first character of the present line. */
  indentation: number;
  private readonly text: string;
  private start = 0;
  private end: number;
  private previous = "";
  private isNew = true;

  constructor(text: string) {
    this.text = text;
    this.end = this.endFrom(0);
    this.indentation = this.indentationAt(0);
  }

  /** Goes on to the line of an offset; whether that is the first one asked for in it. */
  goTo(offset: number): boolean {
    const wasNew = this.isNew;
    this.isNew = false;
    if (offset < this.end) return wasNew;
    this.previous = this.text.slice(this.start, this.end);
    while (offset >= this.end) {
      this.start = this.end;
      this.end = this.endFrom(this.start);
    }
    this.indentation = this.indentationAt(this.start);
    return true;
  }

  /** The text of the line that was asked for before this one. */
  before(): string {
    return this.previous;
  }

  private endFrom(start: number): number {
    const end = this.text.indexOf("\n", start);
    return end === -1 ? Infinity : end + 1;
  }

  private indentationAt(start: number): number {
    let end = start;
    while (this.text[end] === " " || this.text[end] === "\t") end += 1;
    return end - start;
  }
}
