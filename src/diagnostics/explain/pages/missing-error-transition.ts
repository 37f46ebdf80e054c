import type { Page } from "../page.ts";

export const missingErrorTransition: Page = {
  what: "An error in a state that is neither final nor an error state leads nowhere: there is no `errors` policy in the strategy, and no `on error` with a target in the state or around it. A dead end, and states that the machine never rests in, are told by their own rules.",
  why: "When a callback throws, the step is undone and the machine stays where it is. Without a way out it tries and fails for ever, whatever is open.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  initial state IDLE { on GO -> ENDED }
  final state ENDED
}
`,
    right: `
strategy Entry {
  trigger GO
  errors limit 3 within 10m -> ERROR
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
