import { isReserved } from "../../grammar/words.ts";
import { reservationOf, type NameKind } from "../model/index.ts";

/**
 * A name of a spec made of any text: characters outside of A-Z, a-z, 0-9 and _ become `_`, a leading digit gets `_` before
 * it, a word that the language, TypeScript or an object has gets `_` behind.
 */
export function safeName(text: string, kind: NameKind = "other"): string {
  const plain = text.replaceAll(/[^A-Za-z0-9_]/gu, "_");
  let name = plain === "" || /^\d/.test(plain) ? `_${plain}` : plain;
  while (isReserved(name) || reservationOf(name, kind) !== null) name += "_";
  return name;
}

/** The names of one space, in which each is declared once: foreign names and what they are called here. */
export class NameSpace {
  readonly #kinds: readonly NameKind[];
  readonly #taken = new Set<string>();
  readonly #names = new Map<string, string>();

  /** `kind`: what is declared in the space; several where one name stands for all. */
  constructor(...kinds: readonly NameKind[]) {
    this.#kinds = kinds.length === 0 ? ["other"] : kinds;
  }

  /** What a foreign name is called here: the same whenever it is asked. */
  of(foreign: string): string {
    const known = this.#names.get(foreign);
    if (known !== undefined) return known;
    const name = this.fresh(foreign);
    this.#names.set(foreign, name);
    return name;
  }

  /** A name that nothing has yet, near to the one that is wished for. */
  fresh(wish: string): string {
    let name = this.#safe(wish);
    while (this.#taken.has(name)) name = this.#safe(`${name}_`);
    this.#taken.add(name);
    return name;
  }

  has(name: string): boolean {
    return this.#taken.has(name);
  }

  #safe(wish: string): string {
    return this.#kinds.reduce((name, kind) => safeName(name, kind), wish);
  }
}
