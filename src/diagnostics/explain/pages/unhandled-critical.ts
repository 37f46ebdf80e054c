import type { Page } from "../page.ts";

export const unhandledCritical: Page = {
  what: "A trigger marked `critical` can arrive in a state that neither handles, defers nor ignores it, itself or in a state around it. Final states are exempt; error and suspended states are not. A transition with a guard counts as handling. Of regions it is enough when one has an answer in each of its states.",
  why: "A critical trigger is one that must not be lost: a fill, a cancel that was refused. Dropped without a word, the machine's idea of the position is wrong from then on.",
  examples: {
    wrong: `
strategy Entry {
  critical trigger FILLED
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> WORKING }
  state WORKING { on FILLED -> ENDED }
  final state ENDED
  error state ERROR {
    on GO -> IDLE
    defer FILLED
  }
}
`,
    right: `
strategy Entry {
  critical trigger FILLED
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE {
    on GO -> WORKING
    defer FILLED
  }
  state WORKING { on FILLED -> ENDED }
  final state ENDED
  error state ERROR {
    on GO -> IDLE
    defer FILLED
  }
}
`,
  },
};
