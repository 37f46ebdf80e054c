import type { Expression, State } from "../model/index.ts";
import { codeOf, testCode, type Scope } from "./expressions.ts";
import { loosePaths } from "./narrowing.ts";
import { guardCall } from "./guards.ts";
import type { Doc } from "./layout/doc.ts";
import { atom, binary, call, number, type Code } from "./layout/expression.ts";
import { safePath } from "./names.ts";
import type { Predicates } from "./misfits.ts";
import type { Unit } from "./unit.ts";

/** What is gathered over the whole class while its methods are written. */
export interface ClassParts {
  readonly unit: Unit;
  readonly predicates: Predicates;
  /** Whether a method wants to know what the sender said. */
  saysSomething: boolean;
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
      elapsed: () =>
        binary(call("this.now", []), "-", atom(`this.${sinceName(state)}`)),
      halted: () => atom("this.halted"),
      active: () => atom("this.active"),
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
      isIn: (index, _, path) =>
        call("this.isIn", [commented(number(index), path)]),
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

/** `3 /* READY *\/`: a state's number, for people. */
export function commented(code: Code, path: string): Code {
  const doc = code.kind === "atom" ? code.doc : "";
  return { kind: "atom", doc: [doc, ` /* ${path} */`], short: "number" };
}
