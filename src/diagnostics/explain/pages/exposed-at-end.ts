import type { Page } from "../page.ts";

export const exposedAtEnd: Page = {
  what: "The run can end, at a top-level final state, with a position held or an order still out. A final state inside of a composite ends the composite only.",
  why: "A machine that has ended hears nothing any more. What is open stays open, and nobody looks at it.",
  examples: {
    wrong: `
strategy Dip {
  trigger GO
  emergency trigger EMERGENCY_EXIT
  activity buy(): number opens
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buy() timeout 5s { done -> HOLDING  failed -> IDLE  unknown -> FLATTENING } }
  exposed state HOLDING { after 1h -> ENDED }
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
