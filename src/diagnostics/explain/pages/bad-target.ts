import type { Page } from "../page.ts";

export const badTarget: Page = {
  what: "A target that cannot be entered so: the history of a state without children, several targets that are not in different regions, a region of a parallel state from outside of another one.",
  why: "The machine could not tell in which states it would be afterwards.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  trigger BACK
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> PAUSED }
  state PAUSED { on BACK -> history IDLE }
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  trigger BACK
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> PAUSED }
  state PAUSED { on BACK -> IDLE }
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
