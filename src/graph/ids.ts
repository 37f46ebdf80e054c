import type { State, Strategy } from "../model/index.ts";

/**
 * Mermaid's lexer takes its keywords, in any case, also where a name begins with one, and PlantUML has much the same. Such
 * a name gets a number in front, and so does one that another state has.
 */
const KEYWORDS =
  /^(?:state|note|class|style|click|default|direction|scale|hide|show|href|fork|join|choice|end|as$|acc|title|section|left|right|root|skinparam|partition|entry|exit|desc)/i;

/** What states are called in a diagram, each by a word of its own. */
export class Ids {
  readonly #ids = new Map<State, string>();
  readonly #taken = new Set<string>();

  constructor({ states }: Strategy) {
    for (const state of states) {
      const plain = state.path.replaceAll(/\W/g, "_");
      const usable = !KEYWORDS.test(plain) && !this.#taken.has(plain);
      const id = usable ? plain : `s${state.index}_${plain}`;
      this.#ids.set(state, this.#free(id));
    }
  }

  of(state: State): string {
    return this.#ids.get(state) ?? `s${state.index}`;
  }

  /** Of something that belongs to a state and is none. */
  beside(state: State, what: string): string {
    return this.#free(`${this.of(state)}__${what}`);
  }

  #free(wish: string): string {
    let id = wish;
    while (this.#taken.has(id)) id += "_";
    this.#taken.add(id);
    return id;
  }
}
