import type { Throw } from "./trouble.ts";

/** What a callback throws in a campaign: no error that a strategy knows. */
export class Mishap extends Error {
  override readonly name = "Mishap";
}

/** Stands between a machine and its callbacks, and lets some of their calls fail. */
export class Harm {
  /** By kind: `guard pays throws`, `activity buy throws after`. */
  readonly counts = new Map<string, number>();
  readonly #plan: (callback: string, nth: number) => Throw | null;
  readonly #calls = new Map<string, number>();

  constructor(plan: (callback: string, nth: number) => Throw | null) {
    this.#plan = plan;
  }

  wrap<Callbacks extends object>(callbacks: Callbacks): Callbacks {
    return new Proxy(callbacks, {
      get: (target, name, receiver) => {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value !== "function" || typeof name !== "string")
          return value;
        return (...args: readonly unknown[]) =>
          this.#call(name, () => Reflect.apply(value, target, args));
      },
    });
  }

  #call(name: string, call: () => unknown): unknown {
    const nth = (this.#calls.get(name) ?? 0) + 1;
    this.#calls.set(name, nth);
    const when = this.#plan(name, nth);
    if (when === null) return call();
    if (when === "before") throw this.#mishap(`a callback throws`, name);
    const result = call();
    if (!(result instanceof Promise))
      throw this.#mishap(`a callback throws`, name);
    // What it did is done; only nobody hears of it.
    return result.then(() => {
      throw this.#mishap(`an activity throws after its work`, name);
    });
  }

  #mishap(kind: string, name: string): Mishap {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    return new Mishap(`${name} fails`);
  }
}
