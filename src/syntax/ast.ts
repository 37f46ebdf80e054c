/**
 * What both spellings are read into: the text's own structure, names unresolved, nothing expanded. Every node carries the
 * span that a diagnostic about it marks, so that the words under it are the same in `.fsm` and in YAML.
 */
import type { SourceFile, Span } from "../source/index.ts";

export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** `A.B`: a state, called by its name with as many parents before it as make it unique. */
export interface StatePath {
  readonly names: readonly Name[];
  readonly span: Span;
}

export interface SpecFile {
  readonly source: SourceFile;
  readonly imports: readonly Import[];
  /** Enums and types outside of every strategy: for all strategies of the file, and for those that import them. */
  readonly declarations: readonly (EnumDeclaration | TypeDeclaration)[];
  readonly strategies: readonly Strategy[];
}

export interface Import {
  /** `spec`: strategies, enums and types of another spec. `type`: TypeScript types, opaque to the checker. */
  readonly kind: "spec" | "type";
  readonly names: readonly ImportedName[];
  /** The string between the quotes, and its span without them. */
  readonly from: Name;
  readonly keyword: Span;
}

export interface ImportedName {
  readonly name: Name;
  readonly as: Name | null;
}

/** `@allow(rule-name, "reason")`. */
export interface Allow {
  readonly rule: Name;
  /** Null where it is missing, which is an error. */
  readonly reason: string | null;
  readonly span: Span;
}

interface Documented {
  /** The text of `///` (or `doc:`), lines joined by a line break; null without. */
  readonly doc: string | null;
  readonly allows: readonly Allow[];
}

export interface Strategy extends Documented {
  readonly name: Name;
  readonly abstract: boolean;
  readonly parent: Name | null;
  /** `abstract` or `strategy`. */
  readonly keyword: Span;
  readonly span: Span;
  /** In the order of the text. */
  readonly members: readonly Member[];
}

export type Member =
  | Version
  | LegDeclaration
  | EnumDeclaration
  | TypeDeclaration
  | ParamDeclaration
  | FieldDeclaration
  | TriggerDeclaration
  | OutputDeclaration
  | GuardDeclaration
  | ActionDeclaration
  | ActivityDeclaration
  | ErrorsDeclaration
  | TimeoutDeclaration
  | InitialTail
  | StateDeclaration
  | FromDeclaration;

export interface Version extends Documented {
  readonly kind: "version";
  readonly value: Expression;
  readonly keyword: Span;
}

export interface LegDeclaration extends Documented {
  readonly kind: "leg";
  readonly names: readonly Name[];
}

export interface EnumDeclaration extends Documented {
  readonly kind: "enum";
  readonly name: Name;
  readonly members: readonly Name[];
}

export interface TypeDeclaration extends Documented {
  readonly kind: "type";
  readonly name: Name;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: Name;
  readonly type: TypeNode;
  readonly doc: string | null;
}

export type TypeNode =
  | { readonly kind: "named"; readonly name: Name; readonly span: Span }
  | { readonly kind: "optional"; readonly of: TypeNode; readonly span: Span }
  | { readonly kind: "list"; readonly of: TypeNode; readonly span: Span };

export interface ParamDeclaration extends Documented {
  readonly kind: "param";
  readonly name: Name;
  readonly type: TypeNode;
  readonly default: Expression | null;
}

/** One field of a `context { … }`; several blocks add up. */
export interface FieldDeclaration extends Documented {
  readonly kind: "field";
  readonly name: Name;
  readonly type: TypeNode;
  readonly default: Expression | null;
}

export type TriggerModifier =
  "critical" | "emergency" | "suspend" | "resume" | "volatile";

export interface TriggerDeclaration extends Documented {
  readonly kind: "trigger";
  readonly name: Name;
  readonly modifiers: readonly Modifier<TriggerModifier>[];
  readonly fields: readonly Field[];
}

export interface OutputDeclaration extends Documented {
  readonly kind: "output";
  readonly name: Name;
  readonly fields: readonly Field[];
}

export interface GuardDeclaration extends Documented {
  readonly kind: "guard";
  readonly name: Name;
  readonly args: readonly Field[];
  /** Null: implemented in TypeScript. */
  readonly expression: Expression | null;
}

export interface ActionDeclaration extends Documented {
  readonly kind: "action";
  readonly name: Name;
  /** Null: may write any field. */
  readonly writes: readonly Name[] | null;
}

export type EffectWord = "opens" | "places" | "reduces" | "closes" | "cancels";

export interface ActivityDeclaration extends Documented {
  readonly kind: "activity";
  readonly name: Name;
  readonly args: readonly Field[];
  readonly result: TypeNode | null;
  readonly partial: TypeNode | null;
  readonly words: readonly Modifier<EffectWord>[];
  readonly legs: readonly Name[];
}

export interface ErrorsDeclaration extends Documented {
  readonly kind: "errors";
  readonly limit: Expression;
  readonly within: Expression | null;
  readonly target: StatePath;
  readonly keyword: Span;
}

export interface TimeoutDeclaration extends Documented {
  readonly kind: "timeout";
  readonly after: Expression;
  readonly target: StatePath;
  readonly keyword: Span;
}

/** `initial effects -> R1.X, R2.Y` in a composite or in the strategy. */
export interface InitialTail extends Documented {
  readonly kind: "initial";
  readonly effects: readonly Effect[];
  readonly targets: readonly Target[];
  readonly keyword: Span;
}

export interface Modifier<Word extends string> {
  readonly word: Word;
  readonly span: Span;
}

export type StateModifier =
  | "initial"
  | "final"
  | "exposed"
  | "cancelled"
  | "error"
  | "suspended"
  | "parallel";

export interface StateDeclaration extends Documented {
  readonly kind: "state";
  readonly name: Name;
  readonly modifiers: readonly Modifier<StateModifier>[];
  readonly items: readonly StateItem[];
}

export type StateItem =
  | Callbacks
  | On
  | Always
  | TimerItem
  | Run
  | Deferral
  | InitialTail
  | StateDeclaration;

/** `enter a, b effects` and `exit a, b effects`. */
export interface Callbacks extends Documented {
  readonly kind: "enter" | "exit";
  readonly actions: readonly Name[];
  readonly effects: readonly Effect[];
  readonly keyword: Span;
}

export type EventReference =
  | { readonly kind: "trigger"; readonly name: Name }
  | { readonly kind: "error" | "done" | "recover"; readonly span: Span };

export interface On extends Documented {
  readonly kind: "on";
  readonly events: readonly EventReference[];
  readonly tail: Tail;
  /** `on`; in YAML the key of that name. */
  readonly keyword: Span;
}

export interface Always extends Documented {
  readonly kind: "always";
  readonly tail: Tail;
  readonly keyword: Span;
}

export interface TimerItem extends Documented {
  readonly kind: "after" | "at" | "every";
  readonly time: Expression;
  readonly tail: Tail;
  readonly keyword: Span;
}

export interface Run extends Documented {
  readonly kind: "run";
  readonly activity: Name;
  readonly args: readonly Expression[];
  readonly retry: Expression | null;
  /** `backoff first to longest`. */
  readonly backoff: {
    readonly first: Expression;
    readonly longest: Expression | null;
  } | null;
  readonly timeout: Expression | null;
  readonly arms: readonly Arm[];
  readonly keyword: Span;
  /** The whole item; `span.end` is where `--fix` may add an arm (before the closing brace). */
  readonly span: Span;
}

export type Outcome = "done" | "failed" | "unknown" | "partial";

export interface Arm extends Documented {
  readonly outcomes: readonly Modifier<Outcome>[];
  readonly tail: Tail;
}

export interface Deferral extends Documented {
  readonly kind: "defer" | "ignore";
  readonly triggers: readonly Name[];
  readonly keyword: Span;
}

/** One plain branch, or a choice of several. */
export interface Tail {
  readonly choice: boolean;
  readonly branches: readonly Branch[];
  readonly span: Span;
}

export interface Branch {
  /** `when g`; null for the plain branch without a condition and for `else`. */
  readonly guard: Expression | null;
  readonly otherwise: boolean;
  readonly effects: readonly Effect[];
  readonly end: End;
  /** From its first word to its last. */
  readonly span: Span;
}

export type End =
  | { readonly kind: "stay"; readonly span: Span }
  | {
      readonly kind: "go";
      readonly targets: readonly Target[];
      readonly reenter: Span | null;
      readonly span: Span;
    };

export interface Target {
  readonly history: "none" | "shallow" | "deep";
  readonly path: StatePath;
  readonly span: Span;
}

/** The span is that of its word: `set`, `do`, … */
export type Effect =
  | {
      readonly kind: "set";
      readonly assignments: readonly Assignment[];
      readonly span: Span;
    }
  | {
      readonly kind: "do";
      readonly actions: readonly Name[];
      readonly span: Span;
    }
  | {
      readonly kind: "raise";
      readonly trigger: Name;
      readonly args: readonly Expression[];
      readonly delay: Expression | null;
      readonly span: Span;
    }
  | { readonly kind: "cancel"; readonly name: Name; readonly span: Span }
  | {
      readonly kind: "emit";
      readonly output: Name;
      readonly args: readonly Expression[];
      readonly span: Span;
    }
  | {
      readonly kind: "flat";
      readonly legs: readonly Name[];
      readonly span: Span;
    };

export interface Assignment {
  readonly field: Name;
  readonly value: Expression;
}

/** `from A, B except C on T tail`, `… ignore T`, `… defer T`. */
export interface FromDeclaration extends Documented {
  readonly kind: "from";
  readonly states: FromStates;
  readonly except: readonly StatePath[];
  readonly item: On | Deferral;
  /** `from`: the primary span of what it writes. */
  readonly keyword: Span;
}

export type FromStates =
  | { readonly kind: "all"; readonly span: Span }
  | { readonly kind: "named"; readonly paths: readonly StatePath[] }
  | { readonly kind: "modifier"; readonly modifier: Modifier<StateModifier> };

export type UnaryOperator = "not" | "-";
export type BinaryOperator =
  | "or"
  | "??"
  | "and"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "mod";

/** The words of an expression as they stand; parentheses live in the structure. */
export type Expression =
  | {
      readonly kind: "number";
      /** With its unit worked in: `25bps` is 0.0025. */
      readonly value: number;
      readonly span: Span;
    }
  | {
      readonly kind: "duration";
      readonly milliseconds: number;
      readonly span: Span;
    }
  | { readonly kind: "string"; readonly value: string; readonly span: Span }
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: Span }
  | { readonly kind: "null"; readonly span: Span }
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | {
      readonly kind: "member";
      readonly object: Expression;
      readonly name: Name;
      /** `?.` */
      readonly optional: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: "index";
      readonly object: Expression;
      readonly index: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: "call";
      readonly callee: Name;
      readonly args: readonly Expression[];
      readonly span: Span;
    }
  | { readonly kind: "in"; readonly state: StatePath; readonly span: Span }
  | {
      readonly kind: "unary";
      readonly operator: UnaryOperator;
      readonly operand: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: "conditional";
      readonly condition: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: "record";
      readonly fields: readonly {
        readonly name: Name;
        readonly value: Expression;
      }[];
      readonly span: Span;
    }
  | {
      readonly kind: "list";
      readonly items: readonly Expression[];
      readonly span: Span;
    };
