import type { Page } from "../page.ts";

export const shadowedTransition: Page = {
  what: "The transition can never be taken, because for each of its triggers one that stands before it in the same state always is: without a guard, with an equal one, or with guards that hold whenever this one's does. A state's own text over what `from` wrote, and a strategy's over its parent's, is an override and no fault. An `else` is never reported.",
  why: "The first transition whose guard holds is taken. What the later one was meant to do, a stop-loss behind a take-profit for instance, never happens.",
  examples: {
    wrong: `
strategy Entry {
  trigger PRICE(level: number)
  trigger RESET
  errors limit 3 -> ERROR
  initial state HOLDING {
    on PRICE when event.level < 100 -> CLOSING
    on PRICE when event.level < 90 -> ENDED
  }
  state CLOSING { on PRICE -> ENDED }
  final state ENDED
  error state ERROR { on RESET -> HOLDING }
}
`,
    right: `
strategy Entry {
  trigger PRICE(level: number)
  trigger RESET
  errors limit 3 -> ERROR
  initial state HOLDING {
    on PRICE when event.level < 90 -> ENDED
    on PRICE when event.level < 100 -> CLOSING
  }
  state CLOSING { on PRICE -> ENDED }
  final state ENDED
  error state ERROR { on RESET -> HOLDING }
}
`,
  },
};
