import type {
  Branch,
  Effect,
  EffectWord,
  EventReference,
  Expression,
  FromStates,
  Modifier,
  Name,
  Outcome,
  StatePath,
  Tail,
  Target,
  TypeNode,
} from "./ast.ts";
import type { Diagnostic } from "../diagnostics/index.ts";
import type { SourceFile, Span } from "../source/index.ts";
import type { PlainComment } from "./surroundings.ts";

/** What can be read alone, out of a YAML scalar, and what it is read into. */
export interface FragmentKinds {
  /** `event.spread >= minSpread`, `12bps`, `1h30m`, `"text"`. */
  readonly expression: Expression;
  /** `T?`, `number[]`. */
  readonly type: TypeNode;
  /** `when g set x = 1 -> A, B reenter`, `-> A`, `stay`, `{ when … else … }`. */
  readonly tail: Tail;
  /** One branch without a choice: what `tail` takes, but for the braces. */
  readonly branch: Branch;
  /** What `to:` holds: `A, B reenter`, `history X`, `stay`; a `->` before it is taken too. */
  readonly end: Branch["end"];
  /** `a, b set x = 1 emit O(1)`: of `enter` and `exit`. */
  readonly callbacks: {
    readonly actions: readonly Name[];
    readonly effects: readonly Effect[];
  };
  readonly effects: readonly Effect[];
  /** `set x = 1 -> R1.X, R2.Y`: what stands behind the word `initial`. */
  readonly initial: {
    readonly effects: readonly Effect[];
    readonly targets: readonly Target[];
  };
  /** `buy(quantity)`, `buy`: of `run:` and `emit:`. */
  readonly call: { readonly name: Name; readonly args: readonly Expression[] };
  /** `T(1) delay 5s`: of `raise:`. */
  readonly raise: {
    readonly trigger: Name;
    readonly args: readonly Expression[];
    readonly delay: Expression | null;
  };
  /** `cancels closes spot, perp`: of `effect:`. */
  readonly effectWords: {
    readonly words: readonly Modifier<EffectWord>[];
    readonly legs: readonly Name[];
  };
  /** A name that is declared or called; keywords are reserved. */
  readonly name: Name;
  readonly names: readonly Name[];
  /** A name of a field, a param or an argument, where keywords are allowed. */
  readonly fieldName: Name;
  readonly fieldNames: readonly Name[];
  readonly statePath: StatePath;
  readonly statePaths: readonly StatePath[];
  /** `A, B`, `error`, `done`, `recover`: the keys under `on:`. */
  readonly events: readonly EventReference[];
  /** `failed, unknown`: the keys of arms. */
  readonly outcomes: readonly Modifier<Outcome>[];
  /** `*`, `exposed`, `A, B.C`: of `states:` under `from:`. */
  readonly fromStates: FromStates;
}

export type FragmentKind = keyof FragmentKinds;

/** A piece of text inside a source file that is not spelled there letter by letter. */
export interface FragmentPlace {
  readonly source: SourceFile;
  /**
   * Where in the source the character of that index stands; of `text.length`, where the text ends. A span from index a to
   * index b (exclusive) becomes offsetAt(a) to offsetAt(b).
   */
  readonly offsetAt: (index: number) => number;
}

export interface ParsedFragment<Value> {
  /** Null where the text was not understood; then there is at least one diagnostic. */
  readonly value: Value | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly comments: readonly PlainComment[];
  /** The whole text. */
  readonly span: Span;
}

/** `parseFragment("tail", text, { source, offsetAt })`, exported from `src/syntax/from-fsm.ts`. */
export type ParseFragment = <Kind extends FragmentKind>(
  kind: Kind,
  text: string,
  place: FragmentPlace,
) => ParsedFragment<FragmentKinds[Kind]>;
