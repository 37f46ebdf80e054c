import type { CstNode, ParserMethod } from "chevrotain";
import { RecoveringParser } from "../recovery.ts";
import {
  BinaryOperator,
  Colon,
  Comma,
  Dot,
  FieldName,
  Identifier,
  LeftBrace,
  LeftBracket,
  LeftParenthesis,
  Name,
  NumberLiteral,
  PrefixOperator,
  Question,
  QuestionDot,
  RightBrace,
  RightBracket,
  RightParenthesis,
  StringLiteral,
  wordType,
} from "../tokens.ts";

type Rule = ParserMethod<[], CstNode>;

/** Expressions and types. */
export class ExpressionRules extends RecoveringParser {
  /** Operands and operators in a row: `src/syntax` groups them by how tightly they bind, which spares ten levels of rules. */
  readonly expression: Rule = this.RULE("expression", () => {
    this.deeper("expression", () => {
      this.SUBRULE(this.operand);
      this.MANY(() => {
        this.CONSUME(BinaryOperator);
        this.SUBRULE1(this.operand);
      });
      this.OPTION(() => {
        this.CONSUME(Question);
        this.SUBRULE(this.expression, { LABEL: "then" });
        this.CONSUME(Colon, {
          ERR_MSG: "`:` and the value for when the condition does not hold",
        });
        this.SUBRULE1(this.expression, { LABEL: "otherwise" });
      });
    });
  });

  readonly operand: Rule = this.RULE("operand", () => {
    this.MANY(() => this.CONSUME(PrefixOperator));
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(NumberLiteral) },
        { ALT: () => this.CONSUME(StringLiteral) },
        { ALT: () => this.CONSUME(wordType("true")) },
        { ALT: () => this.CONSUME(wordType("false")) },
        { ALT: () => this.CONSUME(wordType("null")) },
        {
          GATE: () => this.nextIs(LeftParenthesis, 2),
          ALT: () => this.SUBRULE(this.inState),
        },
        {
          GATE: () => !this.atMissingOperand(),
          ALT: () => {
            this.CONSUME(FieldName);
            this.OPTION(() => this.SUBRULE(this.arguments));
          },
          IGNORE_AMBIGUITIES: true,
        },
        { ALT: () => this.SUBRULE(this.parenthesized) },
        { ALT: () => this.SUBRULE(this.recordLiteral) },
        { ALT: () => this.SUBRULE(this.listLiteral) },
      ],
      IGNORE_AMBIGUITIES: true,
      ERR_MSG: "an expression",
    });
    this.MANY1(() => this.SUBRULE(this.postfix));
  });

  /**
   * `when set x = 1`, `a + guard g`: after a word in the place of an operand no name can follow, unless of the next field, so
   * that the word begins something and the operand is missing.
   */
  private atMissingOperand(): boolean {
    return (
      !this.nextIs(Name) && this.nextIs(Identifier, 2) && !this.nextIs(Colon, 3)
    );
  }

  readonly postfix: Rule = this.RULE("postfix", () => {
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.OR1([
              { ALT: () => this.CONSUME(Dot) },
              { ALT: () => this.CONSUME(QuestionDot) },
            ]);
            this.OR2({
              DEF: [
                {
                  GATE: () => !this.atMissingOperand(),
                  ALT: () => this.CONSUME(FieldName),
                },
              ],
              ERR_MSG: "the name of a member after the dot",
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(LeftBracket);
            this.SUBRULE(this.expression);
            this.CONSUME(RightBracket);
          },
        },
      ],
      ERR_MSG: "`.` or `[`",
    });
  });

  readonly inState: Rule = this.RULE("inState", () => {
    this.CONSUME(wordType("in"));
    this.CONSUME(LeftParenthesis);
    this.SUBRULE(this.statePath);
    this.CONSUME(RightParenthesis);
  });

  readonly parenthesized: Rule = this.RULE("parenthesized", () => {
    this.CONSUME(LeftParenthesis);
    this.SUBRULE(this.expression);
    this.CONSUME(RightParenthesis);
  });

  readonly recordLiteral: Rule = this.RULE("recordLiteral", () => {
    this.CONSUME(LeftBrace);
    this.MANY(() => {
      this.SUBRULE(this.recordField);
      this.OPTION(() => this.CONSUME(Comma));
    });
    this.CONSUME(RightBrace);
  });

  readonly recordField: Rule = this.RULE("recordField", () => {
    this.CONSUME(FieldName);
    this.CONSUME(Colon);
    this.SUBRULE(this.expression);
  });

  readonly listLiteral: Rule = this.RULE("listLiteral", () => {
    this.CONSUME(LeftBracket);
    this.MANY_SEP({
      SEP: Comma,
      DEF: () => this.SUBRULE(this.expression),
    });
    this.CONSUME(RightBracket, { ERR_MSG: "`,` or `]`" });
  });

  readonly arguments: Rule = this.RULE("arguments", () => {
    this.CONSUME(LeftParenthesis, { ERR_MSG: "`(` and the arguments" });
    this.MANY_SEP({
      SEP: Comma,
      DEF: () => this.SUBRULE(this.expression),
    });
    this.CONSUME(RightParenthesis, { ERR_MSG: "`,` or `)`" });
  });

  readonly type: Rule = this.RULE("typeNode", () => {
    this.CONSUME(Name, { ERR_MSG: "a type" });
    this.MANY(() => this.SUBRULE(this.typeSuffix));
  });

  readonly typeSuffix: Rule = this.RULE("typeSuffix", () => {
    this.OR([
      { ALT: () => this.CONSUME(Question) },
      {
        ALT: () => {
          this.CONSUME(LeftBracket);
          this.CONSUME(RightBracket);
        },
      },
    ]);
  });

  readonly statePath: Rule = this.RULE("statePath", () => {
    this.CONSUME(Name, { ERR_MSG: "the name of a state" });
    this.MANY(() => {
      this.CONSUME(Dot);
      this.CONSUME(FieldName, {
        ERR_MSG: "the name of a state after the dot",
      });
    });
  });
}
