import type { PathStep } from "./path-step.ts";
import { requireFinite } from "./require.ts";

/** An asset moves with another one. */
export interface Following {
  /** Its name; it comes earlier in the simulation, and has the same step and the same hours. */
  readonly asset: string;
  /** Of the steps of both, from -1 to 1. */
  readonly correlation: number;
  /** What part of each of its jumps this one makes as well. Default `correlation`. */
  readonly jumps?: number;
}

/** What one step takes over: a part of the shock, and of the jumps. */
export interface Led {
  readonly shock: number;
  readonly jump: number;
}

/** What an asset hears of the one that it follows, in the order of time. */
export class Lead {
  readonly #correlation: number;
  readonly #own: number;
  readonly #jumps: number;
  readonly #advance: (time: number) => void;
  #heard: PathStep[] = [];

  /**
   * @param advance makes the other one take all its steps up to a time
   * @throws RangeError if the correlation is none
   */
  constructor(following: Following, advance: (time: number) => void) {
    const { asset, correlation, jumps = correlation } = following;
    if (!(correlation >= -1 && correlation <= 1))
      throw new RangeError(
        `the correlation with ${asset} must be from -1 to 1, and is ${correlation}`,
      );
    this.#correlation = correlation;
    this.#own = Math.sqrt(1 - correlation * correlation);
    this.#jumps = requireFinite(`jumps with ${asset}`, jumps);
    this.#advance = advance;
  }

  hear(step: PathStep): void {
    this.#heard.push(step);
  }

  /** @param own the follower's own standard normal draw */
  take(time: number, own: number): Led {
    this.#advance(time);
    let shock: number | null = null;
    let jump = 0;
    const later: PathStep[] = [];
    for (const step of this.#heard) {
      if (step.time > time) {
        later.push(step);
        continue;
      }
      if (step.days > 0) ({ shock } = step);
      jump += step.jump;
    }
    this.#heard = later;
    return {
      shock: shock === null ? own : this.#correlation * shock + this.#own * own,
      jump: this.#jumps * jump,
    };
  }
}
