/** What happens without anybody sending it: a method for each timer, outcome, `always`, `done`, error and recovery. */
import type { Branch, Reaction, Run, State } from "../model/index.ts";
import { Body, type Cause, type ClassParts, type Given } from "./body.ts";
import {
  hiderOf,
  isSure,
  nearest,
  reactionsToKind,
  triable,
  visible,
} from "./choice.ts";
import { doneFact } from "./completion.ts";
import { docComment } from "./layout/comment.ts";
import type { Doc } from "./layout/doc.ts";
import {
  atom,
  binary,
  call,
  number,
  string,
  unary,
  word,
  type Code,
} from "./layout/expression.ts";
import { giveBack, method, when, whenBlock } from "./layout/statement.ts";
import { safe, safePath } from "./names.ts";
import {
  expressionsIn,
  inOrder,
  notActive,
  pickType,
} from "./state-methods.ts";
import { branchStatements, stepNamesFor } from "./transitions.ts";
import type { Unit } from "./unit.ts";

/** One of the machine's own events: what it is called, and the call that handles it. */
export interface FactCase {
  readonly name: string;
  readonly handler: Doc;
}

export interface Facts {
  readonly cases: readonly FactCase[];
  readonly methods: readonly Doc[];
}

/** Those of the state's own text. */
export function factsOf(state: State, parts: ClassParts): Facts {
  const all = [
    ...timerFacts(state, parts),
    ...state.runs.flatMap((run) => armFacts(state, run, parts)),
    ...doneFacts(state, parts),
  ];
  return {
    cases: all.map(({ name, handler }) => ({ name, handler })),
    methods: [
      ...all.map((fact) => fact.method),
      ...always(state, parts),
      ...errors(state, parts),
      ...recoveries(state, parts),
    ],
  };
}

interface FactMethod extends FactCase {
  readonly method: Doc;
}

/** What the machine calls a timer: `after#0`. */
export function timerFact(timer: {
  readonly kind: string;
  readonly index: number;
}): string {
  return `${timer.kind}#${timer.index}`;
}

function timerFacts(state: State, parts: ClassParts): readonly FactMethod[] {
  return state.timers.map((timer) => {
    const name = `${timer.kind}$${timer.index}`;
    const cause = plainCause(timer.kind, timer.text);
    return {
      name: timerFact(timer),
      handler: handled(call(`this.${name}`, []), parts.unit),
      method: [
        docComment(`${timer.text} in ${state.path}`),
        branchesMethod(name, [], state, timer.branches, cause, parts),
      ],
    };
  });
}

function armFacts(
  state: State,
  run: Run,
  parts: ClassParts,
): readonly FactMethod[] {
  const { activity, index } = run;
  return run.arms.map(({ outcome, branches }) => {
    const name = `${safe(activity.name)}$${index}$${outcome}`;
    const type = outcome === "partial" ? activity.partial : activity.result;
    const told = outcome === "done" || outcome === "partial";
    const isTyped = told && type !== null;
    const { isStatechart } = parts.unit.traits;
    // Where it is only picked, the payload is handed on by the name that all payloads have.
    const result = isStatechart ? "payload" : "result";
    const payload = told
      ? isTyped
        ? atom(result)
        : word("null")
      : atom("this.failure");
    const label = `${activity.name}.${outcome}`;
    const cause: Cause = {
      label,
      trigger: string(label),
      payload,
      fits: isTyped ? parts.predicates.test(result, type) : null,
      isSaid: false,
    };
    const narrowing = isTyped
      ? [
          when(
            unary("!", parts.predicates.test(result, type)),
            'return "ignored";',
          ),
        ]
      : [];
    return {
      name: `${activity.name}#${index}.${outcome}`,
      handler: handled(
        call(`this.${name}`, isTyped ? [atom("payload")] : []),
        parts.unit,
      ),
      method: [
        docComment(`${outcome} of run ${activity.name} in ${state.path}`),
        branchesMethod(
          name,
          isTyped ? [`${result}: unknown`] : [],
          state,
          branches,
          cause,
          parts,
          { result },
          narrowing,
        ),
      ],
    };
  });
}

function doneFacts(state: State, parts: ClassParts): readonly FactMethod[] {
  const reactions = reactionsToKind(state, "done");
  if (reactions.length === 0) return [];
  const name = `done$${safePath(state.path)}`;
  const outOfDate = when(
    unary("!", call("this.isIn", [number(state.index)])),
    'return "ignored";',
  );
  return [
    {
      name: doneFact(state.path),
      handler: handled(call(`this.${name}`, []), parts.unit),
      method: [
        docComment(`on done in ${state.path}`),
        reactionsMethod(name, state, reactions, "done", parts, [outOfDate]),
      ],
    },
  ];
}

/** What one state alone makes of it. */
function handled(picked: Code, { traits }: Unit): Doc {
  return giveBack(
    traits.isStatechart
      ? call("this.alone", [picked, atom("payload")])
      : picked,
  );
}

function plainCause(trigger: string, label = trigger): Cause {
  return {
    label,
    trigger: string(trigger),
    payload: word("null"),
    isSaid: false,
  };
}

function branchesMethod(
  name: string,
  parameters: readonly string[],
  state: State,
  branches: readonly Branch[],
  cause: Cause,
  parts: ClassParts,
  given: Given = {},
  before: readonly Doc[] = [],
): Doc {
  const tried = triable(branches);
  const steps = stepNamesFor(tried);
  const body = new Body(
    parts,
    state,
    expressionsIn([{ branches: tried }]),
    given,
    () => steps.current,
  );
  const statements = [
    ...branchStatements(tried, cause, body, steps),
    ...(isSure(tried) ? [] : ['return "blocked";']),
  ];
  return method(`private ${name}`, parameters, pickType(parts.unit, false), [
    ...before,
    ...body.with(statements),
  ]);
}

/** Reactions one after the other; each may be hidden. */
function reactionsMethod(
  name: string,
  state: State,
  reactions: readonly Reaction[],
  trigger: "done" | "recover" | "error",
  parts: ClassParts,
  before: readonly Doc[] = [],
  end: Doc = 'return "blocked";',
): Doc {
  const branches = reactions.flatMap((each) => triable(each.branches));
  const steps = stepNamesFor(branches);
  const body = new Body(
    parts,
    state,
    expressionsIn(reactions),
    {},
    () => steps.current,
  );
  const cause: Cause = {
    label: trigger,
    trigger: string(trigger),
    payload: trigger === "error" ? atom("this.failure") : word("null"),
    isSaid: false,
  };
  const statements: Doc[] = [];
  let isOver = false;
  for (const reaction of reactions) {
    if (isOver) break;
    const tried = branchStatements(
      triable(reaction.branches),
      cause,
      body,
      steps,
    );
    const hider = hiderOf(reaction, state);
    const tests = [
      ...(hider === null ? [] : [notActive(hider)]),
      ...(trigger === "error"
        ? [call("this.untried", [number(errorNumber(reaction, parts.unit))])]
        : []),
    ];
    const [first, ...others] = tests;
    if (first === undefined) {
      statements.push(...tried);
      isOver = isSure(reaction.branches);
    } else
      statements.push(
        whenBlock(
          others.reduce((left, right) => binary(left, "&&", right), first),
          tried,
        ),
      );
  }
  if (!isOver) statements.push(end);
  const result = pickType(parts.unit, trigger === "error");
  return method(`private ${name}`, [], result, [
    ...before,
    ...body.with(statements),
  ]);
}

/** `on error` reactions are numbered over the strategy: each is tried once. */
function errorNumber(reaction: Reaction, { strategy }: Unit): number {
  const all = strategy.states.flatMap((state) =>
    state.reactions.map((each) => ({ state, each })),
  );
  return all.findIndex(({ each }) => each === reaction);
}

// Searched for from the innermost state outwards.

export type Searched = "always" | "error" | "recover";

export function has(state: State, what: Searched): boolean {
  return what === "always"
    ? visible(state, state.always).length > 0
    : reactionsToKind(state, what).length > 0;
}

/** `this.always$READY()`, of the state or the nearest parent that has one; null where none has. */
export function searchCall(state: State | null, what: Searched): Code | null {
  const found =
    state === null ? null : nearest(state, (each) => has(each, what));
  return found === null || found.parent === null
    ? null
    : call(`this.${what}$${safePath(found.path)}`, []);
}

function outwards({ parent }: State, what: Searched, otherwise: Doc): Doc {
  const outer = searchCall(parent, what);
  return outer === null ? otherwise : giveBack(outer);
}

function always(state: State, parts: ClassParts): readonly Doc[] {
  const reactions = visible(state, state.always);
  if (reactions.length === 0) return [];
  const branches = reactions.flatMap((each) => triable(each.branches));
  const steps = stepNamesFor(branches);
  const body = new Body(
    parts,
    state,
    expressionsIn(reactions),
    {},
    () => steps.current,
  );
  const cause = plainCause("always");
  const statements = inOrder(reactions, state, cause, body, steps, () => [
    outwards(state, "always", 'return "ignored";'),
  ]);
  return [
    [
      docComment(`always in ${state.path}`),
      method(
        `private always$${safePath(state.path)}`,
        [],
        pickType(parts.unit, false),
        body.with(statements),
      ),
    ],
  ];
}

function errors(state: State, parts: ClassParts): readonly Doc[] {
  return searchedMethod(state, "error", parts);
}

function recoveries(state: State, parts: ClassParts): readonly Doc[] {
  return searchedMethod(state, "recover", parts);
}

function searchedMethod(
  state: State,
  what: "error" | "recover",
  parts: ClassParts,
): readonly Doc[] {
  const reactions = reactionsToKind(state, what);
  if (reactions.length === 0) return [];
  return [
    [
      docComment(`on ${what} in ${state.path}`),
      reactionsMethod(
        `${what}$${safePath(state.path)}`,
        state,
        reactions,
        what,
        parts,
        [],
        // Nothing left to try is no event at all: nothing follows from it.
        outwards(
          state,
          what,
          what === "error" ? "return null;" : 'return "blocked";',
        ),
      ),
    ],
  ];
}
