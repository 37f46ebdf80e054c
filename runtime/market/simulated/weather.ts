/** What a script makes of the spreads and sizes of an instrument at a time, as factors; 1 where it says nothing. */
export interface Conditions {
  readonly spread: number;
  readonly size: number;
}

export interface Weather {
  at(time: number): Conditions;
}

interface Spell extends Conditions {
  readonly from: number;
  readonly to: number;
}

const FAIR: Conditions = { spread: 1, size: 1 };

/** Spells that overlap multiply. */
export function weatherOf(spells: readonly Spell[]): Weather {
  if (spells.length === 0) return { at: () => FAIR };
  return {
    at(time) {
      let { spread, size } = FAIR;
      for (const spell of spells) {
        if (time < spell.from || time >= spell.to) continue;
        spread *= spell.spread;
        size *= spell.size;
      }
      return { spread, size };
    },
  };
}
