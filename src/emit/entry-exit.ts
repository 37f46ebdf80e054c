/** What entering and leaving a state does: a small method each, where there is something to do. */
import {
  childrenOf,
  entryOrder,
  isDescendant,
  selfAndDescendants,
  type Behaviour,
  type Effect,
  type State,
} from "../model/index.ts";
import { Body, commented, sinceName, type ClassParts } from "./body.ts";
import { actionStatement, effectStatement } from "./effects.ts";
import { carriedCode, lastOf } from "./expressions.ts";
import { asksStep as asks } from "./guards.ts";
import type { Doc } from "./layout/doc.ts";
import {
  atom,
  binary,
  call,
  number,
  string,
  type Code,
} from "./layout/expression.ts";
import { assign, method, statement, when } from "./layout/statement.ts";
import { safePath } from "./names.ts";
import type { Unit } from "./unit.ts";
import { expressionsOf } from "./walk.ts";

const NO_STEP: readonly string[] = [];

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

function hasOwnExit(state: State, unit: Unit): boolean {
  const { traits, strategy } = unit;
  return (
    state.exit.length > 0 ||
    state.timers.length > 0 ||
    state.runs.length > 0 ||
    state.role === "error" ||
    beginsIt(state, unit) ||
    (traits.hasEmergencies && state.role !== "normal") ||
    (strategy.timeout !== null && state.role === "suspended")
  );
}

/** Leaving it ends the phase *initializing*. A plain machine sees that by its entries. */
function beginsIt(state: State, { strategy, traits }: Unit): boolean {
  const [initial] = strategy.root.initial.targets;
  return (
    !traits.isPlain &&
    state.depth === 0 &&
    initial !== undefined &&
    (initial === state || isDescendant(initial, state))
  );
}

/** Something is to be done when it is left, by itself or by what is active below it. */
export function hasExit(state: State, unit: Unit): boolean {
  return [...selfAndDescendants(state)].some((each) => hasOwnExit(each, unit));
}

function completes(state: State, { traits }: Unit): boolean {
  return state.parent !== null && traits.completed.has(state.parent);
}

export function entryAsksStep(state: State): boolean {
  return (
    state.enter.some(asksStep) || state.timers.some(({ time }) => asks(time))
  );
}

export function exitAsksStep(state: State): boolean {
  return [...selfAndDescendants(state)].some((each) =>
    each.exit.some(asksStep),
  );
}

function asksStep({ actions, effects }: Behaviour): boolean {
  return actions.length > 0 || stepAsked(effects);
}

export function stepAsked(effects: readonly Effect[]): boolean {
  return effects.some(
    (effect) => effect.kind === "do" || expressionsOf(effect).some(asks),
  );
}

/** The methods of one state that its ways in and out call. */
export function entryExitMethods(state: State, parts: ClassParts): Doc[] {
  const { unit } = parts;
  const name = safePath(state.path);
  const methods: Doc[] = [];
  const stepType = `step: ${unit.names.type}Step`;
  if (hasEntry(state, unit)) {
    const body = new Body(parts, state, entryExpressions(state));
    const statements = entryStatements(state, body);
    methods.push(
      method(
        `private enter$${name}`,
        entryAsksStep(state) ? [stepType] : NO_STEP,
        "void",
        body.with(statements),
      ),
    );
  }
  if (hasExit(state, unit)) {
    const body = new Body(
      parts,
      state,
      state.exit.flatMap((each) => each.effects.flatMap(expressionsOf)),
    );
    const statements = [
      ...exitBelow(state, parts),
      ...(state.kind === "composite" && unit.traits.readsConfiguration
        ? [nowAt(state)]
        : []),
      ...exitStatements(state, body),
      ...(state.depth > 0 || unit.traits.readsConfiguration
        ? [leaveTo(state, unit)]
        : []),
    ];
    methods.push(
      method(
        `private exit$${name}`,
        exitAsksStep(state) ? [stepType] : NO_STEP,
        "void",
        body.with(statements),
      ),
    );
  }
  return methods;
}

function entryExpressions(state: State) {
  return [
    ...state.enter.flatMap((each) => each.effects.flatMap(expressionsOf)),
    ...state.timers.map((timer) => timer.time),
  ];
}

type Wrap = (statement: Doc) => Doc;

const asIs: Wrap = (statement) => statement;

export function entryStatements(
  state: State,
  body: Body,
  wrap: Wrap = asIs,
): readonly Doc[] {
  const { unit } = body.parts;
  const { traits, strategy } = unit;
  const out: Doc[] = [];
  if (traits.timed.has(state))
    out.push(assign(`this.${sinceName(state)}`, call("this.now", [])));
  out.push(...behaviourStatements(state.enter, body, wrap));
  for (const timer of state.timers)
    out.push(
      wrap(
        statement(
          call(ARM[timer.kind], [
            number(timer.index),
            carriedCode(timer.time, timer.kind, {
              ...body.scope,
            }),
          ]),
        ),
      ),
    );
  for (const run of state.runs)
    out.push(statement(call("this.entersRun", [number(run.index)])));
  if (state.kind === "final" && state.depth === 0)
    out.push(statement(call("this.end", [])));
  if (state.kind === "final" && completes(state, unit))
    out.push(
      statement(
        call("this.completes", [string(doneFact(state.parent?.path ?? ""))]),
      ),
    );
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

/** What the machine calls the end of a composite's children. */
export function doneFact(path: string): string {
  return `done#${path}`;
}

export function exitStatements(
  state: State,
  body: Body,
  wrap: Wrap = asIs,
): readonly Doc[] {
  const { traits, strategy } = body.parts.unit;
  const out: Doc[] = [...behaviourStatements(state.exit, body, wrap)];
  for (const timer of state.timers)
    out.push(statement(call("this.disarm", [number(timer.index)])));
  for (const run of state.runs)
    out.push(statement(call("this.leavesRun", [number(run.index)])));
  if (state.role === "error") out.push(statement(call("this.pardon", [])));
  if (beginsIt(state, body.parts.unit))
    out.push(statement(call("this.initialized", [])));
  if (traits.hasEmergencies && state.role !== "normal")
    out.push(statement(call("this.lift", [])));
  if (strategy.timeout !== null && state.role === "suspended")
    out.push(statement(call("this.resumeLimit", [])));
  return out;
}

function behaviourStatements(
  behaviours: readonly Behaviour[],
  body: Body,
  wrap: Wrap,
): readonly Doc[] {
  return behaviours.flatMap(({ actions, effects }) => [
    ...actions.map((action) =>
      wrap(actionStatement(action, body.parts.unit, "step")),
    ),
    ...effects.map((effect) => wrap(effectStatement(effect, body, "step"))),
  ]);
}

/** Leaves whichever child is active, where leaving it does something. */
export function exitBelow(
  state: State,
  { unit }: ClassParts,
  step = "step",
): readonly Doc[] {
  return childrenOf(state)
    .filter((child) => hasExit(child, unit))
    .map((child) => when(isActive(child), exitCall(child, step)));
}

export function exitCall(state: State, step = "step"): Doc {
  const args = exitAsksStep(state) ? [atom(step)] : [];
  return statement(call(`this.exit$${safePath(state.path)}`, args));
}

export function isActive(state: State): Code {
  const last = lastOf(state);
  const active = atom("this.active");
  const first = commented(number(state.index), state.path);
  return last === state.index
    ? binary(active, "===", first)
    : binary(
        binary(active, ">=", first),
        "&&",
        binary(active, "<=", number(last)),
      );
}

/** Its parent is now the innermost active state. */
export function leaveTo({ parent }: State, { runtime }: Unit): Doc {
  return parent === null || parent.parent === null
    ? `this.active = ${runtime.value("NOWHERE")};`
    : nowAt(parent);
}

/** This is now the innermost active state. */
export function nowAt(state: State): Doc {
  return state.parent === null
    ? ""
    : `this.active = ${state.index}; // ${state.path}`;
}

/** From inside of the domain to the targets, and to what is entered by default. */
export function entrySteps(
  targets: readonly State[],
  domain: State,
  parts: ClassParts,
  step = "step",
): { readonly statements: readonly Doc[]; readonly leaf: State | null } {
  const { unit } = parts;
  const statements: Doc[] = [];
  let leaf: State | null = null;
  for (const entry of entryOrder(targets, domain)) {
    const { state } = entry;
    const name = safePath(state.path);
    if (entry.kind === "enter") {
      leaf = state;
      if (unit.traits.readsConfiguration) statements.push(nowAt(state));
      if (hasEntry(state, unit)) {
        const args = entryAsksStep(state) ? [atom(step)] : [];
        statements.push(statement(call(`this.enter$${name}`, args)));
      }
    } else if (entry.state.initial.effects.length > 0) {
      const args = stepAsked(entry.state.initial.effects) ? [atom(step)] : [];
      statements.push(statement(call(`this.initial$${name}`, args)));
    }
  }
  return { statements, leaf };
}

/** Whether something on the way in is told of the step. */
export function entryPathAsksStep(
  targets: readonly State[],
  domain: State,
): boolean {
  return entryOrder(targets, domain).some((entry) =>
    entry.kind === "enter"
      ? entryAsksStep(entry.state)
      : stepAsked(entry.state.initial.effects),
  );
}

/** `initial effects -> X` of a composite: what is done when it is entered by default. */
export function initialMethod(state: State, parts: ClassParts): Doc[] {
  if (state.kind !== "composite") return [];
  const { effects } = state.initial;
  if (effects.length === 0) return [];
  const body = new Body(parts, state, effects.flatMap(expressionsOf));
  const name = state.parent === null ? "" : safePath(state.path);
  const parameters = stepAsked(effects)
    ? [`step: ${parts.unit.names.type}Step`]
    : NO_STEP;
  const statements = effects.map((effect) =>
    effectStatement(effect, body, "step"),
  );
  return [
    method(
      `private initial$${name}`,
      parameters,
      "void",
      body.with(statements),
    ),
  ];
}
