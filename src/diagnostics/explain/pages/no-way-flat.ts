import type { Page } from "../page.ts";

export const noWayFlat: Page = {
  what: "Once a leg is open, no path at all, by whatever trigger, timer or outcome, leads to where it is not. `closes` closes; `reduces` may leave something.",
  why: "A position that nothing closes is held until somebody closes it by hand.",
  examples: {
    wrong: `
strategy Dip {
  trigger GO
  activity buy(): number opens
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buy() timeout 5s { done, unknown -> HOLDING  failed -> IDLE } }
  exposed state HOLDING { on GO -> HOLDING  after 1h -> ERROR }
  exposed error state ERROR { after 1m -> HOLDING }
  from exposed on recover -> HOLDING
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
