import type { Page } from "../page.ts";

export const timerNeverFires: Page = {
  what: "A timer that is as long as or longer than another one of its state, or of a state around it, that always leads out; or longer than the strategy's `timeout` while that runs (it fires once, and never after an error). Literals and defaults of params are used; an `at` is not judged.",
  why: "What should happen when nothing has come for so long (to give up, to get out) never does, and nobody notices until it should.",
  examples: {
    wrong: `
strategy Wait {
  param patience: duration = 30s
  trigger GO
  trigger NEXT
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> WORKING }
  state WORKING {
    after patience -> ENDED
    initial state SENT {
      on NEXT -> LIVE
      after 1m -> IDLE
    }
    state LIVE { on NEXT -> SENT }
  }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
    right: `
strategy Wait {
  param patience: duration = 30s
  trigger GO
  trigger NEXT
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> WORKING }
  state WORKING {
    after patience -> ENDED
    initial state SENT {
      on NEXT -> LIVE
      after 10s -> IDLE
    }
    state LIVE { on NEXT -> SENT }
  }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
  },
};
