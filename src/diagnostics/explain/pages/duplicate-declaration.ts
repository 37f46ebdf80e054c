import type { Page } from "../page.ts";

export const duplicateDeclaration: Page = {
  what: "The same name is declared twice where only one can be meant. Names live in spaces of their own: params, context, guards and enums share one; guards, actions and activities another; triggers and outputs a third; then types, and the children of one state.",
  why: "One of the two would win without a word, and the reader could not tell which.",
  examples: {
    wrong: `
strategy Entry {
  trigger GO
  trigger GO
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  error state ERROR { on GO -> IDLE }
}
`,
    right: `
strategy Entry {
  trigger GO
  trigger RESET
  errors limit 3 -> ERROR
  initial state IDLE { on GO -> ENDED }
  final state ENDED
  error state ERROR { on RESET -> IDLE }
}
`,
  },
};
