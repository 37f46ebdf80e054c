import { Interference } from "./interference.ts";
import { requireNotNegative, requirePositive } from "./require.ts";
import type { Incident } from "./script.ts";
import { weatherOf, type Weather } from "./weather.ts";

type Kind = Incident["kind"];
type Timed = Exclude<Incident, { readonly kind: "event" }>;

/** What is on an asset, by instrument id. */
export interface Cast {
  readonly asset: string;
  readonly regimes: readonly string[];
  readonly hasIndex: boolean;
  /** Quoted on its own, so that a premium and trades can be scripted. */
  readonly listings: readonly string[];
  /** Listings that pay funding. */
  readonly perpetuals: readonly string[];
  /** All of them: listings, options, the index. */
  readonly instruments: readonly string[];
}

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

function requireSense(incident: Timed, assets: readonly Cast[]): void {
  const { kind } = incident;
  requireNotNegative(`script: after of ${kind}`, incident.after);
  if ("duration" in incident)
    requirePositive(`script: duration of ${kind}`, incident.duration);
  switch (incident.kind) {
    case "jump":
      requireOne(
        kind,
        incident.asset,
        assets.map(({ asset }) => asset),
      );
      if (!(incident.share > -1 && incident.share < Infinity))
        throw new RangeError(
          `script: share of a jump must be above -1, and is ${incident.share}`,
        );
      return;
    case "regime": {
      requireOne(
        kind,
        incident.asset,
        assets.map(({ asset }) => asset),
      );
      const cast = assets.find(({ asset }) => asset === incident.asset);
      requireOne(kind, incident.regime, cast?.regimes ?? []);
      return;
    }
    case "index":
      requirePositive("script: level", incident.level);
      requireOne(
        kind,
        incident.asset,
        assets.filter(({ hasIndex }) => hasIndex).map(({ asset }) => asset),
      );
      return;
    case "premium":
    case "trade":
      requireOne(
        kind,
        incident.instrument,
        assets.flatMap(({ listings }) => listings),
      );
      if (incident.kind === "trade")
        requirePositive("script: quantity", incident.quantity);
      return;
    case "funding":
      requireOne(
        kind,
        incident.instrument,
        assets.flatMap(({ perpetuals }) => perpetuals),
      );
      return;
    case "spread":
      requirePositive("script: spread", incident.spread ?? 1);
      requirePositive("script: size", incident.size ?? 1);
      requireTarget(kind, incident.target, assets);
      return;
    case "gap":
    case "halt":
    case "freeze":
      requireTarget(kind, incident.target, assets);
  }
}

function requireTarget(
  kind: Kind,
  target: string,
  assets: readonly Cast[],
): void {
  const all = assets.flatMap(({ asset, instruments }) => [
    asset,
    ...instruments,
  ]);
  requireOne(kind, target, all);
}

function requireOne(kind: Kind, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  throw new RangeError(
    `script: ${kind} is about ${name}, and here it can be about ${known.slice(0, 10).join(", ") || "nothing"}`,
  );
}
