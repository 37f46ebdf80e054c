/**
 * A small seeded generator: the same seed gives the same numbers on every
 * platform, since it uses integer and correctly rounded arithmetic only.
 *
 * sfc32 (Chris Doty-Humphrey, PractRand), seeded through the finalizer of
 * MurmurHash3 (Austin Appleby) over the seed's UTF-16 code units; both are in
 * the public domain. Not for secrets.
 */
export class Random {
  readonly #seed: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number | string) {
    this.#seed = String(seed);
    const hash = hashString(this.#seed);
    this.#a = mix(hash);
    this.#b = mix(hash + 0x9e3779b9);
    this.#c = mix(hash + 0x3c6ef372);
    for (let round = 0; round < 12; round += 1) this.#next32();
  }

  /** Uniform in [0, 1), with 53 bits. */
  next(): number {
    const high = this.#next32() >>> 5;
    const low = this.#next32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /**
   * Mean 0, variance 1, within ±6: the sum of twelve uniforms less six
   * (Irwin–Hall). No logarithm or cosine, so that it is the same everywhere.
   */
  normal(): number {
    let sum = -6;
    for (let count = 0; count < 12; count += 1) sum += this.next();
    return sum;
  }

  /** A generator of its own: what it draws does not move what this one draws. */
  fork(label: string): Random {
    return new Random(`${this.#seed}/${label}`);
  }

  #next32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** A 32-bit hash of a text, for seeds; not for secrets and not for keys. */
export function hashString(text: string): number {
  let hash = 1779033703 ^ text.length;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return mix(hash);
}

/** MurmurHash3's 32-bit finalizer. */
function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * FNV-1a, 32 bits (Fowler, Noll, Vo), over the low bytes of a text's UTF-16
 * code units. What a run's backoff is spread by: part of the contract, so it
 * never changes.
 */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ (text.charCodeAt(index) & 0xff), 0x01000193);
  return hash >>> 0;
}
