import {
  endOf,
  LeftBrace,
  RightBrace,
  tokenAt,
  type Token,
} from "../../../grammar/tokens.ts";
import type { Diagnostic } from "../../diagnostics/index.ts";
import {
  missingBrace,
  missingOpeningBrace,
  surplusBrace,
  unterminated,
} from "../../diagnostics/messages/syntax.ts";
import { Lines } from "./lines.ts";
import type { Reading } from "./reading.ts";

interface Open {
  readonly token: Token;
  /** Of the line on which it stands. */
  readonly indentation: number;
}

interface Closed {
  /** Of its `}` in the result. */
  readonly index: number;
  readonly block: Open;
}

/** What a line holds that opens a block on its end. */
const OPENING_WORDS = ["strategy", "context", "state", "run"];

/**
 * The tokens with as many `}` as `{`. Where the numbers differ the indentation tells where one is missing or too many: a line
 * that begins no deeper than the one that opened a block is no longer in it, and a deeper one is in a block. The parser counts
 * on it to find the end of a block that it cannot read.
 */
export function balanceBraces(
  reading: Reading,
  tokens: readonly Token[],
): readonly Token[] {
  if (areBalanced(tokens)) return tokens;
  const balancing = new Balancing(reading, tokens);
  for (const token of tokens) balancing.add(token);
  return balancing.finish();
}

class Balancing {
  private readonly reading: Reading;
  private readonly lines: Lines;
  private readonly result: Token[] = [];
  private readonly open: Open[] = [];
  private closed: Closed | null = null;
  /** How many `}` there are more than `{` in what is to come. */
  private surplus: number;
  /** An unclosed comment took the rest of the text with it, braces included: that is told. */
  private readonly isCut: boolean;

  constructor(reading: Reading, tokens: readonly Token[]) {
    this.reading = reading;
    this.lines = new Lines(reading.text);
    this.surplus = count(tokens, RightBrace) - count(tokens, LeftBrace);
    this.isCut = reading.diagnostics.some(isUnclosedComment);
  }

  add(token: Token): void {
    const before = this.lines.indentation;
    const isFirst = this.lines.goTo(token.startOffset);
    const closes = token.tokenType === RightBrace;
    if (isFirst) {
      this.closeEarlier(closes);
      this.reopen();
      this.openEarlier(before);
    }
    if (closes) this.addClosing(token, isFirst);
    else {
      if (token.tokenType === LeftBrace)
        this.open.push({ token, indentation: this.lines.indentation });
      this.result.push(token);
    }
  }

  /** Ends what is still open: one report, as all of it is missing in one place. */
  finish(): readonly Token[] {
    this.reportMissing(this.open.toReversed());
    while (this.open.length > 0) this.insertClosing();
    return this.result;
  }

  private addClosing(token: Token, isFirst: boolean): void {
    const block = this.open.at(-1);
    const isDeeper =
      block !== undefined && this.lines.indentation > block.indentation;
    if (block === undefined || (isFirst && this.surplus > 0 && isDeeper)) {
      this.surplus -= 1;
      this.reading.report(this.reading.spanOf(token), surplusBrace());
      return;
    }
    this.open.pop();
    this.closed = { index: this.result.length, block };
    this.result.push(token);
  }

  /** Ends the blocks in which this line cannot be any more. */
  private closeEarlier(closes: boolean): void {
    const { indentation } = this.lines;
    for (
      let last = this.open.at(-1);
      last !== undefined && this.surplus < 0;
      last = this.open.at(-1)
    ) {
      const isOver = closes
        ? last.indentation > indentation
        : last.indentation >= indentation;
      if (!isOver) return;
      this.reportMissing([last]);
      this.insertClosing();
    }
  }

  /** Takes back the last `}` where this line must still be in the block that it closed. */
  private reopen(): void {
    const { closed } = this;
    if (this.surplus <= 0 || closed === null) return;
    if (closed.block.indentation >= this.lines.indentation) return;
    if (closed.index !== this.result.length - 1) return;
    const [brace] = this.result.splice(closed.index, 1);
    if (brace === undefined) return;
    this.open.push(closed.block);
    this.closed = null;
    this.surplus -= 1;
    this.reading.report(this.reading.spanOf(brace), surplusBrace());
  }

  /** Begins the block that the line before should have begun, as this one is deeper. */
  private openEarlier(before: number): void {
    const last = this.result.at(-1);
    if (this.surplus <= 0 || last === undefined) return;
    if (this.lines.indentation <= before || last.tokenType === LeftBrace)
      return;
    const isOpening = this.lines
      .before()
      .split(/\W+/)
      .some((word) => OPENING_WORDS.includes(word));
    if (!isOpening) return;
    this.surplus -= 1;
    const end = endOf(last);
    this.reading.report(this.reading.span(end, end), missingOpeningBrace(), {
      fix: [{ span: this.reading.span(end, end), text: " {" }],
    });
    const token = tokenAt(LeftBrace, "", end, end);
    this.open.push({ token, indentation: before });
    this.result.push(token);
  }

  private reportMissing(opened: readonly Open[]): void {
    const last = this.result.at(-1);
    if (this.isCut || last === undefined || opened.length === 0) return;
    const end = endOf(last);
    const related = opened.map(({ token }) => ({
      message: "opened here",
      span: this.reading.spanOf(token),
    }));
    const place = this.reading.span(end, end);
    this.reading.report(place, missingBrace(opened.length), { related });
  }

  private insertClosing(): void {
    const last = this.result.at(-1);
    if (this.open.pop() === undefined || last === undefined) return;
    this.surplus += 1;
    const end = endOf(last);
    this.result.push(tokenAt(RightBrace, "", end, end));
  }
}

function isUnclosedComment({ message }: Diagnostic): boolean {
  return message === unterminated("comment").message;
}

function areBalanced(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const { tokenType } of tokens) {
    if (tokenType === LeftBrace) depth += 1;
    else if (tokenType === RightBrace) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function count(tokens: readonly Token[], type: typeof LeftBrace): number {
  return tokens.filter(({ tokenType }) => tokenType === type).length;
}
