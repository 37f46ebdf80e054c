/** One method a state: what it does with triggers, one case a trigger, one branch a transition. */
import type { Expression, Reaction, State, Trigger } from "../model/index.ts";
import { Body, type Cause, type ClassParts } from "./body.ts";
import {
  defersIt,
  endsInIgnore,
  hiderOf,
  ignoresIt,
  isSure,
  mentionedBy,
  nearest,
  parentFor,
  reactionsTo,
  triable,
} from "./choice.ts";
import { isActive } from "./places.ts";
import { docComment } from "./layout/comment.ts";
import type { Doc } from "./layout/doc.ts";
import {
  atom,
  binary,
  call,
  conditional,
  string,
  unary,
  word,
  type Code,
} from "./layout/expression.ts";
import {
  caseBlock,
  declareConst,
  giveBack,
  method,
  switchOn,
  when,
  whenBlock,
} from "./layout/statement.ts";
import { payloadTest } from "./function-names.ts";
import { safePath } from "./names.ts";
import {
  branchStatements,
  stepNamesFor,
  type StepNames,
} from "./transitions.ts";
import type { Unit } from "./unit.ts";
import { expressionsOf } from "./walk.ts";

const SIGNATURE = ["trigger: string", "payload: unknown"];

/** Whether the state has a method of its own for triggers. */
export function reacts(state: State, { strategy }: Unit): boolean {
  return mentionedBy(state, strategy).length > 0;
}

/** `this.in$READY(trigger, payload)`: the method of the state, or of the nearest parent that has one. */
export function reactionCall(state: State | null, unit: Unit): Doc {
  const found =
    state === null ? null : nearest(state, (each) => reacts(each, unit));
  const name = found === null ? "undeclared" : `in$${safePath(found.path)}`;
  return giveBack(call(`this.${name}`, [atom("trigger"), atom("payload")]));
}

export function stateMethod(state: State, parts: ClassParts): Doc[] {
  const { unit } = parts;
  const triggers = mentionedBy(state, unit.strategy);
  if (triggers.length === 0) return [];
  const bodies: Doc[] = [];
  for (const trigger of triggers) bodies.push(caseFor(state, trigger, parts));
  const otherwise: Doc = [
    "default:",
    {
      kind: "indent",
      contents: [
        { kind: "line", flat: "", hard: true },
        reactionCall(parentOf(state), unit),
      ],
    },
  ];
  return [
    [
      docComment(titleOf(state)),
      method(
        `private in$${safePath(state.path)}`,
        SIGNATURE,
        pickType(unit, true),
        [switchOn("trigger", [...bodies, otherwise])],
      ),
    ],
  ];
}

/** What a state makes of an event: what became of it, or where several states are active, what is to be done. */
export function pickType(
  { traits, runtime }: Unit,
  mayRefuse: boolean,
): string {
  if (traits.isStatechart) return runtime.type("Choice");
  const outcome = runtime.type("Outcome");
  return mayRefuse ? `${outcome} | null` : outcome;
}

function parentOf({ parent }: State): State | null {
  return parent === null || parent.parent === null ? null : parent;
}

/** As in the spec: `exposed error state ERROR`. */
export function titleOf(state: State): string {
  const title = [...state.modifiers, "state", state.path].join(" ");
  return state.doc === null ? title : `${title}: ${state.doc}`;
}

function caseFor(state: State, trigger: Trigger, parts: ClassParts): Doc {
  const { unit } = parts;
  const reactions = reactionsTo(state, trigger);
  const body = new Body(
    parts,
    state,
    expressionsIn(reactions),
    {},
    () => steps.current,
  );
  const branches = reactions.flatMap((reaction) => triable(reaction.branches));
  const steps = stepNamesFor(branches);
  const cause: Cause = {
    label: trigger.name,
    isVolatile: trigger.volatile,
    trigger: string(trigger.name),
    payload: trigger.fields.length === 0 ? word("null") : atom("payload"),
    fits:
      trigger.fields.length === 0
        ? null
        : call(payloadTest(trigger, unit), [atom("payload")]),
    isSaid: true,
  };
  const statements = inOrder(reactions, state, cause, body, steps, () =>
    tail(state, trigger, reactions, unit),
  );
  return caseBlock(
    [`case ${quoted(trigger.name)}:`],
    [refusal(trigger, unit), ...body.with(statements)],
  );
}

export function quoted(name: string): string {
  const code = string(name);
  return code.kind === "atom" && typeof code.doc === "string" ? code.doc : "";
}

/** The reactions as they are tried; `otherwise` where it may be that none of them is taken. */
export function inOrder(
  reactions: readonly Reaction[],
  state: State,
  cause: Cause,
  body: Body,
  steps: StepNames,
  otherwise: () => readonly Doc[],
): readonly Doc[] {
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
    if (hider === null) {
      statements.push(...tried);
      isOver = isSure(reaction.branches);
    } else statements.push(whenBlock(notActive(hider), tried));
  }
  return isOver ? statements : [...statements, ...otherwise()];
}

export function notActive(state: State) {
  return unary("!", isActive(state));
}

/** What does not fit is refused before anything is asked or done. */
function refusal(trigger: Trigger, unit: Unit): Doc {
  const test =
    trigger.fields.length === 0
      ? binary(atom("payload"), "!==", atom("null"))
      : unary("!", call(payloadTest(trigger, unit), [atom("payload")]));
  return when(test, "return null;");
}

/** No guard held: `defer`, `ignore`, the parents, else blocked. */
function tail(
  state: State,
  trigger: Trigger,
  reactions: readonly Reaction[],
  unit: Unit,
): readonly Doc[] {
  if (defersIt(state, trigger) && unit.traits.isStatechart)
    return ['return "deferred";'];
  if (defersIt(state, trigger))
    return [
      giveBack(call("this.defer", [string(trigger.name), atom("payload")])),
    ];
  if (ignoresIt(state, trigger)) return ['return "ignored";'];
  const parent = parentFor(state, trigger);
  const hidden = hiddenTest(state, reactions);
  const blocked = string("blocked");
  if (parent === null)
    return [
      giveBack(
        hidden === null
          ? blocked
          : conditional(hidden, string("ignored"), blocked),
      ),
    ];
  if (endsInIgnore(parent, trigger) || reactions.length === 0)
    return [reactionCall(parent, unit)];
  const outer = call(`this.in$${safePath(parent.path)}`, [
    atom("trigger"),
    atom("payload"),
  ]);
  const isIgnored = binary(atom("outer"), "===", string("ignored"));
  const isBlocked =
    hidden === null ? isIgnored : binary(isIgnored, "&&", unary("!", hidden));
  return [
    declareConst("outer", outer),
    giveBack(conditional(isBlocked, blocked, atom("outer"))),
  ];
}

/** That all of them are hidden for the moment; null where one never is. */
function hiddenTest(state: State, reactions: readonly Reaction[]): Code | null {
  const tests: Code[] = [];
  for (const reaction of reactions) {
    const hider = hiderOf(reaction, state);
    if (hider === null) return null;
    tests.push(isActive(hider));
  }
  const [first, ...others] = tests;
  return first === undefined
    ? null
    : others.reduce((left, right) => binary(left, "&&", right), first);
}

export function expressionsIn(
  reactions: readonly Pick<Reaction, "branches">[],
): readonly Expression[] {
  return reactions.flatMap(({ branches }) =>
    branches.flatMap(({ guard, effects }) => [
      ...(guard === null ? [] : [guard]),
      ...effects.flatMap(expressionsOf),
    ]),
  );
}
