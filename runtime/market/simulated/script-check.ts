import type { Cast } from "./cast.ts";
import {
  requireFinite,
  requireNotNegative,
  requirePositive,
} from "./require.ts";
import type { Timed } from "./script.ts";

/** @throws RangeError if it names what is not there, or a number makes no sense */
export function requireSense(incident: Timed, assets: readonly Cast[]): void {
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
      else requirePremium(incident.bps);
      return;
    case "funding":
      requireOne(
        kind,
        incident.instrument,
        assets.flatMap(({ perpetuals }) => perpetuals),
      );
      requireFinite("script: rate", incident.rate);
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

/** Of a price that stays above 0. */
function requirePremium(bps: number): void {
  if (bps > -10_000 && bps < Infinity) return;
  throw new RangeError(`script: bps must be above -10,000, and is ${bps}`);
}

function requireTarget(
  kind: Timed["kind"],
  target: string,
  assets: readonly Cast[],
): void {
  const all = assets.flatMap(({ asset, instruments }) => [
    asset,
    ...instruments,
  ]);
  requireOne(kind, target, all);
}

function requireOne(
  kind: Timed["kind"],
  name: string,
  known: readonly string[],
): void {
  if (known.includes(name)) return;
  throw new RangeError(
    `script: ${kind} is about ${name}, and here it can be about ${known.slice(0, 10).join(", ") || "nothing"}`,
  );
}
