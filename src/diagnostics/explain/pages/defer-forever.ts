import type { Page } from "../page.ts";

export const deferForever: Page = {
  what: "A trigger is deferred in a state and in every state that can be reached from there, unless something fails. A region that handles it takes it from the others. What was kept when a run ends is over with it, which is a fault only where all states, error states aside, defer the trigger.",
  why: "What the trigger says, a fill or a stop, is kept and kept, and never acted upon.",
  examples: {
    wrong: `
strategy Quoting {
  trigger GO
  trigger STOP
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> WORKING }
  state WORKING { on GO -> IDLE }
  error state ERROR {
    on RESET -> IDLE
    on STOP -> IDLE
  }
  from IDLE, WORKING defer STOP
}
`,
    right: `
strategy Quoting {
  trigger GO
  trigger STOP
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE {
    on GO -> WORKING
    on STOP -> IDLE
  }
  state WORKING { on GO -> IDLE }
  error state ERROR {
    on RESET -> IDLE
    on STOP -> IDLE
  }
  from WORKING defer STOP
}
`,
  },
};
