/**
 * What is known not to be null, by path: `bought`, `bought.price`, `event.id`. A fact is followed when TypeScript's own
 * narrowing sees it in the same expression; others are noted in the expression by a `present` node.
 */
export class Facts {
  static readonly NONE: Facts = new Facts(new Map(), false);
  /** Where nothing ever comes, anything holds. */
  static readonly EVERYTHING: Facts = new Facts(new Map(), true);

  readonly #paths: ReadonlyMap<string, boolean>;
  readonly #everything: boolean;

  private constructor(
    paths: ReadonlyMap<string, boolean>,
    everything: boolean,
  ) {
    this.#paths = paths;
    this.#everything = everything;
  }

  static of(
    paths: Iterable<readonly [path: string, followed: boolean]>,
  ): Facts {
    const map = new Map(paths);
    return map.size === 0 ? Facts.NONE : new Facts(map, false);
  }

  has(path: string): boolean {
    return this.#everything || this.#paths.has(path);
  }

  isFollowed(path: string): boolean {
    return this.#paths.get(path) ?? false;
  }

  get paths(): Iterable<string> {
    return this.#paths.keys();
  }

  /** Both hold. */
  and(other: Facts): Facts {
    if (this.#everything || other.isNone) return this;
    if (other.#everything || this.isNone) return other;
    const paths = new Map(this.#paths);
    for (const [path, followed] of other.#paths)
      paths.set(path, followed || (paths.get(path) ?? false));
    return new Facts(paths, false);
  }

  /** One of them holds, and nobody knows which. */
  or(other: Facts): Facts {
    if (this.#everything) return other;
    if (other.#everything) return this;
    return this.#keep((path) => other.#paths.has(path), other);
  }

  /** As another expression sees them. */
  fromOutside(): Facts {
    if (this.#everything || this.isNone) return this;
    return Facts.of([...this.#paths.keys()].map((path) => [path, false]));
  }

  filter(holds: (path: string) => boolean): Facts {
    return this.#everything ? this : this.#keep(holds, this);
  }

  get isNone(): boolean {
    return !this.#everything && this.#paths.size === 0;
  }

  equals(other: Facts): boolean {
    if (this.#everything || other.#everything)
      return this.#everything === other.#everything;
    return (
      this.#paths.size === other.#paths.size &&
      [...this.#paths.keys()].every((path) => other.#paths.has(path))
    );
  }

  #keep(holds: (path: string) => boolean, other: Facts): Facts {
    const kept: [string, boolean][] = [];
    for (const [path, followed] of this.#paths)
      if (holds(path)) kept.push([path, followed && other.isFollowed(path)]);
    return kept.length === this.#paths.size && other === this
      ? this
      : Facts.of(kept);
  }
}
