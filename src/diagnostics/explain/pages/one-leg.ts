import type { Page } from "../page.ts";

export const oneLeg: Page = {
  what: "One leg is open, the order that was to open another one has failed or was not answered, and neither a timer nor an outcome leads on to closing the first, or to trying the other again.",
  why: "A leg without the other is no hedge: it is the full risk of the market, until somebody does something.",
  examples: {
    wrong: `
strategy Hedge {
  leg spot, perp
  trigger GO
  emergency trigger EMERGENCY_EXIT
  activity buySpot(): number opens spot
  activity sellPerp(): number opens perp
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buySpot() timeout 5s { done -> SELLING  failed -> IDLE  unknown -> FLATTENING } }
  exposed state SELLING { run sellPerp() timeout 5s { done -> HOLDING  failed -> NAKED  unknown -> FLATTENING } }
  exposed state HOLDING { after 1h -> FLATTENING }
  exposed state NAKED {
    on GO -> FLATTENING
    after 1m -> STILL_NAKED
  }
  exposed state STILL_NAKED { after 1m -> NAKED }
  exposed state FLATTENING { run flatten() retry 3 backoff 1s timeout 5s { done -> ENDED  failed, unknown -> ERROR } }
  final state ENDED
  exposed error state ERROR { after 1m -> FLATTENING }
  from exposed on recover -> FLATTENING
  from * on EMERGENCY_EXIT -> FLATTENING
}
`,
    right: `
strategy Hedge {
  leg spot, perp
  trigger GO
  emergency trigger EMERGENCY_EXIT
  activity buySpot(): number opens spot
  activity sellPerp(): number opens perp
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buySpot() timeout 5s { done -> SELLING  failed -> IDLE  unknown -> FLATTENING } }
  exposed state SELLING { run sellPerp() timeout 5s { done -> HOLDING  failed, unknown -> FLATTENING } }
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
