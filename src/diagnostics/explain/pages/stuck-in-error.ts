import type { Page } from "../page.ts";

export const stuckInError: Page = {
  what: "An error state, or several that lead to each other, that nothing leads out of: no trigger, no timer, no outcome of a run. Guards are not looked into. `stay`, `on error` and `on recover` lead nowhere.",
  why: "After an error the machine stays there until its process is restarted: it trades no more, and what is open stays open.",
  examples: {
    wrong: `
strategy Wait {
  context { resets: number = 0 }
  trigger GO
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO when resets < 3 -> ENDED }
  final state ENDED
  error state ERROR { on RESET set resets = resets + 1 stay }
}
`,
    right: `
strategy Wait {
  context { resets: number = 0 }
  trigger GO
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO when resets < 3 -> ENDED }
  final state ENDED
  error state ERROR { on RESET set resets = resets + 1 -> IDLE }
}
`,
  },
};
