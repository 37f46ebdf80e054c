import * as fc from "fast-check";
import type { Arbitrary } from "fast-check";
import {
  EFFECT_WORDS,
  OUTCOMES,
  STATE_MODIFIERS,
  TRIGGER_MODIFIERS,
  WORDS,
} from "../../grammar/words.ts";
import type {
  Allow,
  Arm,
  Branch,
  Deferral,
  Effect,
  End,
  EventReference,
  Field,
  FromDeclaration,
  Import,
  InitialTail,
  Member,
  Modifier,
  On,
  SpecFile,
  StateDeclaration,
  StateItem,
  Strategy,
  Tail,
  Target,
} from "../../src/syntax/ast.ts";
import {
  arbitraryExpression as expression,
  arbitraryFieldName as fieldName,
  arbitraryName as name,
  arbitraryStatePath as statePath,
  arbitraryType as type,
  NOWHERE,
} from "./arbitrary-expression.ts";

const span = NOWHERE;
const keyword = NOWHERE;

const maybe = <Value>(of: Arbitrary<Value>): Arbitrary<Value | null> =>
  fc.option(of, { nil: null });
const some = <Value>(of: Arbitrary<Value>): Arbitrary<Value[]> =>
  fc.array(of, { minLength: 1, maxLength: 2 });
const few = <Value>(of: Arbitrary<Value>): Arbitrary<Value[]> =>
  fc.array(of, { maxLength: 2 });
const text = fc.string({ maxLength: 8 });

/** In the order of the words, each at most once: as `fmt` sorts them. */
function modifiers<Word extends string>(
  words: readonly Word[],
): Arbitrary<Modifier<Word>[]> {
  return fc
    .subarray([...words])
    .map((chosen) => chosen.map((word) => ({ word, span })));
}

const doc = maybe(
  fc
    .array(
      text.map((line) => line.trimEnd()),
      { minLength: 1, maxLength: 2 },
    )
    .map((lines) => lines.join("\n")),
);

const ruleName = fc
  .array(fc.constantFrom(...WORDS, "at-end", "404"), {
    minLength: 1,
    maxLength: 3,
  })
  .map((words) => ({ text: words.join("-"), span }));

const allow: Arbitrary<Allow> = fc.record({
  rule: ruleName,
  reason: maybe(text),
  span: fc.constant(span),
});

const preamble = fc.record({
  doc,
  allows: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: some(allow) },
  ),
});

/** With a comment and `@allow`s before it. */
function documented<Value>(of: Arbitrary<Value>) {
  return fc
    .tuple(of, preamble)
    .map(([value, before]) => ({ ...value, ...before }));
}

const field: Arbitrary<Field> = fc.record({ name: fieldName, type, doc });

const args = few(expression);

const effect: Arbitrary<Effect> = fc.oneof(
  some(fc.record({ field: fieldName, value: expression })).map(
    (assignments): Effect => ({ kind: "set", assignments, span }),
  ),
  some(name).map((actions): Effect => ({ kind: "do", actions, span })),
  fc
    .tuple(name, args, maybe(expression))
    .map(([trigger, values, delay]): Effect => ({
      kind: "raise",
      trigger,
      args: values,
      delay,
      span,
    })),
  name.map((cancelled): Effect => ({ kind: "cancel", name: cancelled, span })),
  fc.tuple(name, args).map(([output, values]): Effect => ({
    kind: "emit",
    output,
    args: values,
    span,
  })),
  few(name).map((legs): Effect => ({ kind: "flat", legs, span })),
);

const target: Arbitrary<Target> = fc.record({
  history: fc.constantFrom("none", "shallow", "deep"),
  path: statePath,
  span: fc.constant(span),
});

const end: Arbitrary<End> = fc.oneof(
  fc.constant<End>({ kind: "stay", span }),
  fc
    .tuple(some(target), fc.constantFrom(null, span))
    .map(([targets, reenter]): End => ({ kind: "go", targets, reenter, span })),
);

function branch(
  guard: Arbitrary<Branch["guard"]>,
  otherwise: boolean,
): Arbitrary<Branch> {
  return fc.record({
    guard,
    otherwise: fc.constant(otherwise),
    effects: few(effect),
    end,
    span: fc.constant(span),
  });
}

const tail: Arbitrary<Tail> = fc.oneof(
  branch(maybe(expression), false).map((only): Tail => ({
    choice: false,
    branches: [only],
    span,
  })),
  fc
    .tuple(
      some(branch(expression, false)),
      maybe(branch(fc.constant(null), true)),
    )
    .map(([branches, last]): Tail => ({
      choice: true,
      branches: last === null ? branches : [...branches, last],
      span,
    })),
);

const event: Arbitrary<EventReference> = fc.oneof(
  name.map((trigger): EventReference => ({ kind: "trigger", name: trigger })),
  fc
    .constantFrom("error" as const, "done" as const, "recover" as const)
    .map((kind): EventReference => ({ kind, span })),
);

const plainOn = fc.tuple(some(event), tail).map(([events, way]) => ({
  kind: "on" as const,
  events,
  tail: way,
  keyword,
}));

const plainDeferral = fc
  .tuple(fc.constantFrom("defer" as const, "ignore" as const), some(name))
  .map(([kind, triggers]) => ({ kind, triggers, keyword }));

const initial: Arbitrary<InitialTail> = documented(
  fc.tuple(few(effect), some(target)).map(([effects, targets]) => ({
    kind: "initial" as const,
    effects,
    targets,
    keyword,
  })),
);

const arm: Arbitrary<Arm> = documented(
  fc.record({
    outcomes: fc
      .subarray([...OUTCOMES], { minLength: 1 })
      .map((words) => words.map((word) => ({ word, span }))),
    tail,
  }),
);

const plainItem: Arbitrary<StateItem> = fc.oneof(
  documented(
    fc
      .tuple(
        fc.constantFrom("enter" as const, "exit" as const),
        few(name),
        few(effect),
      )
      .filter(([, actions, effects]) => actions.length + effects.length > 0)
      .map(([kind, actions, effects]) => ({ kind, actions, effects, keyword })),
  ),
  documented(plainOn),
  documented(
    tail.map((way) => ({ kind: "always" as const, tail: way, keyword })),
  ),
  documented(
    fc.record({
      kind: fc.constantFrom("after" as const, "at" as const, "every" as const),
      time: expression,
      tail,
      keyword: fc.constant(keyword),
    }),
  ),
  documented(plainDeferral),
  initial,
  documented(
    fc.record({
      kind: fc.constant("run" as const),
      activity: name,
      args,
      retry: expression,
      backoff: maybe(
        fc.record({ first: expression, longest: maybe(expression) }),
      ),
      timeout: maybe(expression),
      arms: few(arm),
      keyword: fc.constant(keyword),
      span: fc.constant(span),
    }),
  ),
);

const state: Arbitrary<StateDeclaration> = fc.letrec<{
  state: StateDeclaration;
}>((tie) => ({
  state: documented(
    fc.record({
      kind: fc.constant("state" as const),
      name,
      modifiers: modifiers(STATE_MODIFIERS),
      items: fc.array(
        fc.oneof(
          { depthSize: "small" },
          { weight: 3, arbitrary: plainItem },
          { weight: 1, arbitrary: tie("state") },
        ),
        { maxLength: 3 },
      ),
    }),
  ),
})).state;

const from: Arbitrary<FromDeclaration> = documented(
  fc.record({
    kind: fc.constant("from" as const),
    states: fc.oneof(
      fc.constant({ kind: "all" as const, span }),
      fc.record({
        kind: fc.constant("named" as const),
        paths: some(statePath),
      }),
      fc.record({
        kind: fc.constant("modifier" as const),
        modifier: fc.record({
          word: fc.constantFrom(...STATE_MODIFIERS),
          span: fc.constant(span),
        }),
      }),
    ),
    except: few(statePath),
    item: fc
      .oneof<
        Arbitrary<
          Omit<On, "doc" | "allows"> | Omit<Deferral, "doc" | "allows">
        >[]
      >(plainOn, plainDeferral)
      .map((item) => ({ ...item, doc: null, allows: [] })),
    keyword: fc.constant(keyword),
  }),
);

const enumeration = documented(
  fc.record({
    kind: fc.constant("enum" as const),
    name,
    members: few(name),
  }),
);
const recordType = documented(
  fc.record({ kind: fc.constant("type" as const), name, fields: few(field) }),
);

const member: Arbitrary<Member> = fc.oneof(
  documented(
    fc.record({
      kind: fc.constant("version" as const),
      value: expression,
      keyword: fc.constant(keyword),
    }),
  ),
  documented(
    fc.record({ kind: fc.constant("leg" as const), names: some(name) }),
  ),
  enumeration,
  recordType,
  documented(
    fc.record({
      kind: fc.constantFrom("param" as const, "field" as const),
      name: fieldName,
      type,
      default: maybe(expression),
    }),
  ),
  documented(
    fc.record({
      kind: fc.constant("trigger" as const),
      name,
      modifiers: modifiers(TRIGGER_MODIFIERS),
      fields: few(field),
    }),
  ),
  documented(
    fc.record({
      kind: fc.constant("output" as const),
      name,
      fields: few(field),
    }),
  ),
  documented(
    fc.record({
      kind: fc.constant("guard" as const),
      name,
      args: few(field),
      expression: maybe(expression),
    }),
  ),
  documented(
    fc.record({
      kind: fc.constant("action" as const),
      name,
      writes: maybe(some(fieldName)),
    }),
  ),
  documented(
    fc
      .record({
        kind: fc.constant("activity" as const),
        name,
        args: few(field),
        result: maybe(type),
        partial: maybe(type),
        words: modifiers(EFFECT_WORDS),
        legs: few(name),
      })
      .map((activity) => ({
        ...activity,
        legs: activity.words.length === 0 ? [] : activity.legs,
      })),
  ),
  documented(
    fc.record({
      kind: fc.constant("errors" as const),
      limit: expression,
      within: maybe(expression),
      target: statePath,
      keyword: fc.constant(keyword),
    }),
  ),
  documented(
    fc.record({
      kind: fc.constant("timeout" as const),
      after: expression,
      target: statePath,
      keyword: fc.constant(keyword),
    }),
  ),
  initial,
  state,
  from,
);

const strategy: Arbitrary<Strategy> = documented(
  fc.record({
    name,
    abstract: fc.boolean(),
    parent: maybe(name),
    keyword: fc.constant(keyword),
    span: fc.constant(span),
    members: fc.array(member, { maxLength: 6 }),
  }),
);

const imported: Arbitrary<Import> = fc.record({
  kind: fc.constantFrom("spec", "type"),
  names: some(fc.record({ name, as: maybe(name) })),
  from: text.map((path) => ({ text: path, span })),
  keyword: fc.constant(keyword),
});

/**
 * Any file that the grammar can spell: what it says need mean nothing (names are declared nowhere, types do not fit), so that it
 * is for the syntax alone: print and parse, format, convert.
 */
export const arbitrarySpecFile: Arbitrary<SpecFile> = fc.record({
  source: fc.constant(span.file),
  imports: few(imported),
  declarations: few(fc.oneof(enumeration, recordType)),
  strategies: fc.array(strategy, { minLength: 1, maxLength: 2 }),
});

/** What stands behind `on T`, an arm or a timer. */
export const arbitraryTail: Arbitrary<Tail> = tail;
