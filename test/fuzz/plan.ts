import type { Spec } from "./corpus.ts";
import type { Input } from "./input.ts";
import { randomMutant } from "./random-mutants.ts";
import { tokenMutants } from "./token-mutants.ts";

export interface Plan {
  readonly seed: number;
  /** How many random mutations. */
  readonly mutations: number;
  /** Of the texts that one token makes every so many-th; 1: all of them. 0: none. */
  readonly every: number;
}

/** All inputs of a plan, each under the same number in every run. */
export function* inputsOf(
  specs: readonly Spec[],
  { seed, mutations, every }: Plan,
): Generator<Input> {
  for (let index = 0; index < mutations; index += 1)
    yield randomMutant(specs, seed, index);
  if (every === 0) return;
  let number = seed;
  for (const spec of specs)
    for (const input of tokenMutants(spec)) {
      number += 1;
      if (number % every === 0) yield input;
    }
}
