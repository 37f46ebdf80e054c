import { tokenMatcher, type CstNode, type ParserMethod } from "chevrotain";
import {
  Arrow,
  Becomes,
  Comma,
  FieldName,
  Identifier,
  LeftBrace,
  LeftParenthesis,
  Name,
  RightBrace,
  wordType,
} from "../tokens.ts";
import { ExpressionRules } from "./expressions.ts";

type Rule = ParserMethod<[], CstNode>;

/** What happens on the way from one state to another: conditions, effects, targets. */
export class TransitionRules extends ExpressionRules {
  readonly tail: Rule = this.RULE("tail", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.choice) },
        { ALT: () => this.SUBRULE(this.branch) },
      ],
      ERR_MSG: "`->` or `stay`",
    });
  });

  readonly choice: Rule = this.RULE("choice", () => {
    this.block({
      open: LeftBrace,
      close: RightBrace,
      items: () => this.MANY(() => this.SUBRULE(this.choiceBranch)),
      begins: () =>
        this.nextIs(wordType("when")) || this.nextIs(wordType("else")),
      expected: "`when` or `else`, with which each branch of a choice begins",
    });
  });

  readonly choiceBranch: Rule = this.RULE("choiceBranch", () => {
    this.attempt(
      () => {
        this.OR([
          {
            ALT: () => {
              this.CONSUME(wordType("when"));
              this.SUBRULE(this.expression);
            },
          },
          { ALT: () => this.CONSUME(wordType("else")) },
        ]);
        this.SUBRULE(this.effects);
        this.SUBRULE(this.end);
      },
      () => this.nextIs(wordType("when")) || this.nextIs(wordType("else")),
    );
  });

  readonly branch: Rule = this.RULE("branch", () => {
    this.OPTION(() => {
      this.CONSUME(wordType("when"));
      this.SUBRULE(this.expression);
    });
    this.SUBRULE(this.effects);
    this.SUBRULE(this.end);
  });

  readonly end: Rule = this.RULE("end", () => {
    this.OR({
      DEF: [
        {
          ALT: () => {
            this.CONSUME(Arrow);
            this.SUBRULE(this.destination);
          },
        },
        { ALT: () => this.CONSUME(wordType("stay")) },
      ],
      ERR_MSG: "`->` or `stay`",
    });
  });

  readonly destination: Rule = this.RULE("destination", () => {
    this.SUBRULE(this.targets);
    this.OPTION(() => this.CONSUME(wordType("reenter")));
  });

  readonly targets: Rule = this.RULE("targets", () => {
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => this.SUBRULE(this.target),
      ERR_MSG: "the state it leads to",
    });
  });

  readonly target: Rule = this.RULE("target", () => {
    this.OPTION(() => {
      this.OPTION1(() => this.CONSUME(wordType("deep")));
      this.CONSUME(wordType("history"));
    });
    this.SUBRULE(this.statePath);
  });

  readonly effects: Rule = this.RULE("effects", () => {
    this.MANY(() => this.SUBRULE(this.effect));
  });

  readonly effect: Rule = this.RULE("effect", () => {
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.setEffect) },
        { ALT: () => this.SUBRULE(this.doEffect) },
        { ALT: () => this.SUBRULE(this.raiseEffect) },
        { ALT: () => this.SUBRULE(this.cancelEffect) },
        { ALT: () => this.SUBRULE(this.emitEffect) },
        { ALT: () => this.SUBRULE(this.flatEffect) },
      ],
      ERR_MSG: "an effect",
    });
  });

  readonly setEffect: Rule = this.RULE("setEffect", () => {
    this.CONSUME(wordType("set"));
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => this.SUBRULE(this.assignment),
      ERR_MSG: "the field to set",
    });
  });

  readonly assignment: Rule = this.RULE("assignment", () => {
    this.CONSUME(FieldName, { ERR_MSG: "the field to set" });
    this.CONSUME(Becomes);
    this.SUBRULE(this.expression);
  });

  readonly doEffect: Rule = this.RULE("doEffect", () => {
    this.CONSUME(wordType("do"));
    this.SUBRULE(this.names);
  });

  readonly raiseEffect: Rule = this.RULE("raiseEffect", () => {
    this.CONSUME(wordType("raise"));
    this.SUBRULE(this.raised);
  });

  readonly raised: Rule = this.RULE("raised", () => {
    this.SUBRULE(this.call);
    this.OPTION(() => {
      this.CONSUME(wordType("delay"));
      this.SUBRULE(this.expression);
    });
  });

  readonly cancelEffect: Rule = this.RULE("cancelEffect", () => {
    this.CONSUME(wordType("cancel"));
    this.CONSUME(Name, { ERR_MSG: "the trigger or activity to cancel" });
  });

  readonly emitEffect: Rule = this.RULE("emitEffect", () => {
    this.CONSUME(wordType("emit"));
    this.SUBRULE(this.call);
  });

  readonly flatEffect: Rule = this.RULE("flatEffect", () => {
    this.CONSUME(wordType("flat"));
    this.OPTION({
      GATE: () => this.atLeg(),
      DEF: () => this.SUBRULE(this.names),
    });
  });

  readonly call: Rule = this.RULE("call", () => {
    this.CONSUME(Name, { ERR_MSG: "the name of a trigger or an output" });
    this.OPTION({
      GATE: () => this.nextIs(LeftParenthesis),
      DEF: () => this.SUBRULE(this.arguments),
    });
  });

  readonly names: Rule = this.RULE("names", () => {
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => this.CONSUME(Name),
      ERR_MSG: "a name",
    });
  });

  readonly fieldNames: Rule = this.RULE("fieldNames", () => {
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => this.CONSUME(FieldName),
      ERR_MSG: "a name",
    });
  });

  /** After `flat` and the effect words legs may be left out: what two names in a row begin is a misspelt item, not a leg. */
  protected atLeg(): boolean {
    return (
      this.LA(1).tokenType === Identifier && this.LA(2).tokenType !== Identifier
    );
  }

  protected nextIsAny(types: readonly (typeof Name)[]): boolean {
    const next = this.LA(1);
    return types.some((type) => tokenMatcher(next, type));
  }
}
