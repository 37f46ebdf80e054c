import type { Fact, Legs, LegState } from "./scene.ts";

/** What is true in one of two scenes, or in both: EXPOSURE.md, section 2. */
export function join(one: Legs, other: Legs): Legs {
  return one.map((leg, index) => {
    const also = other[index];
    return also === undefined ? leg : joinedLeg(leg, also);
  });
}

function joinedLeg(one: LegState, other: LegState): LegState {
  return {
    held: joinedFact(one.held, other.held),
    loose: joinedFact(one.loose, other.loose),
    why: one.why ?? other.why,
  };
}

function joinedFact(one: Fact, other: Fact): Fact {
  return one === other ? one : "either";
}

/** Every scenario that joined ones stand for: a step is made in each. */
export function apart(legs: Legs): readonly Legs[] {
  let ways: readonly Legs[] = [legs];
  for (const [index, leg] of legs.entries())
    for (const part of ["held", "loose"] as const)
      if (leg[part] === "either")
        ways = ways.flatMap((way) => {
          const each = way[index] ?? leg;
          return [
            way.with(index, { ...each, [part]: false }),
            way.with(index, { ...each, [part]: true }),
          ];
        });
  return ways;
}
