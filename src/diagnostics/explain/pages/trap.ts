import type { Page } from "../page.ts";

export const trap: Page = {
  what: "Two or more states that lead only to each other: they can be entered and never left, and neither a final state nor the one in which the machine begins is among them. Whether guards hold is not looked into. The error policy and `on error` are no way out: a machine that only a failure sets free is stuck. Regions that nothing leaves are one trap. In a machine without any final state the round that is the larger part of it, or stands behind states that only prepare it, is what the machine is for.",
  why: "The machine is busy and gets nowhere: it never ends, and what it holds stays with it.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  trigger PAUSE
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE {
    on GO -> WORKING
    on PAUSE -> ENDED
  }
  state WORKING { on PAUSE -> PAUSED }
  state PAUSED { on GO -> WORKING }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  trigger PAUSE
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE {
    on GO -> WORKING
    on PAUSE -> ENDED
  }
  state WORKING { on PAUSE -> PAUSED }
  state PAUSED {
    on GO -> WORKING
    on PAUSE -> ENDED
  }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
  },
};
