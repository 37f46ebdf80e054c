import { join, type Shape } from "../shapes/shape.ts";
import { unite, type Possible } from "../constants/possible.ts";

/** What a datum is known to hold. */
export interface Holding {
  readonly shape: Shape;
  readonly possible: Possible;
}

/** What is known of the data at a point of a block, beyond what holds of them everywhere. */
export class Flow {
  #known: Map<string, Holding>;

  constructor(known: Iterable<readonly [string, Holding]> = []) {
    this.#known = new Map(known);
  }

  get(id: string): Holding | null {
    return this.#known.get(id) ?? null;
  }

  set(id: string, holding: Holding): void {
    this.#known.set(id, holding);
  }

  /** Something of which nothing is known may have been put there. */
  forget(id: string): void {
    this.#known.delete(id);
  }

  entries(): readonly (readonly [string, Holding])[] {
    return [...this.#known];
  }

  /** For a branch: what it learns stays in it. */
  fork(): Flow {
    return new Flow(this.#known);
  }

  /** Behind two branches: what both leave known. */
  join(one: Flow, other: Flow): void {
    this.#known = new Map();
    for (const [id, left] of one.#known) {
      const right = other.get(id);
      if (right !== null)
        this.#known.set(id, {
          shape: join(left.shape, right.shape),
          possible: unite(left.possible, right.possible),
        });
    }
  }
}
