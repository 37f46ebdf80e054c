import {
  CstParser,
  EOF,
  isRecognitionException,
  MismatchedTokenException,
  tokenMatcher,
  type IParserErrorMessageProvider,
  type IToken,
  type TokenType,
} from "chevrotain";
import { LazyLookahead } from "./lookahead.ts";
import {
  Dot,
  endOf,
  LeftBrace,
  Name,
  RightBrace,
  RightBracket,
  RightParenthesis,
  VOCABULARY,
} from "./tokens.ts";

/** How deep expressions and states may lie in each other: beyond, the parser's own stack would be at risk. */
export const DEEPEST = { expression: 200, state: 64 } as const;

/** What the parser says of a text that lies too deep, in place of what it expected. */
export const TOO_DEEP = "too deep";

/** What is expected where a name stands, in the words of the rules. */
export const NAME_EXPECTED =
  /^(?:a name|the name|the activity|the trigger|a trigger|the state it leads to)/;

/** After so many mistakes a text is something else. */
const MOST_FAILURES = 100;

/** The messages of the parser are what it expected, in words of the language; `src/syntax` makes sentences of them. */
const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => expected.LABEL ?? expected.name,
  buildNotAllInputParsedMessage: () => "the end",
  buildNoViableAltMessage: ({ customUserDescription }) =>
    customUserDescription ?? "something else",
  buildEarlyExitMessage: ({ customUserDescription }) =>
    customUserDescription ?? "something else",
};

/** A place at which the parser could not go on. */
export interface Failure {
  /** In words of the language, or `TOO_DEEP`. */
  readonly expected: string;
  /** The rule of the grammar that was being read. */
  readonly rule: string;
  /** Of the token that stands there; the number of tokens where the text ends. */
  readonly index: number;
}

/** A list of items between brackets, each of which is read or skipped on its own. */
export interface Block {
  readonly open: TokenType;
  readonly close: TokenType;
  /** What is expected where no item begins. */
  readonly expected: string;
  /** Reads all items that are there. */
  readonly items: () => void;
  /** Whether an item may begin here: there it goes on after a mistake. */
  readonly begins: () => boolean;
}

/**
 * The way in which the parser goes on after a mistake. Chevrotain's own skips to any token that some outer rule might go on
 * with, which in a language of nested blocks leads out of the block: here an item that cannot be read is skipped up to the
 * next one of the same block. It counts on braces that are balanced.
 */
export class RecoveringParser extends CstParser {
  /** Names in what was skipped: that they are declared nowhere means nothing. */
  readonly unread = new Set<string>();
  private failed = 0;
  private text = "";
  private depth = { expression: 0, state: 0 };

  constructor(skipValidations: boolean) {
    super(VOCABULARY, {
      maxLookahead: 1,
      recoveryEnabled: false,
      nodeLocationTracking: "onlyOffset",
      errorMessageProvider: expectations,
      skipValidations,
      ...(skipValidations
        ? { lookaheadStrategy: new LazyLookahead(() => this.LA(1)) }
        : {}),
    });
  }

  override reset(): void {
    super.reset();
    this.unread.clear();
    this.failed = 0;
    this.depth = { expression: 0, state: 0 };
  }

  /** Gives it the tokens of a text; the lines of the text help to go on after a mistake. */
  load(text: string, tokens: readonly IToken[]): void {
    this.input = [...tokens];
    this.text = text;
  }

  /** What could not be read of the input, in the order of the text. */
  failures(): readonly Failure[] {
    return this.errors.map(({ message, token, context }) => ({
      expected: message,
      rule: context.ruleStack.at(-1) ?? "",
      index: tokenMatcher(token, EOF)
        ? this.input.length
        : this.input.indexOf(token),
    }));
  }

  protected nextIs(type: TokenType, ahead = 1): boolean {
    return tokenMatcher(this.LA(ahead), type);
  }

  /** Reads the items of a block and skips what is none. */
  protected block({ open, close, items, begins, expected }: Block): void {
    this.CONSUME(open);
    this.items({ close, items, begins, expected });
    this.CONSUME(close);
  }

  /** As in a block, up to a token that is left to be read. */
  protected items({
    close,
    items,
    begins,
    expected,
  }: Omit<Block, "open">): void {
    items();
    if (this.RECORDING_PHASE) return;
    const over = [close, RightBrace, EOF];
    while (!over.some((token) => this.nextIs(token))) {
      this.attempt(() => {
        this.consume(9, close, { ERR_MSG: expected });
      }, begins);
      items();
    }
  }

  /** Reads an item, or skips to where the next begins or the block ends. */
  protected attempt(item: () => void, begins: () => boolean): void {
    if (this.RECORDING_PHASE) {
      item();
      return;
    }
    const first = this.LA(1);
    try {
      item();
    } catch (error) {
      if (!(error instanceof Error) || !isRecognitionException(error))
        throw error;
      this.failed += 1;
      if (this.isForName(error)) {
        this.unread.add(this.LA(1).image);
        this.pass();
      }
      this.skip(first, begins);
    }
  }

  /** A keyword where a name should stand, on the line of what should have it: it is meant for one, and begins nothing. */
  private isForName({ message }: Error): boolean {
    return (
      NAME_EXPECTED.test(message) &&
      /^[a-z]+$/.test(this.LA(1).image) &&
      !this.isOnNewLine(1)
    );
  }

  /** Whether a line ends before the token. */
  protected isOnNewLine(ahead: number): boolean {
    const before = endOf(this.LA(ahead - 1));
    return /[\n\r]/.test(this.text.slice(before, this.LA(ahead).startOffset));
  }

  /** Reads what lies one level deeper, unless that is too deep. */
  protected deeper(kind: keyof typeof DEEPEST, read: () => void): void {
    if (this.RECORDING_PHASE) {
      read();
      return;
    }
    if (this.depth[kind] >= DEEPEST[kind]) {
      this.consume(8, EOF, { ERR_MSG: TOO_DEEP });
      throw new MismatchedTokenException(TOO_DEEP, this.LA(1), this.LA(0));
    }
    this.depth[kind] += 1;
    try {
      read();
    } finally {
      this.depth[kind] -= 1;
    }
  }

  private skip(first: IToken, begins: () => boolean): void {
    const column = this.columnOf(first);
    let open = this.noteRead(first);
    const giveUp = this.failed >= MOST_FAILURES;
    if (this.LA(1) === first && !this.nextIs(RightBrace)) open += this.pass();
    while (!this.nextIs(EOF)) {
      if (open === 0 && !giveUp) {
        if (this.nextIs(RightBrace)) return;
        if (begins() && !tokenMatcher(this.LA(0), Dot)) return;
        if (column !== null && this.beginsLine(column)) return;
      }
      open += this.pass();
    }
  }

  /** Whether the next token begins a line as far left as the item that failed: then it is the next item, or meant for one. */
  private beginsLine(column: number): boolean {
    const own = this.columnOf(this.LA(1));
    const closes = [RightParenthesis, RightBracket].some((each) =>
      this.nextIs(each),
    );
    return !closes && own !== null && own <= column;
  }

  /** Null for a token that does not begin its line. */
  private columnOf({ startOffset }: IToken): number | null {
    let start = startOffset;
    while (this.text[start - 1] === " " || this.text[start - 1] === "\t")
      start -= 1;
    const before = this.text[start - 1];
    const isFirst = before === "\n" || before === "\r" || start === 0;
    return isFirst ? startOffset - start : null;
  }

  /** Of what was read since `first`: notes the names; returns how many braces it left open. */
  private noteRead(first: IToken): number {
    if (this.LA(1) === first) return 0;
    let open = 0;
    for (let back = 0; ; back -= 1) {
      const token = this.LA(back);
      if (tokenMatcher(token, EOF)) return 0;
      open += this.note(token);
      if (token === first) return Math.max(0, open);
    }
  }

  private pass(): number {
    const token = this.LA(1);
    this.SKIP_TOKEN();
    return this.note(token);
  }

  private note(token: IToken): number {
    if (tokenMatcher(token, Name)) this.unread.add(token.image);
    if (token.tokenType === LeftBrace) return 1;
    return token.tokenType === RightBrace ? -1 : 0;
  }
}
