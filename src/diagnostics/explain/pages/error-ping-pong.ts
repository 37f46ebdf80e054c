import type { Page } from "../page.ts";

export const errorPingPong: Page = {
  what: "A way out of an error state after which `always`, raised events and `done` of composites certainly lead back into it, with no trigger, timer or outcome in between. Where a guard may lead elsewhere it is a test of whether all is well again, and nothing is found.",
  why: "The trail shows one recovery after the other, and none of them recovers anything: nothing is traded, and nothing is closed.",
  examples: {
    wrong: `
strategy Wait {
  trigger GO
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  state RECOVERING { always -> ERROR }
  final state ENDED
  error state ERROR {
    on RESET -> IDLE
    after 1m -> RECOVERING
  }
}
`,
    right: `
strategy Wait {
  trigger GO
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  state RECOVERING { after 1s -> IDLE }
  final state ENDED
  error state ERROR {
    on RESET -> IDLE
    after 1m -> RECOVERING
  }
}
`,
  },
};
