import type { Page } from "../page.ts";

export const falseExposure: Page = {
  what: "A state is marked `exposed`, and no path brings it about with anything open. Error states are not judged.",
  why: "An alarm that is always on is not looked at.",
  examples: {
    wrong: `
strategy Dip {
  trigger GO
  emergency trigger EMERGENCY_EXIT
  activity buy(): number opens
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> WAITING }
  exposed state WAITING { after 1m -> BUYING }
  exposed state BUYING { run buy() timeout 5s { done -> HOLDING  failed -> IDLE  unknown -> FLATTENING } }
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
