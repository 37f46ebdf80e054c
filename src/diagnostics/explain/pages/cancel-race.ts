import type { Page } from "../page.ts";

export const cancelRace: Page = {
  what: "A cancel is done, and the path goes on as if the leg were flat. `cancels` takes back what still works; what filled before, filled.",
  why: "An order can fill while its cancel is on the way.",
  examples: {
    wrong: `
strategy Dip {
  trigger GO
  emergency trigger EMERGENCY_EXIT
  activity buy(): number opens
  activity withdraw() cancels
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buy() timeout 5s { done -> HOLDING  failed -> IDLE  unknown -> WITHDRAWING } }
  exposed state WITHDRAWING { run withdraw() timeout 5s { done -> IDLE  failed, unknown -> FLATTENING } }
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
  activity withdraw() cancels
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buy() timeout 5s { done -> HOLDING  failed -> IDLE  unknown -> WITHDRAWING } }
  exposed state WITHDRAWING { run withdraw() timeout 5s { done -> FLATTENING  failed, unknown -> FLATTENING } }
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
