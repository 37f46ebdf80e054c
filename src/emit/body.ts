import type { Branch, Expression, State } from "../model/index.ts";
import { codeOf, testCode, type Scope } from "./expressions.ts";
import { loosePaths } from "./narrowing.ts";
import { guardCall } from "./guards.ts";
import type { Doc } from "./layout/doc.ts";
import { arrow, atom, binary, call, type Code } from "./layout/expression.ts";
import { safePath } from "./names.ts";
import { commented, isActive } from "./places.ts";
import type { Predicates } from "./misfits.ts";
import type { Unit } from "./unit.ts";

/** What is gathered over the whole class while its methods are written. */
export interface ClassParts {
  readonly unit: Unit;
  readonly predicates: Predicates;
  /** Whether a method wants to know what the sender said. */
  saysSomething: boolean;
  /** Where several states are active at once: the steps that something picks. */
  readonly picked: Map<number, Picked>;
}

/** A step that is picked before it is known whether it is taken. */
export interface Picked {
  readonly branch: Branch;
  readonly cause: Cause;
}

/** What a branch is taken by. */
export interface Cause {
  /** A volatile trigger: what it only sets is no record of its own. */
  readonly isVolatile?: boolean;
  /** As the audit trail has it. */
  readonly label: string;
  /** As callbacks hear of it. */
  readonly trigger: Code;
  readonly payload: Code;
  /** That the payload is what it was declared to be; null where there is nothing to test. */
  readonly fits?: Code | null;
  /** The sender may have said something. */
  readonly isSaid: boolean;
}

/** Names of the values that a method is given. */
export interface Given {
  readonly event?: string;
  readonly result?: string;
}

/** One method of the class: what it reads is declared at its top. */
export class Body {
  readonly parts: ClassParts;
  readonly scope: Scope;
  #usesContext = false;

  constructor(
    parts: ClassParts,
    /** Whose `elapsed` it is. */
    state: State,
    expressions: readonly Expression[],
    given: Given = {},
    /** In guards that it asks. */
    step: () => string = () => "step",
  ) {
    this.parts = parts;
    const { unit } = parts;
    const has = {
      callbacks: () => atom("this.callbacks"),
      params: () => atom("this.params"),
      context: () => this.context(),
      event: () => atom(given.event ?? "payload"),
      step: () => atom(step()),
      now: () => call("this.now", []),
      // The strategy itself has text in its `initial` only: when it is started.
      elapsed: () =>
        state.parent === null
          ? atom("0")
          : binary(call("this.now", []), "-", atom(`this.${sinceName(state)}`)),
      halted: () => atom("this.halted"),
      active: () =>
        unit.traits.isStatechart
          ? arrow("(state: number)", call("this.isIn", [atom("state")]))
          : atom("this.active"),
    };
    const scope: Scope = {
      unit,
      params: has.params,
      context: has.context,
      event: has.event,
      result: () => atom(given.result ?? "payload"),
      failure: () => atom("this.failure"),
      now: has.now,
      elapsed: has.elapsed,
      halted: has.halted,
      isIn: (state) =>
        unit.traits.isStatechart
          ? isActive(state)
          : call("this.isIn", [commented(state)]),
      argument: (name) => atom(name),
      guard: ({ guard, args }) => {
        const codes = args.map((arg) => codeOf(arg, scope));
        return guardCall(guard, unit, codes, (need) => has[need]());
      },
      loose: loosePaths(expressions),
    };
    this.scope = scope;
  }

  context(): Code {
    this.#usesContext = true;
    return atom("context");
  }

  test(expression: Expression): Code {
    return testCode(expression, this.scope);
  }

  code(expression: Expression): Code {
    return codeOf(expression, this.scope);
  }

  /** The statements, with what they need in front. */
  with(statements: readonly Doc[]): readonly Doc[] {
    const { type } = this.parts.unit.names;
    const head = `const context: ${type}Context = this.draft;`;
    const all = this.#usesContext ? [head, ...statements] : statements;
    this.#usesContext = false;
    return all;
  }
}

export function sinceName(state: State): string {
  return `since$${safePath(state.path)}`;
}
