import type { Page } from "../page.ts";

const LEGS = ["a", "b", "c", "d", "e"];

/** A basket of which several legs are bought at once. */
function basket(legs: readonly string[]): string {
  const buys = legs.map((leg) => `  activity buy_${leg}() opens ${leg}`);
  const runs = legs.map(
    (leg) =>
      `    run buy_${leg}() timeout 5s { done, failed stay unknown -> FLATTENING }`,
  );
  return `
strategy Basket {
  leg ${legs.join(", ")}
  trigger GO
  emergency trigger EMERGENCY_EXIT
${buys.join("\n")}
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING on EMERGENCY_EXIT -> ENDED }
  exposed state BUYING {
${runs.join("\n")}
    after 1m -> FLATTENING
  }
  exposed state FLATTENING {
    run flatten() timeout 10s { done -> ENDED failed, unknown -> ERROR }
  }
  final state ENDED
  exposed error state ERROR { after 1m -> FLATTENING }
  from * on EMERGENCY_EXIT -> FLATTENING
  from exposed on recover -> FLATTENING
}
`;
}

export const limitReached: Page = {
  what: "The search of group 4 follows a strategy through all that may be true at the venue, up to a limit: 256 scenes of one configuration, 200,000 scenes and 500,000 steps in all (100,000 of regions one by one), 1,000 ways of one event; ten times that with `--thorough`. Over the first, what is open is joined: it counts as open where it is looked for, and as open or not by every step. Over the others the regions of parallel states are followed one by one, while what another region opens may be open at any time. A search that meets them even so is not made to its end. The finding says which of these it was.",
  why: "Joined or followed one by one, the search errs towards a finding, never towards silence, but for needless `exposed` marks. Where it did not come to its end, that nothing was found is no promise.",
  examples: { wrong: basket(LEGS), right: basket(LEGS.slice(0, 2)) },
};
