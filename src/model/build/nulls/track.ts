import type { Related } from "../../../diagnostics/index.ts";
import type {
  Behaviour,
  Branch,
  ContextField,
  Effect,
  Expression,
  Initial,
  Run,
  State,
  Strategy,
  Timer,
} from "../../model.ts";
import { mayBeNull } from "../../type-relations.ts";
import type { Type } from "../../types.ts";
import type { Parts } from "../items/parts.ts";
import type { Mutable } from "../mutable.ts";
import type { FieldEntry, GuardEntry, ParamEntry } from "../names/entries.ts";
import type { Report } from "../report.ts";
import {
  inOrder,
  narrowGuard,
  reactionsInOrder,
  type Asked,
} from "./branches.ts";
import { narrowArguments, narrowBehaviour, narrowEffects } from "./effects.ts";
import { Facts } from "./facts.ts";
import { NullFlow } from "./flow.ts";
import { guardFacts } from "./guards.ts";
import { nullFinding } from "./finding.ts";
import { present } from "./known.ts";
import { narrow } from "./narrow.ts";
import type { Narrowing } from "./narrowing.ts";
import { pathOf } from "./paths.ts";

/** What null tracking works into: the entries and parts of a strategy that is otherwise complete. */
export interface Tracked {
  readonly strategy: Pick<
    Strategy,
    "root" | "states" | "errors" | "timeout" | "context"
  >;
  readonly parts: Parts;
  readonly guards: readonly GuardEntry[];
  readonly fields: readonly FieldEntry[];
  readonly params: readonly ParamEntry[];
}

/** Works into every expression of a strategy what is known where it stands, and reports what may be null. */
export function trackNulls(tracked: Tracked, report: Report): void {
  const { strategy, parts, guards, fields, params } = tracked;
  const known = guardFacts(guards, report);
  const factsOf: Narrowing["factsOf"] = (guard) => known.get(guard) ?? null;
  const silent: Narrowing = {
    missing: (expression) => expression,
    unmet: () => undefined,
    factsOf,
  };
  const start = startFacts(fields, silent);
  const flow = new NullFlow(strategy, start, silent);
  const tracker = new Tracker(flow, parts, factsOf, report);
  for (const { param } of params)
    if (param.default !== null)
      param.default = tracker.constant(param.default, param.type);
  for (const { field } of fields)
    field.default = tracker.constant(field.default, field.type);
  tracker.initial(strategy.root);
  for (const state of strategy.states) tracker.state(state);
}

/** What is known of the context before anything has happened. */
function startFacts(fields: readonly FieldEntry[], silent: Narrowing): Facts {
  const facts: [string, boolean][] = [];
  for (const { field } of fields) {
    const use = { text: "", member: null };
    const value = narrow(field.default, Facts.NONE, "none", use, silent);
    if (mayBeNull(field.type) && !value.nullable)
      facts.push([field.name, false]);
  }
  return Facts.of(facts);
}

/** The effects among which an expression stands, and what is known before them. */
interface Among {
  readonly effects: readonly Effect[];
  readonly before: Facts;
}

class Tracker {
  readonly #flow: NullFlow;
  readonly #factsOf: Narrowing["factsOf"];
  readonly #report: Report;
  readonly #branches: ReadonlyMap<Branch, Mutable<Branch>>;
  readonly #behaviours: ReadonlyMap<Behaviour, Mutable<Behaviour>>;
  readonly #initials: ReadonlyMap<Initial, Mutable<Initial>>;
  readonly #timers: ReadonlyMap<Timer, Mutable<Timer>>;
  readonly #runs: ReadonlyMap<Run, Mutable<Run>>;

  constructor(
    flow: NullFlow,
    parts: Parts,
    factsOf: Narrowing["factsOf"],
    report: Report,
  ) {
    this.#flow = flow;
    this.#factsOf = factsOf;
    this.#report = report;
    this.#branches = byItself(parts.branches);
    this.#behaviours = byItself(parts.behaviours.map((each) => each.behaviour));
    this.#initials = byItself(parts.initials.map((each) => each.initial));
    this.#timers = byItself(parts.timers.map((each) => each.timer));
    this.#runs = byItself(parts.runs.map((each) => each.run));
  }

  constant(expression: Expression, type: Type): Expression {
    const use = { text: "its type takes no null", member: null };
    const need = mayBeNull(type) ? "none" : "required";
    const { missing, unmet } = this.#narrowing(null);
    const narrowing = { missing, unmet, factsOf: this.#factsOf };
    return narrow(expression, Facts.NONE, need, use, narrowing).expression;
  }

  initial(state: State): void {
    if (state.kind !== "composite") return;
    const initial = this.#initials.get(state.initial);
    if (initial === undefined) return;
    const facts = this.#flow.beforeInitial(state);
    const narrowing = this.#narrowing(null);
    initial.effects = narrowEffects(initial.effects, facts, narrowing).part;
  }

  state(state: State): void {
    const narrowing = this.#narrowing(state);
    const passing = this.#narrowing(null);
    const flow = this.#flow;
    this.#behave(state.enter, flow.beforeEnter(state), passing);
    this.initial(state);
    const facts = flow.during(state);
    for (const asked of this.#asked(state, facts))
      this.#branch(asked, narrowing);
    const afterEnter = flow.afterEnter(state);
    for (const timer of state.timers) this.#timer(timer, afterEnter, passing);
    for (const run of state.runs) this.#run(run, facts, narrowing);
    this.#behave(state.exit, flow.beforeExit(state), passing);
  }

  /** Silently: what is missing in a guard is reported where the guard itself is read. */
  #asked(state: State, facts: Facts): readonly Asked[] {
    const silent: Narrowing = {
      missing: (expression) => expression,
      unmet: () => undefined,
      factsOf: this.#factsOf,
    };
    return [
      ...reactionsInOrder(state.reactions, facts, silent),
      ...reactionsInOrder(state.always, facts, silent),
      ...[...state.timers, ...state.runs.flatMap((run) => run.arms)].flatMap(
        ({ branches }) => inOrder(branches, facts, silent),
      ),
    ];
  }

  #behave(
    behaviours: readonly Behaviour[],
    before: Facts,
    narrowing: Narrowing,
  ): void {
    let facts = before;
    for (const each of behaviours) {
      const narrowed = narrowBehaviour(each, facts, narrowing);
      ({ facts } = narrowed);
      const behaviour = this.#behaviours.get(each);
      if (behaviour !== undefined) behaviour.effects = narrowed.part;
    }
  }

  #branch({ branch, before }: Asked, narrowing: Narrowing): void {
    const { guard, facts } = narrowGuard(branch, before, narrowing);
    const known = this.#flow.settled(branch.source, facts);
    const { effects } = branch;
    const left = this.#flow.beforeEffects(branch, known);
    const within = this.#narrowing(branch.source, { effects, before: left });
    const narrowed = narrowEffects(effects, left, within).part;
    const built = this.#branches.get(branch);
    if (built === undefined) return;
    built.guard = guard;
    built.effects = narrowed;
  }

  #timer(timer: Timer, facts: Facts, narrowing: Narrowing): void {
    const built = this.#timers.get(timer);
    const use = { text: "a timer needs its time", member: null };
    if (built !== undefined)
      built.time = narrow(
        timer.time,
        facts,
        "required",
        use,
        narrowing,
      ).expression;
  }

  #run(run: Run, facts: Facts, narrowing: Narrowing): void {
    const built = this.#runs.get(run);
    if (built === undefined) return;
    const value = (expression: Expression) => {
      const use = { text: "a run needs its value", member: null };
      return narrow(expression, facts, "required", use, narrowing).expression;
    };
    const { args, retry, backoff, timeout } = run;
    built.args = narrowArguments(args, run.activity.args, facts, narrowing);
    built.retry = retry && value(retry);
    built.backoff = backoff && {
      first: value(backoff.first),
      longest: backoff.longest && value(backoff.longest),
    };
    built.timeout = timeout && value(timeout);
  }

  /**
   * Reports what may be null, and goes on as if it were known: an `@allow` says just that.
   *
   * `state`: where a way into it may say why something is null; null where that is another question.
   */
  #narrowing(state: State | null, among: Among | null = null): Narrowing {
    return {
      missing: (expression, use) => {
        this.#report.add(
          {
            span: expression.span,
            related: this.#reasons(state, expression, among),
          },
          nullFinding(expression, use),
        );
        return present(expression);
      },
      unmet: ({ expression, use }, call) => {
        this.#report.add(
          {
            span: expression.span,
            related: [
              { message: "the guard is used here", span: call.span },
              ...this.#reasons(state, expression, among),
            ],
          },
          nullFinding(expression, use),
        );
      },
      factsOf: this.#factsOf,
    };
  }

  /** Where what may be null is declared, and a way on which it is. */
  #reasons(
    state: State | null,
    expression: Expression,
    among: Among | null,
  ): readonly Related[] {
    const declared = declarationOf(expression);
    const related =
      declared === null
        ? []
        : [{ message: "declared as one that may be null", span: declared }];
    const path = pathOf(expression);
    if (state === null || path === null || expression.kind !== "field")
      return related;
    if (among?.before.has(path))
      return [...related, ...lostTo(among.effects, expression)];
    const way = this.#flow.wayWithout(state, path);
    if (way === null || way === "start" || way === "error policy")
      return related;
    return [
      ...related,
      {
        message:
          way.target === null
            ? "this may leave it null"
            : `this leads to \`${state.path}\` and may leave it null`,
        span: way.keyword,
      },
    ];
  }
}

/** The last effect before it that may have made null what was known. */
function lostTo(
  effects: readonly Effect[],
  expression: Expression,
): readonly Related[] {
  if (expression.kind !== "field") return [];
  const { field, span } = expression;
  const lost = effects.findLast(
    (effect) => effect.span.start < span.start && mayWrite(effect, field),
  );
  return lost === undefined
    ? []
    : [{ message: "this may set it to null", span: lost.span }];
}

function mayWrite(effect: Effect, field: ContextField): boolean {
  if (effect.kind === "set") return effect.field === field;
  if (effect.kind !== "do") return false;
  return effect.action.writes?.includes(field) === true;
}

function declarationOf(expression: Expression) {
  switch (expression.kind) {
    case "field":
      return expression.field.span;
    case "param":
      return expression.param.span;
    case "argument":
      return expression.argument.span;
    default:
      return null;
  }
}

function byItself<Part extends object>(
  parts: readonly Mutable<Part>[],
): ReadonlyMap<Part, Mutable<Part>> {
  const map = new Map<Part, Mutable<Part>>();
  for (const part of parts) map.set(part, part);
  return map;
}
