import type { Direction } from "./direction.ts";
import type { MeanReversion } from "./mean-reversion.ts";
import type { PricePath } from "./path.ts";
import type { VolatilityIndex } from "./volatility-index.ts";

/** Something scripted that happens to an asset. */
export interface Happening {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly happen: () => void;
}

/** What a script can lay hands on. */
interface Hands {
  readonly path: PricePath;
  /** By instrument id. */
  readonly premiums: ReadonlyMap<string, MeanReversion>;
  readonly index: VolatilityIndex | null;
}

/** What a script does to an asset's price, regime, index and premiums, in time order. */
export function agendaOf(
  asset: string,
  direction: Direction,
  { path, premiums, index }: Hands,
): Happening[] {
  const { openPerDay, overnight } = path.hours;
  const isHere = (each: { readonly asset: string }): boolean =>
    each.asset === asset;
  const jumps = direction
    .of("jump")
    .filter(isHere)
    .map((each): Happening => {
      const time = direction.timeOf(each);
      const log = Math.log1p(each.share);
      return { time, happen: () => path.jump(time, log) };
    });
  const regimes = direction
    .of("regime")
    .filter(isHere)
    .map((each): Happening => {
      const days = (each.duration * (1 - overnight)) / openPerDay;
      const happen = (): void => path.regimes.hold(each.regime, days);
      return { time: direction.timeOf(each), happen };
    });
  const levels = direction
    .of("index")
    .filter(isHere)
    .map((each): Happening => {
      const happen = (): void => index?.set(each.level);
      return { time: direction.timeOf(each), happen };
    });
  const shifts = direction.of("premium").flatMap((each): Happening[] => {
    const premium = premiums.get(each.instrument);
    if (premium === undefined) return [];
    const happen = (): void => premium.set(each.bps);
    return [{ time: direction.timeOf(each), happen }];
  });
  return [...jumps, ...regimes, ...levels, ...shifts].toSorted(
    (first, second) => first.time - second.time,
  );
}
