import type { Page } from "../page.ts";

export const missingOutcome: Page = {
  what: "A `run` has no arm for `failed`; or its activity has effect words (`opens`, `closes`, …) and there is no arm for `unknown`. An `on error` in the state or around it takes both. The error policy does not: it only counts.",
  why: "`failed` is certain: nothing happened. `unknown` is not: the order may have been filled. A machine that hears neither waits as if the order were still under way.",
  examples: {
    wrong: `
strategy Exit {
  activity buy() opens
  activity close() cancels closes
  trigger RETRY
  errors limit 3 -> ERROR
  initial state IDLE { on RETRY -> BUYING }
  exposed state BUYING {
    run buy() timeout 2s { done, failed, unknown -> CLOSING }
    on recover -> CLOSING
  }
  exposed state CLOSING {
    run close() timeout 2s {
      done -> ENDED
      failed -> ERROR
    }
    on recover -> CLOSING
  }
  final state ENDED
  exposed error state ERROR {
    on RETRY -> CLOSING
    on recover -> CLOSING
  }
}
`,
    right: `
strategy Exit {
  activity buy() opens
  activity close() cancels closes
  trigger RETRY
  errors limit 3 -> ERROR
  initial state IDLE { on RETRY -> BUYING }
  exposed state BUYING {
    run buy() timeout 2s { done, failed, unknown -> CLOSING }
    on recover -> CLOSING
  }
  exposed state CLOSING {
    run close() timeout 2s {
      done -> ENDED
      failed, unknown -> ERROR
    }
    on recover -> CLOSING
  }
  final state ENDED
  exposed error state ERROR {
    on RETRY -> CLOSING
    on recover -> CLOSING
  }
}
`,
  },
};
