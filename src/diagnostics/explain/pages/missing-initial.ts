import type { Page } from "../page.ts";

export const missingInitial: Page = {
  what: "A strategy or a state with children has no initial state, or more than one. The modifier `initial` on one child says it, or `initial [effects] -> STATE` in its place.",
  why: "It would be undefined where the machine begins, and with it whether an order may already be out.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  state IDLE { on GO -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
  },
};
