import type { Strategy } from "../../../src/model/index.ts";
import { Interpreter, type Driver } from "../../interpreter/interpreter.ts";

/** One thing that happens: an event, or time that passes. */
export type Step =
  | { readonly kind: "send"; readonly trigger: string; readonly x: number }
  | { readonly kind: "wait"; readonly milliseconds: number };

/** What an event is called in a strategy; null where that knows none. */
export type Called = (trigger: string) => string | null;

/**
 * The active states after each step, as the interpreter of the tests has them; null from where on nothing can be compared: two
 * things fell due at once, or the machine failed or went round without end.
 */
export function configurations(
  strategy: Strategy,
  steps: readonly Step[],
  called: Called,
): readonly (readonly string[] | null)[] {
  const run = new Run(strategy);
  return [run.start(), ...steps.map((step) => run.step(step, called))];
}

class Run {
  #now = 1_000_000;
  #lost = false;
  readonly #strategy: Strategy;
  readonly #interpreter: Interpreter;

  constructor(strategy: Strategy) {
    this.#strategy = strategy;
    const params: Record<string, number> = {};
    for (const { name, default: value } of strategy.params)
      if (value?.kind === "number" || value?.kind === "duration")
        params[name] = value.value;
    this.#interpreter = new Interpreter(
      strategy,
      { id: "id", params, seed: 0 },
      this.#driver(),
    );
  }

  start(): readonly string[] | null {
    return this.#after(this.#interpreter.start());
  }

  step(step: Step, called: Called): readonly string[] | null {
    if (this.#lost) return null;
    if (step.kind === "wait") return this.#wait(step.milliseconds);
    const trigger = called(step.trigger);
    if (trigger === null) return this.#configuration();
    const takes = this.#strategy.triggers.find(({ name }) => name === trigger);
    const payload = (takes?.fields.length ?? 0) > 0 ? { x: step.x } : null;
    return this.#after(this.#interpreter.send(trigger, payload));
  }

  #wait(milliseconds: number): readonly string[] | null {
    const end = this.#now + milliseconds;
    for (;;) {
      const deadline = this.#interpreter.nextDeadline();
      if (deadline === null || deadline > end) break;
      this.#now = Math.max(this.#now, deadline);
      const due = this.#interpreter.data.armed.filter(
        (each) => each.deadline === deadline,
      );
      if (due.length > 1) this.#lost = true;
      this.#interpreter.fire();
      if (this.#after(null) === null) return null;
    }
    this.#now = end;
    return this.#configuration();
  }

  #after(sent: string | null): readonly string[] | null {
    const { lastError } = this.#interpreter;
    if (sent === "failed" || lastError !== null) this.#lost = true;
    return this.#lost ? null : this.#configuration();
  }

  #configuration(): readonly string[] {
    return this.#interpreter.data.leaves.map(
      (index) => this.#strategy.states[index]?.path ?? "",
    );
  }

  #driver(): Driver {
    const nothing = (): never => {
      throw new Error("the machine has no callbacks");
    };
    return {
      now: () => this.#now,
      guard: nothing,
      action: nothing,
      call: nothing,
      abort: nothing,
      output: () => {},
      cover: () => {},
    };
  }
}
