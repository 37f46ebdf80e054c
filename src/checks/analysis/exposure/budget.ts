/** How far a search goes. Counted in steps, not in time: the same strategy gives the same findings everywhere. */
export interface Limits {
  /** Scenes in all, above which regions are followed one by one. */
  readonly scenes: number;
  /** Scenes of one configuration, above which what is true at the venue is joined. */
  readonly scenesOfOne: number;
  /** Steps in all: of the machine within one event, and from scene to scene. */
  readonly steps: number;
  /** The same for the regions one by one. */
  readonly stepsOfRegions: number;
  /** Ways that one event may take. */
  readonly ways: number;
}

export const LIMITS: Limits = {
  scenes: 200_000,
  scenesOfOne: 256,
  steps: 500_000,
  stepsOfRegions: 100_000,
  ways: 1_000,
};

/** Of `--thorough`. */
export const THOROUGH: Limits = {
  scenes: 10 * LIMITS.scenes,
  scenesOfOne: 10 * LIMITS.scenesOfOne,
  steps: 10 * LIMITS.steps,
  stepsOfRegions: 10 * LIMITS.stepsOfRegions,
  ways: 10 * LIMITS.ways,
};

/** Thrown where a limit is met. */
export class LimitReached extends Error {
  override readonly name = "LimitReached";
}

/** What is left of the limits. */
export class Budget {
  readonly limits: Limits;
  /** What has too many ways is then followed some of the way, instead of not at all. */
  readonly isLast: boolean;
  /** It was. */
  isShort = false;
  private steps = 0;
  private scenes = 0;

  constructor(limits: Limits, isLast = false) {
    this.limits = limits;
    this.isLast = isLast;
  }

  /** @throws LimitReached */
  step(): void {
    this.steps += 1;
    if (this.steps > this.limits.steps) throw new LimitReached();
  }

  /** @throws LimitReached */
  scene(): void {
    this.scenes += 1;
    if (this.scenes > this.limits.scenes) throw new LimitReached();
  }

  /**
   * Whether so many ways of one event may be followed.
   *
   * @throws LimitReached if not, and all can be followed more coarsely
   */
  allows(ways: number): boolean {
    if (ways <= this.limits.ways) return true;
    if (!this.isLast) throw new LimitReached();
    this.isShort = true;
    return false;
  }

  /** The machine goes round, or nearly: one event is not followed further. */
  cutShort(): void {
    this.isShort = true;
  }
}
