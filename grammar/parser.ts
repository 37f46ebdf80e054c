import { EOF, type CstNode, type ParserMethod } from "chevrotain";
import { DeclarationRules } from "./rules/declarations.ts";
import {
  AllowMark,
  Comma,
  LeftBrace,
  Name,
  RightBrace,
  StringLiteral,
  wordType,
} from "./tokens.ts";

type Rule = ParserMethod<[], CstNode>;

const FILE_BEGINNINGS = [
  wordType("import"),
  wordType("enum"),
  wordType("type"),
  wordType("abstract"),
  wordType("strategy"),
  AllowMark,
];

/** The grammar of `.fsm`: `new FsmParser(false)` also has it checked for ambiguities, which a test does. */
export class FsmParser extends DeclarationRules {
  readonly file: Rule = this.RULE("file", () => {
    this.items({
      close: EOF,
      items: () => this.MANY(() => this.SUBRULE(this.fileItem)),
      begins: () => this.nextIsAny(FILE_BEGINNINGS),
      expected: "`import`, `enum`, `type` or `strategy`",
    });
  });

  readonly fileItem: Rule = this.RULE("fileItem", () => {
    this.attempt(
      () => {
        this.MANY(() => this.SUBRULE(this.allow));
        this.OR({
          DEF: [
            { ALT: () => this.SUBRULE(this.import) },
            { ALT: () => this.SUBRULE(this.enumeration) },
            { ALT: () => this.SUBRULE(this.recordType) },
            { ALT: () => this.SUBRULE(this.strategy) },
          ],
          ERR_MSG: "`import`, `enum`, `type` or `strategy`",
        });
      },
      () => this.nextIsAny(FILE_BEGINNINGS),
    );
  });

  readonly import: Rule = this.RULE("import", () => {
    this.CONSUME(wordType("import"));
    this.OPTION(() => this.CONSUME(wordType("type")));
    this.CONSUME(LeftBrace);
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => this.SUBRULE(this.importedName),
      ERR_MSG: "a name to import",
    });
    this.CONSUME(RightBrace, { ERR_MSG: "`,` or `}`" });
    this.CONSUME(wordType("from"));
    this.CONSUME(StringLiteral, {
      ERR_MSG: 'the path of a file, such as "./lifecycle.fsm"',
    });
  });

  readonly importedName: Rule = this.RULE("importedName", () => {
    this.CONSUME(Name);
    this.OPTION(() => {
      this.CONSUME(wordType("as"));
      this.CONSUME1(Name, { LABEL: "as" });
    });
  });

  readonly strategy: Rule = this.RULE("strategy", () => {
    this.attempt(
      () => {
        this.OPTION(() => this.CONSUME(wordType("abstract")));
        this.CONSUME(wordType("strategy"));
        this.CONSUME(Name, { ERR_MSG: "the name of the strategy" });
        this.OPTION1(() => {
          this.CONSUME(wordType("extends"));
          this.CONSUME1(Name, {
            LABEL: "parent",
            ERR_MSG: "the name of the abstract strategy that it extends",
          });
        });
      },
      () => this.nextIs(LeftBrace) || this.nextIsAny(FILE_BEGINNINGS),
    );
    this.SUBRULE(this.strategyBody);
  });

  readonly strategyBody: Rule = this.RULE("strategyBody", () => {
    this.block({
      open: LeftBrace,
      close: RightBrace,
      items: () =>
        this.MANY({
          GATE: () => this.atMember(true),
          DEF: () => this.SUBRULE(this.member),
        }),
      begins: () => this.atMember(false),
      expected: "a declaration",
    });
  });

  /** What a text can be as a whole. */
  readonly entries = {
    file: this.file,
    expression: this.expression,
    typeNode: this.type,
    tail: this.tail,
    branch: this.branch,
    end: this.end,
    destination: this.destination,
    reaction: this.reaction,
    effects: this.effects,
    initialWay: this.initialWay,
    call: this.call,
    raised: this.raised,
    effectWords: this.effectWords,
    names: this.names,
    fieldNames: this.fieldNames,
    statePaths: this.statePaths,
    events: this.events,
    outcomes: this.outcomes,
    fromStates: this.fromStates,
  } as const;

  constructor(skipValidations = true) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  /** Reads all of the input; a part of a file that is not one comes to nothing. */
  start(entry: EntryRule): CstNode | undefined {
    return this.entries[entry].call(this);
  }
}

export type EntryRule = keyof FsmParser["entries"];

let parser: FsmParser | null = null;

/** The one instance, made when it is first needed: that takes some milliseconds. */
export function fsmParser(): FsmParser {
  parser ??= new FsmParser();
  return parser;
}
