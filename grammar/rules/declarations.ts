import type { CstNode, ParserMethod, TokenType } from "chevrotain";
import {
  AllowMark,
  Arrow,
  Assign,
  Colon,
  Comma,
  EffectWord,
  FieldName,
  Identifier,
  LeftBrace,
  LeftParenthesis,
  Name,
  RightBrace,
  RightParenthesis,
  StateModifier,
  TriggerModifier,
  wordType,
} from "../tokens.ts";
import { MEMBER_WORDS } from "../words.ts";
import { StateRules } from "./states.ts";

type Rule = ParserMethod<[], CstNode>;

const MEMBER_BEGINNINGS = [
  ...MEMBER_WORDS.map(wordType),
  wordType("initial"),
  AllowMark,
];

/** What is declared in a strategy. */
export class DeclarationRules extends StateRules {
  readonly member: Rule = this.RULE("member", () => {
    this.attempt(
      () => {
        this.MANY(() => this.SUBRULE(this.allow));
        this.OR({
          DEF: [
            { ALT: () => this.SUBRULE(this.version) },
            { ALT: () => this.SUBRULE(this.legs) },
            { ALT: () => this.SUBRULE(this.enumeration) },
            { ALT: () => this.SUBRULE(this.recordType) },
            { ALT: () => this.SUBRULE(this.param) },
            { ALT: () => this.SUBRULE(this.context) },
            {
              GATE: () => this.atModified(wordType("trigger"), TriggerModifier),
              ALT: () => this.SUBRULE(this.trigger),
            },
            { ALT: () => this.SUBRULE(this.output) },
            { ALT: () => this.SUBRULE(this.guard) },
            { ALT: () => this.SUBRULE(this.action) },
            { ALT: () => this.SUBRULE(this.activity) },
            { ALT: () => this.SUBRULE(this.errorPolicy) },
            { ALT: () => this.SUBRULE(this.timeout) },
            {
              GATE: () => this.atModified(wordType("state"), StateModifier),
              ALT: () => this.SUBRULE(this.state),
            },
            { ALT: () => this.SUBRULE(this.initialTail) },
            { ALT: () => this.SUBRULE(this.from) },
          ],
          IGNORE_AMBIGUITIES: true,
          ERR_MSG: "a declaration",
        });
      },
      () => this.atMember(false),
    );
  });

  readonly version: Rule = this.RULE("version", () => {
    this.CONSUME(wordType("version"));
    this.SUBRULE(this.expression);
  });

  readonly legs: Rule = this.RULE("legs", () => {
    this.CONSUME(wordType("leg"));
    this.SUBRULE(this.names);
  });

  readonly enumeration: Rule = this.RULE("enumeration", () => {
    this.CONSUME(wordType("enum"));
    this.CONSUME(Name, { ERR_MSG: "the name of the enum" });
    this.CONSUME(LeftBrace);
    this.MANY(() => {
      this.CONSUME1(Name, { LABEL: "member" });
      this.OPTION(() => this.CONSUME(Comma));
    });
    this.CONSUME(RightBrace, { ERR_MSG: "a member of the enum or `}`" });
  });

  readonly recordType: Rule = this.RULE("recordType", () => {
    this.CONSUME(wordType("type"));
    this.CONSUME(Name, { ERR_MSG: "the name of the type" });
    this.CONSUME(Assign);
    this.block({
      open: LeftBrace,
      close: RightBrace,
      items: () => this.MANY(() => this.SUBRULE(this.field)),
      begins: () => this.nextIs(FieldName) && this.atField(),
      expected: "a field, such as `price: number`",
    });
  });

  /** `(name: type, …)` of a trigger, an output, a guard or an activity. */
  readonly parameters: Rule = this.RULE("parameters", () => {
    this.CONSUME(LeftParenthesis, { ERR_MSG: "`(` and the arguments" });
    this.MANY({
      GATE: () => this.nextIs(Name) || this.nextIs(Colon, 2),
      DEF: () => this.SUBRULE(this.field),
    });
    this.CONSUME(RightParenthesis, { ERR_MSG: "`name: type` or `)`" });
  });

  readonly field: Rule = this.RULE("field", () => {
    this.attempt(
      () => {
        this.CONSUME(FieldName);
        this.CONSUME(Colon, { ERR_MSG: "`:` and the type" });
        this.SUBRULE(this.type);
      },
      () => this.atFieldEnd(),
    );
    this.OPTION(() => this.CONSUME(Comma));
  });

  readonly param: Rule = this.RULE("param", () => {
    this.CONSUME(wordType("param"));
    this.CONSUME(FieldName, { ERR_MSG: "the name of the param" });
    this.CONSUME(Colon, { ERR_MSG: "`:` and the type" });
    this.SUBRULE(this.type);
    this.OPTION(() => this.SUBRULE(this.initializer));
  });

  readonly initializer: Rule = this.RULE("initializer", () => {
    this.CONSUME(Assign);
    this.SUBRULE(this.expression);
  });

  readonly context: Rule = this.RULE("context", () => {
    this.CONSUME(wordType("context"));
    this.block({
      open: LeftBrace,
      close: RightBrace,
      items: () => this.MANY(() => this.SUBRULE(this.contextField)),
      begins: () =>
        this.nextIs(AllowMark) ||
        (this.nextIs(FieldName) && this.nextIs(Colon, 2)),
      expected: "a field, such as `price: number = 0`",
    });
  });

  readonly contextField: Rule = this.RULE("contextField", () => {
    this.attempt(
      () => {
        this.MANY(() => this.SUBRULE(this.allow));
        this.CONSUME(FieldName, { ERR_MSG: "the name of a field" });
        this.CONSUME(Colon, { ERR_MSG: "`:` and the type" });
        this.SUBRULE(this.type);
        this.OPTION(() => this.SUBRULE(this.initializer));
      },
      () => this.nextIs(AllowMark) || this.atFieldEnd(),
    );
    this.OPTION1(() => this.CONSUME(Comma));
  });

  readonly trigger: Rule = this.RULE("trigger", () => {
    this.MANY(() =>
      this.OR([
        { ALT: () => this.CONSUME(TriggerModifier) },
        { ALT: () => this.CONSUME(Identifier) },
      ]),
    );
    this.CONSUME(wordType("trigger"));
    this.CONSUME(Name, { ERR_MSG: "the name of the trigger" });
    this.OPTION(() => this.SUBRULE(this.parameters));
  });

  readonly output: Rule = this.RULE("output", () => {
    this.CONSUME(wordType("output"));
    this.CONSUME(Name, { ERR_MSG: "the name of the output" });
    this.OPTION(() => this.SUBRULE(this.parameters));
  });

  readonly guard: Rule = this.RULE("guard", () => {
    this.CONSUME(wordType("guard"));
    this.CONSUME(Name, { ERR_MSG: "the name of the guard" });
    this.OPTION(() => this.SUBRULE(this.parameters));
    this.OPTION1(() => this.SUBRULE(this.initializer));
  });

  readonly action: Rule = this.RULE("action", () => {
    this.CONSUME(wordType("action"));
    this.CONSUME(Name, { ERR_MSG: "the name of the action" });
    this.OPTION(() => {
      this.CONSUME(wordType("writes"));
      this.SUBRULE(this.fieldNames);
    });
  });

  readonly activity: Rule = this.RULE("activity", () => {
    this.CONSUME(wordType("activity"));
    this.CONSUME(Name, { ERR_MSG: "the name of the activity" });
    this.SUBRULE(this.parameters);
    this.OPTION(() => {
      this.CONSUME(Colon);
      this.SUBRULE(this.type, { LABEL: "result" });
    });
    this.OPTION1(() => {
      this.CONSUME(wordType("partial"));
      this.SUBRULE1(this.type, { LABEL: "reported" });
    });
    this.OPTION2(() => this.SUBRULE(this.effectWords));
  });

  readonly effectWords: Rule = this.RULE("effectWords", () => {
    this.AT_LEAST_ONE({
      DEF: () => this.CONSUME(EffectWord),
      ERR_MSG: "`opens`, `places`, `reduces`, `closes` or `cancels`",
    });
    this.OPTION({
      GATE: () => this.atLeg(),
      DEF: () => this.SUBRULE(this.names),
    });
  });

  readonly errorPolicy: Rule = this.RULE("errorPolicy", () => {
    this.CONSUME(wordType("errors"));
    this.CONSUME(wordType("limit"), {
      ERR_MSG: "`limit` and how many errors are allowed",
    });
    this.SUBRULE(this.expression, { LABEL: "limit" });
    this.OPTION(() => {
      this.CONSUME(wordType("within"));
      this.SUBRULE1(this.expression, { LABEL: "within" });
    });
    this.CONSUME(Arrow);
    this.SUBRULE(this.statePath);
  });

  readonly timeout: Rule = this.RULE("timeout", () => {
    this.CONSUME(wordType("timeout"));
    this.SUBRULE(this.expression);
    this.CONSUME(Arrow);
    this.SUBRULE(this.statePath);
  });

  /** Whether a declaration of a strategy may begin here. */
  protected atMember(misspelt: boolean): boolean {
    if (this.atField()) return false;
    return (
      this.nextIsAny(MEMBER_BEGINNINGS) ||
      this.atModified(wordType("state"), StateModifier, misspelt) ||
      this.atModified(wordType("trigger"), TriggerModifier, misspelt)
    );
  }

  /** After a mistake in a field: the comma behind it, or the next one. */
  private atFieldEnd(): boolean {
    const ends: TokenType[] = [Comma, RightParenthesis, RightBrace];
    return (
      this.nextIsAny(ends) || (this.nextIs(FieldName) && this.nextIs(Colon, 2))
    );
  }
}
