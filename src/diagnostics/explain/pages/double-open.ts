import type { Page } from "../page.ts";

export const doubleOpen: Page = {
  what: "A run that `opens` or `places` starts while an earlier order of the leg may still fill, or the same activity is under way elsewhere. Two different activities in sibling regions are meant: two quotes. A position that is held already is no reason: adding to it is meant, too.",
  why: "If both fill, the position is twice what was meant.",
  examples: {
    wrong: `
strategy Dip {
  trigger GO
  emergency trigger EMERGENCY_EXIT
  activity buy(): number opens
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buy() timeout 5s { done -> HOLDING  failed -> IDLE  unknown -> AGAIN } }
  exposed state AGAIN { run buy() timeout 5s { done -> HOLDING  failed, unknown -> FLATTENING } }
  exposed state HOLDING { after 1h -> FLATTENING }
  exposed state FLATTENING { run flatten() retry 3 backoff 1s timeout 5s { done -> ENDED  failed, unknown -> ERROR } }
  final state ENDED
  exposed error state ERROR { after 1m -> FLATTENING }
  from exposed on recover -> FLATTENING
  from * on EMERGENCY_EXIT -> FLATTENING
}
`,
    right: `
strategy Dip {
  trigger GO
  emergency trigger EMERGENCY_EXIT
  activity buy(): number opens
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buy() timeout 5s { done -> HOLDING  failed -> IDLE  unknown -> FLATTENING } }
  exposed state HOLDING { after 1h -> FLATTENING }
  exposed state FLATTENING { run flatten() retry 3 backoff 1s timeout 5s { done -> ENDED  failed, unknown -> ERROR } }
  final state ENDED
  exposed error state ERROR { after 1m -> FLATTENING }
  from exposed on recover -> FLATTENING
  from * on EMERGENCY_EXIT -> FLATTENING
}
`,
  },
};
