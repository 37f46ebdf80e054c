import {
  LeftBrace,
  RightBrace,
  endOf,
  tokenAt,
  type Token,
} from "../../../grammar/tokens.ts";
import { at } from "../../diagnostics/index.ts";
import {
  missingBrace,
  surplusBrace,
} from "../../diagnostics/messages/syntax.ts";
import type { Reading } from "./reading.ts";

interface Open {
  readonly token: Token;
  /** Of the line on which it stands. */
  readonly indentation: number;
}

/**
 * The tokens with as many `}` as `{`. Where the numbers differ the indentation tells where one is missing or too many: a line
 * that begins no deeper than the one that opened a block is no longer in it. The parser counts on it to find the end of a
 * block that it cannot read.
 */
export function balanceBraces(
  reading: Reading,
  tokens: readonly Token[],
): readonly Token[] {
  if (areBalanced(tokens)) return tokens;
  const { text } = reading;
  const result: Token[] = [];
  const open: Open[] = [];
  let surplus = count(tokens, RightBrace) - count(tokens, LeftBrace);
  let lineStart = 0;

  tokens.forEach((token) => {
    const offset = token.startOffset;
    const line = text.lastIndexOf("\n", offset - 1) + 1;
    const isFirst = line !== lineStart || result.length === 0;
    lineStart = line;
    const indentation = indentationAt(text, line);
    const closes = token.tokenType === RightBrace;
    if (isFirst) closeDeeper(indentation, closes);
    if (closes) {
      const isTooDeep =
        isFirst && surplus > 0 && indentation > (open.at(-1)?.indentation ?? 0);
      if (open.length === 0 || isTooDeep) {
        surplus -= 1;
        reading.report(reading.spanOf(token), surplusBrace());
        return;
      }
      open.pop();
    } else if (token.tokenType === LeftBrace) {
      open.push({ token, indentation });
    }
    result.push(token);
  });
  while (open.length > 0) close();
  return result;

  /** Ends the blocks in which a line of that indentation cannot be any more. */
  function closeDeeper(indentation: number, closes: boolean): void {
    for (
      let last = open.at(-1);
      last !== undefined && surplus < 0;
      last = open.at(-1)
    ) {
      const isOver = closes
        ? last.indentation > indentation
        : last.indentation >= indentation;
      if (!isOver) return;
      close();
    }
  }

  function close(): void {
    const opened = open.pop();
    const last = result.at(-1);
    if (opened === undefined || last === undefined) return;
    surplus += 1;
    const end = endOf(last);
    const span = reading.span(end, end);
    const related = {
      message: "opened here",
      span: reading.spanOf(opened.token),
    };
    reading.diagnostics.push(at({ span, related: [related] }, missingBrace()));
    result.push(tokenAt(RightBrace, "", end, end));
  }
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

function indentationAt(text: string, lineStart: number): number {
  let end = lineStart;
  while (text[end] === " " || text[end] === "\t") end += 1;
  return end - lineStart;
}
