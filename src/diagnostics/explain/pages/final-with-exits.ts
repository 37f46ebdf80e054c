import type { Page } from "../page.ts";

export const finalWithExits: Page = {
  what: "A final state has children, transitions, timers or activities.",
  why: "In a final state the run has ended: none of it would ever happen, least of all the order that it was to send.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  final state ENDED { on GO -> IDLE }
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> PAUSED }
  state PAUSED { on GO -> IDLE }
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
