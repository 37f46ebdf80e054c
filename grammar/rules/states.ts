import type { CstNode, ParserMethod, TokenType } from "chevrotain";
import {
  AllowMark,
  Arrow,
  Assign,
  Colon,
  Comma,
  Identifier,
  LeftBrace,
  LeftParenthesis,
  Name,
  Outcome,
  RightBrace,
  RightParenthesis,
  RuleName,
  Star,
  StateModifier,
  StringLiteral,
  wordType,
} from "../tokens.ts";
import { STATE_ITEM_WORDS } from "../words.ts";
import { TransitionRules } from "./transitions.ts";

type Rule = ParserMethod<[], CstNode>;

const ITEM_BEGINNINGS = [
  ...STATE_ITEM_WORDS.map(wordType),
  wordType("initial"),
  AllowMark,
];

/** States and what stands in them. */
export class StateRules extends TransitionRules {
  readonly state: Rule = this.RULE("state", () => {
    this.attempt(
      () => {
        this.MANY(() =>
          this.OR({
            DEF: [
              { ALT: () => this.CONSUME(StateModifier) },
              { ALT: () => this.CONSUME(Identifier) },
            ],
          }),
        );
        this.CONSUME(wordType("state"));
        this.CONSUME(Name, { ERR_MSG: "the name of the state" });
      },
      () => this.nextIs(LeftBrace) || this.atStateItem(false),
    );
    this.OPTION(() => this.SUBRULE(this.stateBody));
  });

  readonly stateBody: Rule = this.RULE("stateBody", () => {
    this.deeper("state", () => {
      this.block({
        open: LeftBrace,
        close: RightBrace,
        items: () =>
          this.MANY({
            GATE: () => this.atStateItem(true),
            DEF: () => this.SUBRULE(this.stateItem),
          }),
        begins: () => this.atStateItem(false),
        expected: "an item of the state",
      });
    });
  });

  readonly stateItem: Rule = this.RULE("stateItem", () => {
    this.attempt(
      () => {
        this.MANY(() => this.SUBRULE(this.allow));
        this.OR({
          DEF: [
            { ALT: () => this.SUBRULE(this.callbacks) },
            { ALT: () => this.SUBRULE(this.on) },
            { ALT: () => this.SUBRULE(this.always) },
            { ALT: () => this.SUBRULE(this.timer) },
            { ALT: () => this.SUBRULE(this.run) },
            { ALT: () => this.SUBRULE(this.deferral) },
            {
              GATE: () => this.atModified(wordType("state"), StateModifier),
              ALT: () => this.SUBRULE(this.state),
            },
            { ALT: () => this.SUBRULE(this.initialTail) },
          ],
          IGNORE_AMBIGUITIES: true,
          ERR_MSG: "an item of the state",
        });
      },
      () => this.atStateItem(false),
    );
  });

  readonly callbacks: Rule = this.RULE("callbacks", () => {
    this.OR([
      { ALT: () => this.CONSUME(wordType("enter")) },
      { ALT: () => this.CONSUME(wordType("exit")) },
    ]);
    this.SUBRULE(this.reaction);
  });

  readonly reaction: Rule = this.RULE("reaction", () => {
    this.OPTION({
      GATE: () => !this.nextIs(wordType("cancel")) || !this.nextIs(Name, 2),
      DEF: () => this.SUBRULE(this.names),
    });
    this.SUBRULE(this.effects);
  });

  readonly on: Rule = this.RULE("on", () => {
    this.CONSUME(wordType("on"));
    this.SUBRULE(this.events);
    this.SUBRULE(this.tail);
  });

  readonly events: Rule = this.RULE("events", () => {
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => this.SUBRULE(this.event),
      ERR_MSG: "a trigger, `error`, `done` or `recover`",
    });
  });

  readonly event: Rule = this.RULE("event", () => {
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(Name) },
        { ALT: () => this.CONSUME(wordType("error")) },
        { ALT: () => this.CONSUME(wordType("done")) },
        { ALT: () => this.CONSUME(wordType("recover")) },
      ],
      ERR_MSG: "a trigger, `error`, `done` or `recover`",
    });
  });

  readonly always: Rule = this.RULE("always", () => {
    this.CONSUME(wordType("always"));
    this.SUBRULE(this.tail);
  });

  readonly timer: Rule = this.RULE("timer", () => {
    this.OR([
      { ALT: () => this.CONSUME(wordType("after")) },
      { ALT: () => this.CONSUME(wordType("at")) },
      { ALT: () => this.CONSUME(wordType("every")) },
    ]);
    this.SUBRULE(this.expression);
    this.SUBRULE(this.tail);
  });

  readonly run: Rule = this.RULE("run", () => {
    this.attempt(
      () => {
        this.CONSUME(wordType("run"));
        this.CONSUME(Name, { ERR_MSG: "the activity to run" });
        this.SUBRULE(this.arguments);
        this.OPTION(() => this.SUBRULE(this.retry));
        this.OPTION1(() => {
          this.CONSUME(wordType("timeout"));
          this.SUBRULE(this.expression);
        });
      },
      () => this.nextIs(LeftBrace) || this.atStateItem(false),
    );
    this.SUBRULE(this.arms);
  });

  readonly retry: Rule = this.RULE("retry", () => {
    this.CONSUME(wordType("retry"));
    this.SUBRULE(this.expression, { LABEL: "attempts" });
    this.OPTION(() => {
      this.CONSUME(wordType("backoff"));
      this.SUBRULE1(this.expression, { LABEL: "first" });
      this.OPTION1(() => {
        this.CONSUME(wordType("to"));
        this.SUBRULE2(this.expression, { LABEL: "longest" });
      });
    });
  });

  readonly arms: Rule = this.RULE("arms", () => {
    this.block({
      open: LeftBrace,
      close: RightBrace,
      items: () => this.MANY(() => this.SUBRULE(this.arm)),
      begins: () => this.nextIs(Outcome) || this.nextIs(AllowMark),
      expected: "an arm: `done`, `failed`, `unknown` or `partial`",
    });
  });

  readonly arm: Rule = this.RULE("arm", () => {
    this.attempt(
      () => {
        this.MANY(() => this.SUBRULE(this.allow));
        this.SUBRULE(this.outcomes);
        this.SUBRULE(this.tail);
      },
      () => this.nextIs(Outcome) || this.nextIs(AllowMark),
    );
  });

  readonly outcomes: Rule = this.RULE("outcomes", () => {
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () =>
        this.CONSUME(Outcome, {
          ERR_MSG: "`done`, `failed`, `unknown` or `partial`",
        }),
      ERR_MSG: "`done`, `failed`, `unknown` or `partial`",
    });
  });

  readonly deferral: Rule = this.RULE("deferral", () => {
    this.OR([
      { ALT: () => this.CONSUME(wordType("defer")) },
      { ALT: () => this.CONSUME(wordType("ignore")) },
    ]);
    this.SUBRULE(this.names);
  });

  readonly initialTail: Rule = this.RULE("initialTail", () => {
    this.CONSUME(wordType("initial"));
    this.SUBRULE(this.initialWay);
  });

  readonly initialWay: Rule = this.RULE("initialWay", () => {
    this.SUBRULE(this.effects);
    this.CONSUME(Arrow, {
      ERR_MSG: "`->` and the state to begin with, or `state`",
    });
    this.SUBRULE(this.targets);
  });

  readonly from: Rule = this.RULE("from", () => {
    this.CONSUME(wordType("from"));
    this.SUBRULE(this.fromStates);
    this.OPTION(() => {
      this.CONSUME(wordType("except"));
      this.SUBRULE(this.statePaths);
    });
    this.OR({
      DEF: [
        { ALT: () => this.SUBRULE(this.on) },
        { ALT: () => this.SUBRULE(this.deferral) },
      ],
      ERR_MSG: "`on`, `defer` or `ignore`",
    });
  });

  readonly fromStates: Rule = this.RULE("fromStates", () => {
    this.OR({
      DEF: [
        { ALT: () => this.CONSUME(Star) },
        { ALT: () => this.CONSUME(StateModifier) },
        { ALT: () => this.SUBRULE(this.statePaths) },
      ],
      ERR_MSG: "`*`, a modifier such as `exposed`, or names of states",
    });
  });

  readonly statePaths: Rule = this.RULE("statePaths", () => {
    this.AT_LEAST_ONE_SEP({
      SEP: Comma,
      DEF: () => this.SUBRULE(this.statePath),
      ERR_MSG: "the name of a state",
    });
  });

  readonly allow: Rule = this.RULE("allow", () => {
    this.CONSUME(AllowMark);
    this.CONSUME(LeftParenthesis);
    this.CONSUME(RuleName);
    this.OPTION(() => {
      this.CONSUME(Comma);
      this.CONSUME(StringLiteral, {
        ERR_MSG: "the reason, a text in double quotes",
      });
    });
    this.CONSUME(RightParenthesis);
  });

  /** Whether an item of a state begins here; `misspelt`: also with a word that may be meant for a modifier. */
  protected atStateItem(misspelt: boolean): boolean {
    if (this.atField()) return false;
    return (
      this.nextIsAny(ITEM_BEGINNINGS) ||
      this.atModified(wordType("state"), StateModifier, misspelt)
    );
  }

  /** Whether modifiers lead to the word. A word that is none of them leads no further than to the end of its line. */
  protected atModified(
    word: TokenType,
    modifier: TokenType,
    misspelt = true,
  ): boolean {
    const most = 12;
    let isLost = false;
    for (let ahead = 1; ahead <= most; ahead += 1) {
      if (isLost && this.isOnNewLine(ahead)) return false;
      if (this.nextIs(word, ahead)) return true;
      if (this.nextIs(modifier, ahead)) continue;
      if (!misspelt || !this.nextIs(Identifier, ahead)) return false;
      isLost = true;
    }
    return false;
  }

  /** A word in the place of a name: `timeout: duration`, `limit = 3`. */
  protected atField(): boolean {
    return this.nextIs(Colon, 2) || this.nextIs(Assign, 2);
  }
}
