import type { Page } from "../page.ts";

export const missingTimeout: Page = {
  what: "A `run` is waited for without end: no `timeout` of its own, no timer in the state or around it, and not one in every child in which it may still be under way. An error where the state is exposed, else a warning. Also a warning: an exposed state (error and suspended ones excepted) from which only triggers from outside lead on. Work without effect words and without a `done` arm, such as a stream, is waited for by nobody. The strategy's own `timeout` does not bound a run: it fires once, and never after an error.",
  why: "A venue that does not answer is the ordinary case of trouble. Without a time-out the machine waits for it for ever, with an order or a position open.",
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
    run close() {
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
