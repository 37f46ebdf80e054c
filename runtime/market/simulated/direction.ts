import { Interference } from "./interference.ts";
import type { Cast } from "./cast.ts";
import { requireSense } from "./script-check.ts";
import type { Incident, Timed } from "./script.ts";
import { weatherOf, type Weather } from "./weather.ts";

type Kind = Incident["kind"];

/** A script, checked, and read by those whom it concerns. */
export class Direction {
  readonly #script: readonly Timed[];
  readonly #start: number;
  readonly #assets: readonly Cast[];

  /** @throws RangeError if it names what is not there, or a number makes no sense */
  constructor(
    script: readonly Incident[],
    start: number,
    assets: readonly Cast[],
  ) {
    const timed = script.flatMap((each) =>
      each.kind === "event" ? [] : [each],
    );
    for (const each of timed) requireSense(each, assets);
    this.#script = timed.toSorted(
      (first, second) => first.after - second.after,
    );
    this.#start = start;
    this.#assets = assets;
  }

  timeOf({ after }: { readonly after: number }): number {
    return this.#start + after;
  }

  /** Those of a kind, in time order. */
  of<K extends Kind>(kind: K): readonly Extract<Timed, { readonly kind: K }>[] {
    const isOfKind = (
      each: Timed,
    ): each is Extract<Timed, { readonly kind: K }> => each.kind === kind;
    return this.#script.filter(isOfKind);
  }

  weatherOf(id: string): Weather {
    return weatherOf(
      this.of("spread")
        .filter(({ target }) => this.#targets(target).includes(id))
        .map((each) => ({
          from: this.timeOf(each),
          to: this.timeOf(each) + each.duration,
          spread: each.spread ?? 1,
          size: each.size ?? 1,
        })),
    );
  }

  interference(): Interference {
    const windows = [
      ...this.of("gap"),
      ...this.of("halt"),
      ...this.of("freeze"),
    ].flatMap((each) =>
      this.#targets(each.target).map((id) => ({
        id,
        kind: each.kind,
        from: this.timeOf(each),
        to: this.timeOf(each) + each.duration,
      })),
    );
    return new Interference(Map.groupBy(windows, ({ id }) => id));
  }

  #targets(target: string): readonly string[] {
    const all = this.#assets.find(({ asset }) => asset === target);
    return all?.instruments ?? [target];
  }
}
