/**
 * What a strategy means: names resolved, `extends` merged, `from` written into the states it names, everything typed.
 * Read-only for whoever comes after the builder. Declaration order everywhere: a parent's declarations before the child's.
 */
import type { RuleName } from "../diagnostics/index.ts";
import type { SourceFile, Span } from "../source/index.ts";
import type {
  EnumType,
  Field,
  ImportedType,
  RecordType,
  Type,
} from "./types.ts";

/** All strategies of one source file. */
export interface Model {
  readonly source: SourceFile;
  readonly strategies: readonly Strategy[];
  /** For the check of unused ones: each imported name of the file, and whether anything took it. */
  readonly imports: readonly ImportUse[];
}

export interface ImportUse {
  readonly name: string;
  readonly span: Span;
  readonly used: boolean;
}

interface Declared {
  readonly name: string;
  readonly doc: string | null;
  /** The name where it is declared; in another file for what is inherited. */
  readonly span: Span;
}

export interface Strategy extends Declared {
  /** Only concrete strategies are checked whole and emitted. */
  readonly abstract: boolean;
  readonly version: number;
  /** Tells its meaning from others: the same in both spellings, whatever its comments and layout. */
  readonly hash: string;
  /** Without a declaration one, `position`, whose span is the strategy's name. */
  readonly legs: readonly Leg[];
  readonly enums: readonly EnumType[];
  readonly records: readonly RecordType[];
  readonly imported: readonly ImportedType[];
  readonly params: readonly Param[];
  readonly context: readonly ContextField[];
  readonly triggers: readonly Trigger[];
  readonly outputs: readonly Output[];
  readonly guards: readonly Guard[];
  readonly actions: readonly Action[];
  readonly activities: readonly Activity[];
  readonly errors: ErrorPolicy | null;
  readonly timeout: StrategyTimeout | null;
  /** Stands for the strategy itself: its children are the top-level states. Not in `states`. */
  readonly root: CompositeState;
  /** Every state in document order, which is also the order of their `index`. */
  readonly states: readonly State[];
  /** Every branch of every transition, in the order of their `index`. */
  readonly branches: readonly Branch[];
  readonly allows: readonly Allow[];
}

export interface Leg extends Declared {}

export interface Param extends Declared {
  readonly type: Type;
  /** Null: required. A constant expression. */
  readonly default: Expression | null;
}

export interface ContextField extends Declared {
  readonly type: Type;
  /** Constant or reading params; a `T?` without one has null. */
  readonly default: Expression;
}

export interface Trigger extends Declared {
  readonly fields: readonly Field[];
  readonly critical: boolean;
  readonly emergency: boolean;
  readonly suspend: boolean;
  readonly resume: boolean;
  readonly volatile: boolean;
}

export interface Output extends Declared {
  readonly fields: readonly Field[];
}

export interface Guard extends Declared {
  readonly args: readonly Field[];
  /**
   * Null: a TypeScript predicate. An expression is checked where it is used; this is it with declared types, nothing
   * narrowed, `event.x` by name.
   */
  readonly expression: Expression | null;
  /** Its expression as `.fsm` text; null with the expression. */
  readonly text: string | null;
  /** Whether it reads `event`, itself or through guards it calls; a TypeScript predicate counts as one that may. */
  readonly readsEvent: boolean;
}

export interface Action extends Declared {
  /** Null: its patch may hold any field. */
  readonly writes: readonly ContextField[] | null;
}

export type EffectWord = "opens" | "places" | "reduces" | "closes" | "cancels";

export interface Activity extends Declared {
  readonly args: readonly Field[];
  readonly result: Type | null;
  readonly partial: Type | null;
  readonly words: readonly EffectWord[];
  /** With words: those named, or all. Without words: none. */
  readonly legs: readonly Leg[];
}

export interface ErrorPolicy {
  /** A constant expression. */
  readonly limit: Expression;
  /** A constant duration; null: for ever. */
  readonly within: Expression | null;
  readonly target: State;
  readonly span: Span;
  /** As `.fsm` text: `errors limit 3 within 10m -> ERROR`. */
  readonly text: string;
}

export interface StrategyTimeout {
  /** A constant duration. */
  readonly after: Expression;
  readonly target: State;
  readonly span: Span;
  /** As a transition: what it does when it fires. */
  readonly branch: Branch;
}

/** `@allow`, where it holds: the span of all that it stands before. */
export interface Allow {
  readonly rule: RuleName;
  readonly reason: string;
  /** The annotation itself. */
  readonly span: Span;
  readonly covers: readonly Span[];
}

export type State = AtomicState | FinalState | CompositeState | ParallelState;

interface StateBase extends Declared {
  /** Position in document order, from 0; -1 for the root. */
  readonly index: number;
  /** The shortest name that is unique in the strategy: `BUY`, `LEGS.BUY`. */
  readonly path: string;
  /** Null only for the root. */
  readonly parent: CompositeState | ParallelState | null;
  /** 0 for top-level states; -1 for the root. */
  readonly depth: number;
  /** As written on the state itself. */
  readonly modifiers: readonly StateModifier[];
  /** Here or on an ancestor. */
  readonly exposed: boolean;
  /** `error` or `suspended` here; an ancestor's role is the ancestor's. */
  readonly role: "normal" | "error" | "suspended";
  readonly enter: readonly Behaviour[];
  readonly exit: readonly Behaviour[];
  /** In the order in which they are tried: own text, then what `from` wrote, then inherited. */
  readonly reactions: readonly Reaction[];
  readonly always: readonly Reaction[];
  readonly timers: readonly Timer[];
  readonly runs: readonly Run[];
  readonly defers: readonly Deferral[];
  readonly ignores: readonly Deferral[];
}

export type StateModifier =
  | "initial"
  | "final"
  | "exposed"
  | "cancelled"
  | "error"
  | "suspended"
  | "parallel";

export interface AtomicState extends StateBase {
  readonly kind: "atomic";
}

export interface FinalState extends StateBase {
  readonly kind: "final";
  readonly cancelled: boolean;
}

export interface CompositeState extends StateBase {
  readonly kind: "composite";
  readonly children: readonly State[];
  readonly initial: Initial;
}

export interface ParallelState extends StateBase {
  readonly kind: "parallel";
  /** The regions. */
  readonly children: readonly State[];
}

/** How a composite is entered when nothing more is said. */
export interface Initial {
  readonly effects: readonly Effect[];
  /** One child or descendant, or several in different regions. */
  readonly targets: readonly State[];
  /** The `initial` modifier or keyword. */
  readonly span: Span;
  /** Its effects as `.fsm` text; empty without. */
  readonly text: string;
}

/** `enter a, b effects`, `exit a, b effects`. */
export interface Behaviour {
  readonly actions: readonly Action[];
  readonly effects: readonly Effect[];
  readonly keyword: Span;
  /** As `.fsm` text: `enter a, b set x = 1`. */
  readonly text: string;
}

/** Where an item of a state comes from, which also decides what is tried first. */
export type Origin = "own" | "from" | "inherited";

export type Event =
  | { readonly kind: "trigger"; readonly trigger: Trigger }
  /** Of `on error`, `on done`, `on recover`. */
  | { readonly kind: "error" | "done" | "recover" };

/** One `on` or `always`. */
export interface Reaction {
  /** Empty for `always`. */
  readonly events: readonly Event[];
  readonly branches: readonly Branch[];
  readonly origin: Origin;
  /** Not taken while this state is active (what `from *` and `from exposed` promise); null otherwise. */
  readonly unlessActive: State | null;
  readonly keyword: Span;
  /** What stands before the tail, as `.fsm` text: `on QUOTE`, `always`. */
  readonly text: string;
}

export interface Timer {
  readonly kind: "after" | "at" | "every";
  /** A duration, or for `at` an instant. Evaluated once, on entry. */
  readonly time: Expression;
  readonly branches: readonly Branch[];
  readonly origin: Origin;
  /** Number of the timer in the strategy, from 0. */
  readonly index: number;
  readonly keyword: Span;
  readonly text: string;
}

export interface Run {
  readonly activity: Activity;
  readonly args: readonly Expression[];
  /** More attempts after the first; null: none. */
  readonly retry: Expression | null;
  readonly backoff: {
    readonly first: Expression;
    readonly longest: Expression | null;
  } | null;
  /** Of one attempt. */
  readonly timeout: Expression | null;
  readonly arms: readonly Arm[];
  readonly origin: Origin;
  /** Number of the run in the strategy, from 0. */
  readonly index: number;
  readonly keyword: Span;
  /** The whole item. */
  readonly span: Span;
  readonly text: string;
}

export type Outcome = "done" | "failed" | "unknown" | "partial";

/** One arm for one outcome: `failed, unknown -> X` makes two, which share their branches' text. */
export interface Arm {
  readonly outcome: Outcome;
  readonly branches: readonly Branch[];
  /** The outcome's word. */
  readonly keyword: Span;
  readonly text: string;
}

export interface Deferral {
  readonly trigger: Trigger;
  readonly origin: Origin;
  readonly keyword: Span;
  /** The trigger's name in it. */
  readonly span: Span;
}

/** One way on: a guard, effects, and where it leads. */
export interface Branch {
  /** Number in the strategy, from 0: what the audit trail writes. */
  readonly index: number;
  /** The state whose text it is. */
  readonly source: State;
  /** Null: always holds. */
  readonly guard: Expression | null;
  /** It says `else`. */
  readonly otherwise: boolean;
  readonly effects: readonly Effect[];
  /** Null: `stay`. */
  readonly target: Target | null;
  /** The first keyword of the item (`on`, `always`, `after`, the arm's word). */
  readonly keyword: Span;
  readonly span: Span;
  /** The whole transition as `.fsm` text on one line: `on QUOTE when spreadPays set spread = event.spread -> DETECTED`. */
  readonly text: string;
}

export interface Target {
  /** One, or several in different regions. */
  readonly states: readonly TargetState[];
  readonly reenter: boolean;
}

export interface TargetState {
  readonly history: "none" | "shallow" | "deep";
  readonly state: State;
  readonly span: Span;
}

export type Effect =
  | {
      readonly kind: "set";
      readonly field: ContextField;
      readonly value: Expression;
      readonly span: Span;
    }
  | { readonly kind: "do"; readonly action: Action; readonly span: Span }
  | {
      readonly kind: "raise";
      readonly trigger: Trigger;
      readonly args: readonly Expression[];
      /** A duration; null: in this macrostep. */
      readonly delay: Expression | null;
      readonly span: Span;
    }
  | {
      readonly kind: "cancel-raise";
      readonly trigger: Trigger;
      readonly span: Span;
    }
  | {
      readonly kind: "cancel-run";
      readonly activity: Activity;
      readonly span: Span;
    }
  | {
      readonly kind: "emit";
      readonly output: Output;
      readonly args: readonly Expression[];
      readonly span: Span;
    }
  /** Legs named, or all. */
  | {
      readonly kind: "flat";
      readonly legs: readonly Leg[];
      readonly span: Span;
    };

// Typed expressions: names resolved, types known, null tracked. The builder has checked them, so whoever reads them (checks,
// emission, the tests' interpreter) need not look for errors. Here, because declarations and expressions name each other.

interface Node {
  /** After null tracking: not optional where a fact rules null out. */
  readonly type: Type;
  readonly span: Span;
}

export type Expression =
  | Literal
  | Reference
  | Member
  | Index
  | Present
  | Unary
  | Binary
  | Conditional
  | FunctionCall
  | GuardCall
  | In
  | RecordLiteral
  | ListLiteral;

export type Literal = Node &
  (
    | { readonly kind: "number"; readonly value: number }
    /** Milliseconds. */
    | { readonly kind: "duration"; readonly value: number }
    | { readonly kind: "string"; readonly value: string }
    | { readonly kind: "boolean"; readonly value: boolean }
    | { readonly kind: "null" }
    | {
        readonly kind: "enum-member";
        readonly enum: EnumType;
        readonly member: string;
      }
  );

export type Reference = Node &
  (
    | { readonly kind: "param"; readonly param: Param }
    | { readonly kind: "field"; readonly field: ContextField }
    /** `event.x`, by name because several triggers may share it. */
    | { readonly kind: "payload"; readonly name: string }
    /** What an activity reported, in `done` and `partial`. */
    | { readonly kind: "result" }
    /** `error`'s members, in `failed`, `unknown` and `on error`. */
    | { readonly kind: "error"; readonly name: "code" | "message" | "attempt" }
    /** An argument, inside a guard's own expression. */
    | { readonly kind: "argument"; readonly argument: Field }
    | { readonly kind: "now" | "elapsed" | "halted" }
  );

/** Of a record; with `optional` the object may be null and the whole is null then. */
export type Member = Node & {
  readonly kind: "member";
  readonly object: Expression;
  readonly name: string;
  readonly optional: boolean;
};

/** Null outside of the list. */
export type Index = Node & {
  readonly kind: "index";
  readonly object: Expression;
  readonly index: Expression;
};

/**
 * Known not to be null by a fact from outside this expression (an earlier branch, an earlier `set`, all ways into the state).
 * Facts from within (`and`, `or`, `? :`, `not`) need no such node: TypeScript's own narrowing follows them.
 */
export type Present = Node & {
  readonly kind: "present";
  readonly operand: Expression;
};

export type Unary = Node & {
  readonly kind: "unary";
  readonly operator: "not" | "-";
  readonly operand: Expression;
};

export type BinaryOperator =
  | "or"
  | "and"
  | "??"
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

export type Binary = Node & {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
};

export type Conditional = Node & {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
};

/** `round` and the rest are those of JavaScript's Math; `length` and `contains` take strings and lists. */
export type FunctionName =
  | "min"
  | "max"
  | "abs"
  | "floor"
  | "ceil"
  | "round"
  | "clamp"
  | "length"
  | "contains";

export type FunctionCall = Node & {
  readonly kind: "function";
  readonly name: FunctionName;
  readonly args: readonly Expression[];
};

/** A declared guard, with or without arguments. */
export type GuardCall = Node & {
  readonly kind: "guard";
  readonly guard: Guard;
  readonly args: readonly Expression[];
  /** What the triggers of this place share of their payload, for a guard whose expression reads `event`. */
  readonly triggers: readonly Trigger[];
};

export type In = Node & { readonly kind: "in"; readonly state: State };

export type RecordLiteral = Node & {
  readonly kind: "record";
  readonly fields: readonly {
    readonly name: string;
    readonly value: Expression;
  }[];
};

export type ListLiteral = Node & {
  readonly kind: "list";
  readonly items: readonly Expression[];
};
