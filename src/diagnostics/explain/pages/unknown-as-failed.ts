import type { Page } from "../page.ts";

export const unknownAsFailed: Page = {
  what: "After `unknown`, a time-out among them, the path goes on as after `failed`: to a state that is not exposed, or to the end. `failed` is certain; `unknown` means that the order may have filled, or may still.",
  why: "An order that was sent and not answered can still fill, and nobody would close it.",
  examples: {
    wrong: `
strategy Dip {
  trigger GO
  emergency trigger EMERGENCY_EXIT
  activity buy(): number opens
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buy() timeout 5s { done -> HOLDING  failed, unknown -> IDLE } }
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
