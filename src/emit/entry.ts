/** What entering a state does: a small method, where there is something to do. */
import { entryOrder, type State } from "../model/index.ts";
import { entryAsksStep, stepAsked } from "./asks-step.ts";
import { asIs, behaviourStatements, type Wrap } from "./behaviour.ts";
import { Body, sinceName, type ClassParts } from "./body.ts";
import { effectStatement } from "./effects.ts";
import { carriedCode } from "./expressions.ts";
import type { Doc } from "./layout/doc.ts";
import { atom, call, number, word, type Code } from "./layout/expression.ts";
import { assign, method, statement, whenElse } from "./layout/statement.ts";
import { safePath } from "./names.ts";
import { nowAt } from "./places.ts";
import { completionStatements, completes } from "./completion.ts";
import type { Unit } from "./unit.ts";
import { expressionsOf } from "./walk.ts";

/** Something is to be done on the way into this very state. */
export function hasEntry(state: State, unit: Unit): boolean {
  const { traits, strategy } = unit;
  return (
    state.enter.length > 0 ||
    state.timers.length > 0 ||
    state.runs.length > 0 ||
    traits.timed.has(state) ||
    (state.kind === "final" && (state.depth === 0 || completes(state, unit))) ||
    (strategy.timeout !== null && state.role !== "normal")
  );
}

/** Whether its timers may go on with what was left of them. */
export function mayGoOn(state: State, { traits }: Unit): boolean {
  return state.timers.length > 0 && traits.resumable.has(state);
}

/** `enter$READY`, which the ways in call. */
export function entryMethod(state: State, parts: ClassParts): Doc[] {
  const { unit } = parts;
  if (!hasEntry(state, unit)) return [];
  const body = new Body(parts, state, entryExpressions(state));
  return [
    method(
      `private enter$${safePath(state.path)}`,
      [
        ...(mayGoOn(state, unit) ? ["goesOn: boolean"] : []),
        ...(entryAsksStep(state) ? [`step: ${unit.names.type}Step`] : []),
      ],
      "void",
      body.with(entryStatements(state, body, asIs, mayGoOn(state, unit))),
    ),
  ];
}

export function entryCall(
  state: State,
  unit: Unit,
  step: string,
  goesOn: Code = word("false"),
): Doc {
  return statement(
    call(`this.enter$${safePath(state.path)}`, [
      ...(mayGoOn(state, unit) ? [goesOn] : []),
      ...(entryAsksStep(state) ? [atom(step)] : []),
    ]),
  );
}

function entryExpressions(state: State) {
  return [
    ...state.enter.flatMap((each) => each.effects.flatMap(expressionsOf)),
    ...state.timers.map((timer) => timer.time),
  ];
}

export function entryStatements(
  state: State,
  body: Body,
  wrap: Wrap = asIs,
  mayGoOn = false,
): readonly Doc[] {
  const { unit } = body.parts;
  const { traits, strategy } = unit;
  const out: Doc[] = [];
  if (traits.timed.has(state))
    out.push(assign(`this.${sinceName(state)}`, call("this.now", [])));
  out.push(...behaviourStatements(state.enter, body, wrap));
  for (const timer of state.timers) {
    const index = number(timer.index);
    const length = carriedCode(timer.time, timer.kind, body.scope);
    const arm = statement(call(ARM[timer.kind], [index, length]));
    const goOn = statement(call("this.goOn", [index]));
    out.push(mayGoOn ? whenElse(atom("goesOn"), goOn, arm) : wrap(arm));
  }
  for (const run of state.runs)
    out.push(statement(call("this.entersRun", [number(run.index)])));
  if (state.kind === "final" && state.depth === 0)
    out.push(statement(call("this.end", [])));
  out.push(...completionStatements(state, unit));
  if (strategy.timeout !== null && state.role === "suspended")
    out.push(statement(call("this.pauseLimit", [])));
  if (strategy.timeout !== null && state.role === "error")
    out.push(statement(call("this.dropLimit", [])));
  return out;
}

const ARM = {
  after: "this.armAfter",
  at: "this.armAt",
  every: "this.armEvery",
} as const;

/** From inside of the domain to the targets, and to what is entered by default, where only one state is active at a time. */
export function entrySteps(
  targets: readonly State[],
  domain: State,
  { unit }: ClassParts,
  step = "step",
): { readonly statements: readonly Doc[]; readonly leaf: State | null } {
  const statements: Doc[] = [];
  let leaf: State | null = null;
  for (const entry of entryOrder(targets, domain)) {
    const { state } = entry;
    if (entry.kind === "enter") {
      leaf = state;
      if (unit.traits.readsConfiguration) statements.push(nowAt(state));
      if (hasEntry(state, unit)) statements.push(entryCall(state, unit, step));
    } else if (entry.state.initial.effects.length > 0)
      statements.push(initialCall(entry.state, step));
  }
  return { statements, leaf };
}

/** `initial effects -> X` of a composite: what is done when it is entered by default. */
export function initialMethod(state: State, parts: ClassParts): Doc[] {
  if (state.kind !== "composite") return [];
  const { effects } = state.initial;
  if (effects.length === 0) return [];
  const body = new Body(parts, state, effects.flatMap(expressionsOf));
  const statements = effects.map((effect) =>
    effectStatement(effect, body, "step"),
  );
  return [
    method(
      `private ${initialName(state)}`,
      stepAsked(effects) ? [`step: ${parts.unit.names.type}Step`] : [],
      "void",
      body.with(statements),
    ),
  ];
}

export function initialCall(
  state: State & { readonly kind: "composite" },
  step: string,
): Doc {
  const args = stepAsked(state.initial.effects) ? [atom(step)] : [];
  return statement(call(`this.${initialName(state)}`, args));
}

function initialName(state: State): string {
  return `initial$${state.parent === null ? "" : safePath(state.path)}`;
}
