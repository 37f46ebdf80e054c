import type { Page } from "../page.ts";

export const sizedFromIntent: Page = {
  what: "An activity that `closes` or `reduces` is handed a number in which no field comes from a fill. A field does when all that sets it is made of `result`, of other such fields, and of literals. Without an argument the activity sizes itself by the ledger, which is fine.",
  why: "What was meant to be bought is not what was bought: after a partial fill such an order closes too much, or turns the position.",
  examples: {
    wrong: `
strategy Dip {
  trigger GO
  emergency trigger EMERGENCY_EXIT
  param quantity: number = 1
  activity buy(): number opens
  activity sell(quantity: number) closes
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buy() timeout 5s { done -> SELLING  failed -> IDLE  unknown -> FLATTENING } }
  exposed state SELLING { run sell(quantity) timeout 5s { done -> ENDED  failed, unknown -> FLATTENING } }
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
  context { bought: number = 0 }
  activity buy(): number opens
  activity sell(quantity: number) closes
  activity flatten() cancels closes
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> BUYING }
  exposed state BUYING { run buy() timeout 5s { done set bought = result -> SELLING  failed -> IDLE  unknown -> FLATTENING } }
  exposed state SELLING { run sell(bought) timeout 5s { done -> ENDED  failed, unknown -> FLATTENING } }
  exposed state FLATTENING { run flatten() retry 3 backoff 1s timeout 5s { done -> ENDED  failed, unknown -> ERROR } }
  final state ENDED
  exposed error state ERROR { after 1m -> FLATTENING }
  from exposed on recover -> FLATTENING
  from * on EMERGENCY_EXIT -> FLATTENING
}
`,
  },
};
