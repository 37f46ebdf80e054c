import type { Page } from "../page.ts";

export const missingErrorsTarget: Page = {
  what: "`errors` leads to a state that is not marked `error`, or there are several policies.",
  why: "After too many errors the machine is forced there, and only an error state stops the counting, keeps orders from being opened and waits for help.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  errors limit 3 -> HALTED
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  state HALTED { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  errors limit 3 -> HALTED
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  error state HALTED { on GO -> IDLE }
}
`,
  },
};
